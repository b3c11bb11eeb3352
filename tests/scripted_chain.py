"""A chain that answers a few questions by a script, as the real one would: evidence first, then word by word.

Run it (``python tests/scripted_chain.py``) to look at the page without a model.
"""

from __future__ import annotations

import asyncio
import hashlib
import logging
import sys
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from langchain_core.runnables import RunnableGenerator

from assistant.answers.age import newest
from assistant.catalog.catalog import Facets
from assistant.confined.paging import Paging
from assistant.conversations.conversations import Conversations
from assistant.domain import (
    Answer,
    Basis,
    Citation,
    Claim,
    Disagreement,
    Document,
    Evidence,
    Searched,
    Sentence,
    State,
    Stated,
    Timings,
    Verdict,
    Version,
    Why,
)
from assistant.errors import LibraryDamagedError, LibraryError, ModelUnreachableError, QuestionError
from assistant.origins import grouped
from assistant.questions.suggestions import Suggestion
from assistant.splitting import sentences, split
from assistant.ui import Parts, build_app

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

LONGEST = 8000  # characters of a question
SEED = Path(__file__).parent.parent / "seeds" / "000_7cd7ad32a2089079.txt"

OFFERS = "What did Pakistan invite Japanese companies to do?"
PROPOSAL = "What did the Japanese ambassador propose?"
DOUBTFUL = "How many jobs will the park bring?"
INVESTED = "How much did Japan invest in Pakistan in 2024?"
URDU = "صنعتی تعاون پر کیا اتفاق ہوا؟"
JAPANESE = "両国は何に合意しましたか。"
BROKEN = "What happens when the model is away?"
CRASHING = "What happens when the program is wrong?"
ENDLESS = "Tell me everything, slowly."
LONG = "Give me a very long answer."
TWINS = "What do the two notes say?"
WHOLE = "And how large is it now?"
TWO_YEARS = "What did they agree on in 2019?"
UNCLEAR = "When did they meet?"
UNHURRIED = "Which one did he mean?"
DAMAGED = "What happens when the library is broken?"
HOSTILE = "What does the hostile document say?"
HOSTILE_CHOICES = "What can the hostile question mean?"
HOSTILE_ERROR = "What does the hostile model say?"

# Everything that has ever made a chat page run, load or cover something.
ATTACKS = (
    '<img src="http://evil.test/i.png" onerror="window.attacked=1">',
    "<script>window.attacked=1</script>",
    "![p](http://evil.test/m.png)",
    "![p][r]\n\n[r]: http://evil.test/r.png",
    '<a href="javascript:window.attacked=1">a</a> [b](javascript:window.attacked=1)',
    "http://evil.test/auto www.evil.test someone@evil.test",
    '<div style="position:fixed;inset:0;background:url(http://evil.test/c.png)">x</div>',
    "<form action=http://evil.test><input name=q><button>go</button></form>",
    "${window.attacked=1} {{window.attacked}} {{{value}}} `${window.attacked=1}` C:\\users",
    "<svg onload=window.attacked=1><image href=http://evil.test/s.png /></svg>",
    "<iframe src=http://evil.test></iframe><video poster=http://evil.test/v.png src=http://evil.test/v></video>",
    '"><style>@import "http://evil.test/x.css";</style><base href=http://evil.test/>',
    "</mark></p></blockquote></article><meta http-equiv=refresh content=0;url=http://evil.test>",
    "$$\\href{javascript:window.attacked=1}{x}$$ <details open ontoggle=window.attacked=1>",
    "\u202eright to left\u202c \u2066isolated\u2069 nul\x00 escape\x1b[31m",
    '{"lc": 1, "type": "constructor", "id": ["os", "system"]} {x} {0}',
)
ATTACK = " ".join(ATTACKS)


def stated(value: str | None) -> Stated | None:
    return Stated(value, Basis.HEADER) if value is not None else None


def document(name: str, title: str, text: str, language: str = "en", **facts: Any) -> Document:
    given = {key: stated(value) for key, value in facts.items() if key != "pages"}
    digest = hashlib.sha256(text.encode()).hexdigest()
    return Document(
        name, digest, text, Stated(title, Basis.HEADER), language=language, pages=facts.get("pages", ()), **given
    )


def _seed() -> Document:
    text = SEED.read_text("utf-8").strip()
    title = "Japanese auto and mobile companies invited to explore business opportunities"
    return document(SEED.name, title, text, date="2021-09-07", place="Islamabad")


DOCUMENTS = {
    each.id: each
    for each in (
        _seed(),
        document(
            "mou.pdf",
            "Memorandum of cooperation on skilled workers",
            "The two sides signed a memorandum of cooperation.\n\nIt covers fourteen sectors.\nThe two sides agreed to "
            "meet again\nwithin the year. A joint committee\nwill watch over it:\n- visas and tests\n- language "
            "courses\n\nDone at Tokyo.",
            date="2019-12",
            place="Tokyo",
            publisher="Ministry of Justice of Japan",
            pages=(0, 60),
        ),
        document(
            "urdu.txt",
            "صنعتی تعاون پر مشترکہ اعلامیہ",
            "دونوں ممالک کے وزراء نے اسلام آباد میں ملاقات کی۔ دونوں ممالک نے صنعتی تعاون کو آگے بڑھانے پر اتفاق "
            "کیا۔ اگلا اجلاس 2024 میں ٹوکیو میں ہو گا۔",
            "ur",
            date="2023-02-11",
            place="اسلام آباد",
            publisher="دفتر خارجہ",
        ),
        document(
            "共同声明.txt",
            "日本国とパキスタンの共同声明",
            "両国の首脳は東京で会談した。両国は産業協力を一層推進することで一致した。次回の会合は来年開かれる。",
            "ja",
            date="2022",
            place="東京",
        ),
        document("note.txt", "Note of the first folder", "The mayor opened the harbour.", pages=(0,)),
        document(
            "note.txt",
            "Note of the second folder",
            "Nobody came. The harbour stays closed until May. The Karachi Industrial Park takes 1,800 acres.",
        ),
        document(
            f"hostile {ATTACK}.txt",
            f"Title {ATTACK}",
            f"A minister said this. {ATTACK}",
            date="2020-01-01",
            place=f"Place {ATTACK}",
            publisher=f"Publisher {ATTACK}",
        ),
    )
}


def searched(_owner: str = "") -> Searched:
    return Searched(len(DOCUMENTS), "2019-12", "2023-02-11")


def open_document(wanted: str) -> Document:
    if wanted not in DOCUMENTS:
        raise LibraryError(f"The library has no document {wanted!r}.")
    return DOCUMENTS[wanted]


SENTENCES = [one for each in DOCUMENTS.values() for passage in split(each) for one in sentences(passage)]


def cite(beginning: str) -> Sentence:
    return next(one for one in SENTENCES if beginning in one.text)


@dataclass(frozen=True)
class Script:
    """What is said: (lead, text, beginnings of the cited sentences, reasons why it is unsupported)."""

    said: tuple[tuple[str, str, tuple[str, ...], tuple[str, ...]], ...] = ()
    also: tuple[str, ...] = ()
    state: State = State.ANSWERED
    withheld: tuple[str, ...] = ()
    notice: str = ""
    error: Exception | None = None
    pause: float = 0.01
    before: float = 0.2  # seconds until the first answer comes
    words: int = field(default=0)
    understood: str = ""
    missing: tuple[str, ...] = ()
    choices: tuple[str, ...] = ()
    differing: tuple[tuple[str, tuple[tuple[str, str], ...]], ...] = ()  # about; (value, beginning of the sentence)


SCRIPTS = {
    OFFERS: Script(
        (
            (
                "",
                "In September 2021 Minister Makhdum Khusro Bakhtyar invited Japanese **auto and mobile companies**.",
                ("ISLAMABAD: Federal Minister",),
                (),
            ),
            (" ", "He made three concrete offers:", (), ()),
            (
                "\n\n- ",
                "**Cars:** explore exporting auto parts to other countries under the new auto policy.",
                ("Speaking about opportunities",),
                (),
            ),
            (
                "\n- ",
                "**Land:** use the Karachi Industrial Park on 1,500 acres of PSM land as a foothold in Pakistan.",
                ("Highlighting the setting up",),
                (),
            ),
            (
                "\n- ",
                "**Phones:** invest in mobile phone manufacturing under the Mobile Device Manufacturing Policy.",
                ("He said that new policy", "Furthermore, the minister"),
                (),
            ),
            (
                "\n\n",
                "An earlier memorandum says that the two sides agreed to meet again.",
                ("The two sides agreed to meet",),
                (),
            ),
        ),
        also=("The ambassador shed light", "The meeting ended"),
    ),
    PROPOSAL: Script(
        (
            (
                "",
                "He suggested a bilateral forum for certificates of export goods like auto parts, tyres and chemicals.",
                ("The ambassador shed light",),
                (),
            ),
        ),
        also=("Speaking about opportunities",),
    ),
    DOUBTFUL: Script(
        (
            ("", "The Karachi Industrial Park covers 1,500 acres of PSM land.", ("Highlighting the setting up",), ()),
            (
                " ",
                "It will bring 20,000 jobs by 2025.",
                (),
                ("The number 20000 is not in it.", "The number 2025 is not in it."),
            ),
        ),
        state=State.PARTLY,
        notice="The model stopped before it was done.",
    ),
    INVESTED: Script(
        said=(
            ("", "The documents do not say.", (), ()),
            (" ", "7 documents, dated December 2019 to 11 February 2023, were searched.", (), ()),
        ),
        also=("Highlighting the setting up", "Furthermore, the minister"),
        state=State.NOT_IN_DOCUMENTS,
        withheld=("Japan invested 300 million dollars in 2024.", "It was the largest sum so far."),
    ),
    URDU: Script(
        (
            (
                "",
                "اعلامیے کے مطابق دونوں ممالک نے **صنعتی تعاون** کو آگے بڑھانے پر اتفاق کیا۔",
                ("دونوں ممالک نے صنعتی",),
                (),
            ),
            (" ", "اگلا اجلاس 2024 میں ٹوکیو میں ہو گا۔", ("اگلا اجلاس",), ()),
        )
    ),
    JAPANESE: Script((("", "両国は産業協力の推進で一致しました。", ("両国は産業協力",), ()),)),
    BROKEN: Script(
        error=ModelUnreachableError("The model at http://localhost:9 cannot be reached. Start it, or choose another."),
        also=("Highlighting the setting up",),
    ),
    TWINS: Script(
        (
            ("", "The mayor opened the harbour.", ("The mayor opened",), ()),
            (" ", "It stays closed until May.", ("The harbour stays closed",), ()),
        )
    ),
    WHOLE: Script(
        (
            (
                "",
                "The Karachi Industrial Park is set up on 1,500 acres of PSM land.",
                ("Highlighting the setting up",),
                (),
            ),
            (" ", "A later note gives 1,800 acres.", ("The Karachi Industrial Park takes",), ()),
            (" ", "It has cost 90 million dollars so far.", (), ("The number 90 is not in it.",)),
        ),
        state=State.PARTLY,
        understood="How large is the Karachi Industrial Park now?",
        missing=("what it cost", "when it opens"),
        notice="The newest document that this rests on is of 7 September 2021; things may have changed since. "
        "3 documents, 2 independent origins: “A” and “B” carry the same text.",
        differing=(
            (
                "Karachi Industrial Park: acres",
                (("1,500 acres", "Highlighting the setting up"), ("1,800 acres", "The Karachi Industrial Park takes")),
            ),
        ),
    ),
    TWO_YEARS: Script(
        (("", "The two sides signed a memorandum of cooperation.", ("The two sides signed",), ()),),
        also=("The ambassador shed light",),
    ),
    UNCLEAR: Script(
        (("", "Which meeting do you mean?", (), ()),),
        state=State.UNCLEAR,
        choices=(PROPOSAL, OFFERS),
        before=0.05,
    ),
    HOSTILE_CHOICES: Script(
        (("", "Which one do you mean?", (), ()),),
        state=State.UNCLEAR,
        choices=(ATTACK, PROPOSAL),
        before=0.05,
    ),
    UNHURRIED: Script(before=120),
    DAMAGED: Script(error=LibraryDamagedError("The catalog '/home/some one/library/catalog.sqlite' is damaged.")),
    CRASHING: Script(error=ValueError("secret document text")),
    ENDLESS: Script(also=("Highlighting the setting up",), pause=0.02, words=100_000),
    LONG: Script(
        tuple(
            (
                "\n\n" if number % 4 == 0 else " ",
                f"Sentence {number} says that the ambassador suggested a bilateral forum for certificates.",
                ("The ambassador shed light",),
                (),
            )
            for number in range(40)
        ),
        pause=0.0005,
    ),
    HOSTILE: Script(
        (
            ("", f"It says {ATTACK}", ("A minister said this.",), ()),
            ("\n\n- ", f"And {ATTACK}", (), (ATTACK,)),
        ),
        also=("Highlighting the setting up",),
        state=State.PARTLY,
        notice=ATTACK,
        withheld=(ATTACK,),
        understood=ATTACK,
        missing=(ATTACK,),
        differing=((ATTACK, ((ATTACK, "A minister said this."),)),),
        pause=0.002,
    ),
    HOSTILE_ERROR: Script(error=ModelUnreachableError(ATTACK)),
}

log = logging.getLogger(__name__)
closed: list[str] = []  # the questions whose streams have ended, for tests that stop them


async def answer(inputs: AsyncIterator[dict[str, Any]]) -> AsyncIterator[Answer]:
    async for asked in inputs:
        question = asked["question"]
        try:
            async for grown in _play(question, SCRIPTS.get(question, SCRIPTS[INVESTED])):
                yield grown
        finally:
            closed.append(question)
            log.info("closed: %s", question)


async def _play(question: str, script: Script) -> AsyncIterator[Answer]:
    if len(question) > LONGEST:
        raise QuestionError(f"The question has {len(question):,} characters, and {LONGEST:,} is the most.")
    await asyncio.sleep(script.before)
    wanted = [beginning for _, _, beginnings, _ in script.said for beginning in beginnings] + list(script.also)
    passages = list({cite(one).passage.id: cite(one).passage for one in wanted}.values())
    passages.sort(key=lambda passage: passage.id)
    evidence = tuple(
        Evidence(passage, sentences(passage), rank, 1 / rank, Why.BOTH) for rank, passage in enumerate(passages, 1)
    )
    understood = script.understood or question
    said = Answer(question, understood, State.WRITING, searched(), "scripted-model", evidence=evidence)
    said = replace(said, timings=Timings(retrieve_s=0.2))
    yield said
    await asyncio.sleep(script.pause * 20)
    if script.error:
        raise script.error
    for number in range(script.words):
        said = replace(said, pending=f"{said.pending} word{number}")
        yield said
        await asyncio.sleep(script.pause)
    numbers: dict[tuple[int, int], int] = {}
    for lead, text, beginnings, reasons in script.said:
        words = text.split(" ")
        for count in range(1, len(words)):
            yield replace(said, pending=lead + " ".join(words[:count]))
            await asyncio.sleep(script.pause)
        cited = tuple(
            Citation(numbers.setdefault((id(one.passage.document), one.start), len(numbers) + 1), one)
            for one in map(cite, beginnings)
        )
        verdict = Verdict.SUPPORTED if cited else Verdict.UNSUPPORTED if reasons else Verdict.NOT_A_CLAIM
        said = replace(said, claims=(*said.claims, Claim(text, verdict, cited, reasons, lead)), pending="")
        yield said
    withheld = tuple(Claim(text, Verdict.UNSUPPORTED) for text in script.withheld)
    used = [one.sentence.passage.document for one in said.citations]
    yield replace(
        said,
        state=script.state,
        withheld=withheld,
        notice=script.notice,
        as_of=newest(used),
        origins=len(grouped(used)),
        missing=script.missing,
        choices=script.choices,
        disagreements=tuple(
            Disagreement(about, tuple(Version(value, cite(beginning)) for value, beginning in versions))
            for about, versions in script.differing
        ),
        timings=Timings(0.2, 0.6, total_s=2.34),
    )


chain = RunnableGenerator(answer)


def standing(_owner: str) -> dict[str, object]:
    """What the page is told of the library: nothing is going on, or what the options say."""
    told = {
        "documents": 7,
        "busy": False,
        "work": {"reading": None, "waiting": 0, "passages": 9, "seconds": None},
        "share": 1.0,
        "problem": "",
        "problems": [],
        "problems_in_all": 0,
    }
    if "--busy" in sys.argv:
        told |= {"busy": True, "work": {"reading": [3, 9], "waiting": 6, "passages": 8, "seconds": None}, "share": 0.25}
    if "--hostile" in sys.argv:
        told |= {"problems": [f"{ATTACK}.pdf: {ATTACK}"], "problems_in_all": 1}
    return told


def page(conversations: Conversations, **more: Any) -> Any:
    """The application that serves the scripted page. ``more``: see build_app."""
    empty = "--empty" in sys.argv
    hostile = [HOSTILE, ATTACK] if "--hostile" in sys.argv else []
    own = {"ur": [Suggestion(URDU, "ur")]} if "--own" in sys.argv else {}
    suggested = (OFFERS, PROPOSAL, DOUBTFUL, INVESTED, URDU, *hostile)
    parts = Parts(
        chain=chain,
        conversations=conversations,
        searched=(lambda _: Searched(0)) if empty else searched,
        suggestions=lambda _, language: [*own.get(language, ()), *(Suggestion(one, "en") for one in suggested)],
        document=lambda _, wanted: open_document(wanted),
        paging=Paging(lambda _, __: [], limit=0),
        fates=lambda _: {},
        standing=standing,
        facets=lambda _: Facets(
            (("JPN", 5), ("PAK", 7)), (("en", 6), ("ur", 1)), ((ATTACK, 1),), "2019-12", "2023-02-11"
        ),
        taken_in=lambda _, ids: dict.fromkeys(ids, "2026-11-25T09:30:00Z"),
        notice=f"No chat model is installed. {ATTACK if hostile else ''}".strip(),
    )
    return build_app(parts, **more)


if __name__ == "__main__":
    from assistant.access.sessions import Sessions
    from assistant.access.users import Users
    from assistant.ui import reserve, serve
    from assistant.ui.entrance import Entrance

    logging.basicConfig(level=logging.INFO, format="%(message)s", stream=sys.stdout)
    logging.getLogger("httpx").setLevel(logging.WARNING)
    entrance = Entrance()
    if "--users" in sys.argv:
        entrance = Entrance(Users(Path.home() / "users"), Sessions(Path.home(), idle=3600, longest=7200))
    app = page(Conversations(Path.home()), entrance=entrance, questions_a_minute=1000)
    serve(app, reserve("127.0.0.1", int(sys.argv[1])), open_browser=False)
