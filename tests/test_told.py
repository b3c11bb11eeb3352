"""What the rest of the program says in English, on the page in the reader's language."""

from __future__ import annotations

import errno
import re
import socket
import ssl
import time
from dataclasses import replace
from datetime import date
from types import SimpleNamespace

import httpx2
import openai
import pytest
from hypothesis import given
from hypothesis import strategies as st
from samples import document, evidence, grounds
from sentences import DATE, GAP, NUMBER, ROOT, sentences

from assistant.answers.age import warning
from assistant.answers.disagreements import disagreements
from assistant.answers.draft import Draft
from assistant.domain import Answer, Disagreement, Filter, Searched, State, Verdict, Version
from assistant.errors import ReadingError, UsageError, WebError
from assistant.grounding.edits import against
from assistant.ingest.added import Addition, Kind, file_told, ingest_told
from assistant.models import faults
from assistant.models.clients import EMBEDDED, who
from assistant.origins import copies_told
from assistant.questions import premises
from assistant.questions.absence import not_held
from assistant.questions.asking import asked_back
from assistant.questions.narrowing import narrowed
from assistant.reading import read
from assistant.reading.measured import too_large
from assistant.reading.package import damaged
from assistant.ui import telling, wording
from assistant.ui.wording import LANGUAGES, Wording, told
from assistant.ui.wording.patterns import patterns
from assistant.web.pages import declared_kind, refuse

OTHERS = [language for language in LANGUAGES if language != "en"]
FRENCH, JAPANESE, URDU = (Wording.of(language) for language in ("fr", "ja", "ur"))
# Modules that say nothing on the page but what they say in the terminal, or whose sentences are no messages.
SILENT = frozenset(
    [
        *("admission", "aliases", "assembly", "cli", "countries", "keeping", "prompts", "retrieval", "settings"),
        *("standing", "suggestions"),
    ]
)
# What is said where a program starts, in the terminal alone, and what is put together here in more than one gap: that
# is said by itself in the tests below.
ELSEWHERE = (
    *("ASSISTANT_CHROMA_URL ", "ASSISTANT_CHROMA_TOKEN ", f"{GAP} was written by a newer", f"{GAP} holds other things"),
    *(f"{GAP}. Close that one first", f"{GAP}, which keeps its search", "The folder ", "The catalog of the library "),
    *("The library's catalog failed", "The library's catalog is damaged{}", "Free some space", f"The library {GAP} is"),
    *("What is kept of earlier conversations", "The model's address", "The key (OPENAI_API_KEY)", "A record has no "),
    *(
        "Forwarded message:",
        f"“{GAP}” is neither a host",
        f"The server asks to be left alone for {GAP} more",
        f"This {GAP}",
    ),
    *(f"This file has {GAP}; files", "There is no text at this address but"),
    *(
        f"{GAP} the word",
        f"{GAP} both {GAP}",
        f"{GAP} The library's newest",
        f"{GAP} Ask again",
        "None of the library's",
    ),
    *(f"{GAP}{GAP}", f"The sentence says {GAP}, not", f"{GAP} is over its rate", f"{GAP} finds a text of"),
    *(
        "The question asks about",
        "It is not said to be in or on",
        f"{GAP} documents, {GAP}",
        f"The documents do not say that it {GAP}",
    ),
)
SQL = ("SELECT ", "UPDATE ", "DELETE ", "INSERT ")


def is_known(text: str) -> bool:
    return all(isinstance(piece, told.Found) for piece in told.read(text))


def assert_told(text: str, *parts: str) -> None:
    """It is said in every language, in none of them in English, and its parts are in it as they are."""
    assert is_known(text), text
    for language in OTHERS:
        said = told.plain(text, Wording.of(language))
        assert said != text
        assert told.language(text, Wording.of(language)) == language
        for part in parts:
            assert part in said, (part, said)


@pytest.mark.parametrize("language", OTHERS)
def test_every_language_retells_the_same_messages_with_the_same_variables(language):
    assert wording.names(language, told=True) == wording.names("en", told=True)
    assert not wording.names("en", told=True) & wording.names("en")
    for name in wording.names("en", told=True):
        own, english = (wording.variables(one, name, told=True) for one in (language, "en"))
        assert own == english, name


@pytest.mark.parametrize("language", OTHERS)
def test_every_choice_that_english_makes_can_be_said(language):
    for message in wording.names("en", told=True):
        for one in patterns(message, wording.messages("en", told=True)[message].value):
            gaps = {part.name: 2 for part in one.parts if not isinstance(part, str)}
            assert Wording.of(language).say(message, **{**one.fixed, **gaps}).strip() or message == "between-sentences"


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_message_can_be_put_into_html_as_it_is(language):
    said = Wording.of(language)
    for name in wording.names(language, told=True):
        for number in (0, 1, 2, 1500):
            values = dict.fromkeys(wording.variables(language, name, told=True), number)
            assert not set('<>&"') & set(said.say(name, **values)), name


def test_every_sentence_in_the_code_that_the_page_may_show_is_known():
    modules = [path.name for path in ROOT.glob("*.py") if path.stem not in SILENT]
    modules += [
        str(path.relative_to(ROOT)) for kind in ("models", "reading", "web") for path in (ROOT / kind).glob("*")
    ]
    gaps = ("something", "15", "2021-09-07")
    unknown = [
        text
        for module in modules
        if module.endswith(".py")
        for text in sentences(module)
        if not text.startswith((*SQL, *ELSEWHERE)) and not any(is_known(text.replace(GAP, gap)) for gap in gaps)
    ]
    assert not [text for text in unknown if not is_known(text.replace(GAP, "The model", 1).replace(GAP, "15"))]


def refusal(searched: Searched) -> list[str]:
    answer = Answer("?", "?", State.WRITING, searched, "", (), evidence(document("Tea.")))
    draft = Draft(answer, [], lambda *_: [], time.monotonic(), today=lambda: date(2023, 1, 1))
    return [claim.text for claim in draft.finished().claims]


@pytest.mark.parametrize("number", [1, 2, 1500])
@pytest.mark.parametrize("dates", [(None, None), ("2021-09", "2021-09"), ("2019", "2021-09-07")])
@pytest.mark.parametrize("within", [None, Filter(("JPN", "TTO"), "2021-03", None, ("ur", "ja"), ("A in B", "C"))])
def test_every_form_of_a_refusal_is_told(number, dates, within):
    for text in refusal(Searched(number, *dates, within, 2000 if within else None)):
        assert_told(text)


def test_a_refusal_is_told_in_the_reader_s_way():
    within = Filter(("JPN", "PAK"), "2021-03", None, ("ur",), ("Dawn",))
    first, second = refusal(Searched(3, "2019-04-24", "2023-02-11", within, 1500))
    assert told.plain(first, FRENCH) == "Les documents ne le disent pas."
    assert told.plain(second, FRENCH) == (
        "La recherche a porté sur 3 des 1\u202f500 documents, dates\u202f: 24 avril 2019 – 11 février 2023, uniquement "
        "sur Japon et Pakistan, datés de mars 2021 ou après, en langue ourdou, publiés par Dawn."
    )
    assert told.plain(second, JAPANESE).startswith(
        "1,500件中3件の文書（2019年4月24日～2023年2月11日）を検索しました（対象：日本、"
    )
    assert "\u2068جاپان\u2069 اور \u2068پاکستان\u2069 کے بارے میں" in told.plain(second, URDU)


def test_the_refusals_of_an_empty_library_and_an_empty_filter_are_told():
    for searched in (Searched(0, None, None), Searched(0, None, None, Filter(("JPN",)), 12)):
        for text in refusal(searched):
            assert_told(text)


def test_what_is_said_of_words_that_stand_nowhere_is_told():
    nearest = evidence(document("Japan spoke about tea."))
    ask = "Did Japan mention tariffs, uranium or fisheries?"
    three = not_held(ask, nearest, 2, lambda _: (["tariffs", "uranium", "fisheries"], []))
    assert_told(three, "tariffs", "uranium", "fisheries")
    assert told.plain(three, FRENCH) == (
        "Aucun ne contient les mots «\u00a0tariffs\u00a0», «\u00a0uranium\u00a0» ou «\u00a0fisheries\u00a0»."
    )
    assert_told(not_held(ask, nearest, 1, lambda _: (["uranium"], [])), "uranium")
    assert_told(not_held(ask, nearest, 2, lambda _: ([], ["japan", "fisheries"])), "Japan", "fisheries")


@pytest.mark.parametrize(
    "question", ["Who signed the agreement?", "When did he say that?", "How big is it?", "And now?"]
)
def test_what_is_asked_back_is_told(question):
    one = document("The agreement on ports was signed by the ambassador of Japan in May.", name="a", date="2021-05-03")
    other = document("China and Nepal signed the agreement about two roads.", name="b", date="2022-06-04")
    back = asked_back(question, evidence(one, other), 3, first=True)
    assert back
    assert_told(back.text)


@pytest.mark.parametrize("done", premises._DONE.values())
def test_a_correction_of_how_far_a_matter_got_is_told(done):
    assert_told(f"The documents do not say that it {done}:")


def test_a_correction_is_told():
    found = evidence(document("The park will be set up on 1,500 acres of land near the port by the ministry."))
    said = premises.correction("Why is the 500-acre park set up on land near the port by the ministry?", found)
    assert said
    assert_told(said.text, "500")


CLAIMS = [
    "Norway financed 90 million dollars for ports of Chile on 4 May 2021.",
    "Sweden did not sign the treaty on Monday.",
    "Norway will finance none of the fishing ports of Chile, Peru and Kenya.",
    "The ambassador of Norway said “give us fish” to Chile in May.",
    "Chile will finance both fishing ports of Norway with 40 million dollars over the next 12 years.",
    "The king of Norway opened the largest school, a hospital and libraries.",
    "Norway ratified at least one treaty of Atlantis.",
    "Norway will sell both fishing ports of Chile with 40 million dollars over the last 12 years.",
    "It may be financed.",
]


def test_why_a_claim_is_not_supported_is_told():
    held = document("Norway will finance both fishing ports of Chile with 40 million dollars over the next 12 years.")
    seen = set()
    for question in ("", "Which ports does Utopia of Norway finance?", "What will the minister finance in Thule?"):
        for text in CLAIMS:
            claim = grounds(held, question=question).check(text)
            if claim.verdict is Verdict.UNSUPPORTED:
                seen |= {*claim.reasons}
    seen |= {reason for text in CLAIMS for reason in against(text, held.text)}
    assert len(seen) > 15
    for reason in seen:
        assert_told(reason)


@pytest.mark.parametrize("asked", ["February 2025", "February", "7 September 2021 and Monday"])
def test_that_something_is_of_another_time_is_told(asked: str) -> None:
    text = f"The question asks about {asked}; this is of 16 January 2025."
    assert_told(text, "2025")
    assert "16 janvier 2025" in told.plain(text, FRENCH)


DIGITS = "9" * 5000
HOSTILE = [
    "<b>bold</b>",
    "{ $x } { -term }",
    "اردو \u200f(متن)",
    "two\nlines",
    r".*(a+)+$ [^\n] \1",
    "” is not in it. “",
    "The sentence denies it.",
    "**[a](b)**",
    "&amp;",
]


@pytest.mark.parametrize("part", HOSTILE)
def test_what_documents_and_models_say_in_a_sentence_of_ours_stays_as_it_is_and_is_only_text(part):
    for language in OTHERS:
        said = Wording.of(language)
        plain = told.plain(f"“{part}” is not in it.", said)
        assert part.replace("\n", " ") in plain
        html = told.html(f"The question says “{part}”, no sentence does.", said)
        assert "<b>" not in html
        assert html.count("<bdi>") == 1
        assert not set("{}*[]$\\") & set(html)


ODD = [DIGITS, "31 February 2021", "0 May 0000", "2021-99-99", "٣", "1,2,3", "“a”, “b” or “c”", *HOSTILE, NUMBER, DATE]


def assert_only_text(text: str) -> None:
    for language in OTHERS:
        html = told.html(text, Wording.of(language))
        assert not set("<>") & set(re.sub(r'</?bdi>|<bdi lang="en" dir="ltr">', "", html))
        assert html.count("<bdi") == html.count("</bdi>")
        told.plain(text, Wording.of(language))
        told.of_answer(text, Wording.of(language))


@pytest.mark.parametrize("part", ODD, ids=lambda part: part[:20])
def test_whatever_stands_in_a_sentence_it_is_told_and_nothing_but_text(part):
    for message in wording.names("en", told=True):
        for one in patterns(message, wording.messages("en", told=True)[message].value):
            assert_only_text("".join(at if isinstance(at, str) else part for at in one.parts))


@given(st.text(max_size=60))
def test_any_text_is_told_and_nothing_but_text(part):
    for text in (part, f"The words “{part}” are not in it.", f"2 documents, 1 origin: “{part}” carry the same text."):
        assert_only_text(text)


def test_what_is_put_together_in_the_reader_s_language_has_its_direction_and_what_it_names_its_own():
    copies = "3 documents, 2 independent origins: “A <b>” and “B” (Dawn) carry the same text."
    assert told.html(copies, URDU) == (
        "3 دستاویزات، 2 آزاد ماخذ: «<bdi>A &#60;b&#62;</bdi>» اور «<bdi>B</bdi>» "
        "<bdi>&#40;Dawn&#41;</bdi> کا متن ایک ہی ہے۔"
    )
    assert told.plain(copies, URDU).count("\u2068") == told.plain(copies, URDU).count("\u2069") == 3
    assert "\u2068" not in told.plain(copies, FRENCH)
    said = told.html("The model at localhost:1 wrote nothing. Try again, or name another model.", URDU)
    assert said.startswith("<bdi>localhost&#58;1</bdi> پر موجود ماڈل نے")


def test_what_is_not_known_stays_as_it_is_and_is_marked_as_english():
    strange = "Something <new> happened. Nobody knows."
    assert told.plain(strange, FRENCH) == strange
    assert told.language(strange, FRENCH) == "en"
    assert told.html(strange, FRENCH).startswith('<bdi lang="en" dir="ltr">Something &#60;new&#62;')
    mixed = f"{strange} The sentence denies it."
    assert told.html(mixed, URDU).startswith('<bdi lang="en" dir="ltr">Something')
    assert told.html(mixed, URDU).endswith("</bdi> دستاویز کا جملہ اس کی نفی کرتا ہے۔")
    assert told.plain(mixed, Wording.of("en")) == mixed


def test_the_notices_below_an_answer_are_told_one_by_one():
    groups = [[document("x", name="a"), document("x", name="b")], [document("y", name="c")]]
    old = warning("What is so now?", "2021-09-07", Searched(3, "2019", "2023-02"), date(2024, 1, 1))
    notice = f"The answer reached its greatest length and was cut. Ask for less at once. {old} {copies_told(groups)}"
    assert_told(notice, "Note", "(a)", "(b)")
    assert told.plain(notice, FRENCH) == (
        "La réponse a atteint sa longueur maximale et a été coupée. Demandez moins à la fois. Le document le plus "
        "récent sur lequel cela s’appuie porte la date suivante\u202f: 7 septembre 2021\u202f; la situation a pu "
        "changer depuis. "
        "Date du document le plus récent de la bibliothèque\u202f: février 2023. 3 documents, 2 origines indépendantes"
        "\u202f: «\u00a0Note\u00a0» (a) et «\u00a0Note\u00a0» (b) portent le même texte."
    )
    assert_told(copies_told(groups[:1]))
    assert_told(warning("What is so now?", None, Searched(3, "2019", "2023"), date(2024, 1, 1)))


def test_what_documents_differ_on_is_told():
    one = document("The park has 1,500 acres of land near the port.", name="a", date="2021-01-01")
    other = document("The park has 1,800 acres of land near the port.", name="b", date="2022-01-01")
    claims = [grounds(one, other).quote(evidence(one)[0].sentences[0])]
    assert disagreements(claims, evidence(one, other))
    sentence = evidence(one)[0].sentences[0]
    dated = Disagreement("the park: date", (Version("7 September 2021", sentence),))
    assert telling.differing(dated, FRENCH).endswith("<bdi>the park</bdi>\u202f&#58; date")
    assert telling.differing(replace(dated, about="the park: status over time"), JAPANESE).endswith(
        "<bdi>the park</bdi>：進捗の推移"
    )
    assert telling.differing(replace(dated, about="the park: acres"), URDU).endswith("<bdi>the park&#58; acres</bdi>")
    assert telling.version(dated, dated.versions[0], JAPANESE) == "2021年9月7日"
    assert telling.version(replace(dated, about="the park: acres"), dated.versions[0], JAPANESE) == "7 September 2021"


def of_status(status: int, **said: object) -> openai.APIStatusError:
    response = httpx2.Response(status, request=httpx2.Request("POST", "http://x/v1"), headers=said.pop("headers", None))
    error = openai.APIStatusError("secret", response=response, body=said.get("body"))
    error.code = said.get("code")
    return error


def caused(by: Exception) -> Exception:
    error = openai.APIConnectionError(request=httpx2.Request("POST", "http://x/v1"))
    error.__cause__ = by
    return error


FAULTS = [
    *(of_status(status) for status in (301, 400, 401, 402, 403, 404, 405, 407, 408, 413, 429, 500, 503)),
    of_status(429, code="insufficient_quota"),
    of_status(429, headers={"retry-after": "3600"}),
    of_status(400, body="maximum context length"),
    *(caused(error("x")) for error in (httpx2.ConnectTimeout, httpx2.ProxyError, httpx2.ConnectError)),
    *(caused(error("x")) for error in (socket.gaierror, ssl.SSLError, httpx2.ReadTimeout, httpx2.RemoteProtocolError)),
    openai.APIError("x", request=httpx2.Request("POST", "http://x/v1"), body=None),
    ValueError("x"),
]


@pytest.mark.parametrize("address", ["http://localhost:11434/v1", "https://api.example.org/v1", EMBEDDED])
def test_every_failure_of_a_model_is_told(address):
    for error in FAULTS:
        said = str(faults.explain(error, who(address), 5).error)
        assert_told(said, *([] if address == EMBEDDED else [who(address).removeprefix("The model at ")]))


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("empty.txt", b""),
        ("blank.txt", b" \n "),
        ("binary.txt", bytes(range(256)) * 20),
        ("sound.txt", b"OggS" + bytes(50)),
        ("picture.png", b"\x89PNG\r\n\x1a\n" + bytes(50)),
        ("program.txt", b"\x7fELF" + bytes(50)),
        ("broken.pdf", b"%PDF-1.7 nothing"),
        ("broken.docx", b"PK\x03\x04" + bytes(50)),
        ("old.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)),
        ("page.html", b"<html><body></body></html>"),
        ("text.rtf", rb"{\rtf1 }"),
    ],
)
def test_why_a_file_cannot_be_read_is_told(tmp_path, name, data):
    (tmp_path / name).write_bytes(data)
    with pytest.raises(ReadingError) as caught:
        read(tmp_path / name, name, limit=10**7)
    assert_told(str(caught.value))


def test_why_a_file_is_not_opened_is_told(tmp_path):
    for path in (tmp_path, tmp_path / "none.txt"):
        with pytest.raises(ReadingError) as caught:
            read(path, path.name, limit=10**6)
        assert_told(str(caught.value))
    assert_told(too_large(30_000_000, 45_600_000))
    assert told.plain(too_large(30_000_000), FRENCH).startswith("Ce fichier fait plus de 30\u202fMo\u202f; ")
    for what, program in [
        ("e-book", "an e-book program"),
        ("OpenDocument file", "LibreOffice"),
        ("presentation", "a presentation program"),
        ("spreadsheet", "a spreadsheet program"),
        ("Word document", "Word"),
    ]:
        assert_told(damaged(what, program))
        for rest in ("is locked with a password.", "has a part with more than 1,500,000 tags."):
            assert_told(f"This {what} {rest}")
    assert_told(f"This file cannot be read: {OSError(errno.EIO, 'Input/output error').strerror}.", "Input/output error")
    for fault in (
        "has more than 20 MB, so it is left out. Split it into several records.",
        "is not well-formed JSON, so it is left out. Export it again, or correct it.",
        "has no text in the field body.text, so it is left out.",
    ):
        assert_told(f"Line 1,500 {fault}")
        assert_told(f"Record 3 {fault}")


def test_why_an_address_is_not_fetched_is_told():
    for status in (400, 401, 402, 403, 404, 407, 410, 418, 429, 451, 500, 503):
        assert_told(str(refuse(status)), str(status))
    for kind in ("image/webp", "video/mp4", "audio/ogg", "font/woff", "application/x-thing", "nonsense"):
        with pytest.raises(WebError) as caught:
            declared_kind(kind)
        assert_told(str(caught.value), *([kind] if "/" in kind else []))
    for span in ("40 seconds", "12 minutes"):
        assert_told(f"The server asks to be left alone for {span} more. Try again after that.")


@pytest.mark.parametrize(
    "typed",
    [
        {"countries": ["Atlantis <b>"]},
        {"since": "soon"},
        {"languages": ["Klingon"]},
        {"since": "2022", "until": "2021"},
    ],
)
def test_what_is_not_understood_in_a_filter_is_told(typed):
    with pytest.raises(UsageError) as caught:
        narrowed(**typed)
    assert_told(str(caught.value))


def test_what_has_become_of_what_was_added_is_told():
    one = Addition("k", Kind.FILE, "a.zip", "", "a.zip")
    state = dict.fromkeys(("failure", "refused", "known", "is_read", "indexed", "embedded", "passages"), 0)
    held = SimpleNamespace(**{**state, "documents": 12, "known": "A <title>. 3 documents.", "refused": 2})
    assert_told(file_told(one, held, "").said)
    assert_told(file_told(one, None, "").said)
    report = SimpleNamespace(
        **dict.fromkeys(("updated", "unchanged", "copies", "renamed", "removed", "dismissed"), ["x"] * 1500),
        added=["x"],
        failed=[SimpleNamespace(reason="This file is empty. Add one with text in it.")],
    )
    assert_told(ingest_told(one, report).said)
    empty = SimpleNamespace(**{name: [] for name in vars(report)})
    assert_told(ingest_told(one, empty).said)
    assert told.plain("3 added, 1 could not be read.", FRENCH) == "3 ajoutés, 1 n’a pas pu être lu."


def test_the_name_before_a_reason_stays_as_it_is():
    said = told.plain(
        "Mr. Khan: letter.pdf: This PDF is locked with a password. Save it without one and add that.", FRENCH
    )
    assert said.startswith("Mr. Khan: letter.pdf: Ce PDF est protégé par un mot de passe.")


def test_words_of_an_export_are_told_in_one_alone():
    for text in (
        "Points",
        "by",
        "page 3",
        "7 September 2021",
        "in Urdu",
        "Written by Mr. Khan.",
        "(disputed by a reader)",
    ):
        assert told.plain(text, FRENCH) == text
        assert told.exported(text, URDU) != text
        assert told.exported(text, Wording.of("en")) == text
    assert told.exported("Points of interest by page", FRENCH) == "Points of interest by page"
    assert told.exported("Asked 7 September 2021. Understood as: Is it so? Asked in May.", JAPANESE) == (
        "質問：2021年9月7日。質問の解釈：Is it so? Asked in May."
    )


def test_a_text_of_any_length_and_kind_takes_no_time():
    texts = [
        "The number " + "x. is not in it. “" * 3000,
        "“" * 7000 + "” is not in it.",
        "The sentence says “" + "”, not “" * 900 + "”.",
        "1,5" * 2600,
        ". ".join(["The sentence denies it"] * 300),
        "Rests on 2 documents: " + "Dawn (1), " * 700,
        "[not supported: " + "[not supported: " * 400 + "]",
    ]
    began = time.perf_counter()
    for text in texts:
        told.plain(text, FRENCH)
        told.exported(text, FRENCH)
    assert time.perf_counter() - began < 1
