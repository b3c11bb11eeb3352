"""The page in each of its languages, in a real browser: nothing of it in English, all of it in its direction."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Any

import pytest
import scripted_chain as scripted
from browsing import ROOT, Server, Visit, expect, started_browser

from assistant.ui import wording
from assistant.ui.wording import Wording
from assistant.ui.wording import told as retold

if TYPE_CHECKING:
    from collections.abc import Iterator

OTHERS = ("ur", "ja", "fr")  # English is what all other tests of the page are in
PHONE = {"width": 390, "height": 844}
LOCALES = {"en": "en-GB", "ur": "ur-PK", "ja": "ja-JP", "fr": "fr-FR"}
# Names of products and formats, file names, keys, and what is typed in Latin letters in every language.
NAMES = re.compile(
    r"PDF|Word|HTML|Markdown|Bilateral Record|scripted-model|https?:\S*|\S+\.(?:txt|html)|\btxt\b|/home/\S*|Esc"
)

# Texts and names of what can be seen or heard and is the page's own: not of documents, questions and answers, and not
# what is marked as being in another language.
SAID = """() => {
  const root = document.documentElement;
  const theirs = "bdi, code, kbd, script, style, .claim, .answer > p[dir=auto]:not([class]), .answer li, .example,"
    + " .option, .question p[dir=auto], .turn .q, a.open, blockquote, .title, .cited, .claimed, #document .body,"
    + " h2[dir=auto], #checking [role=status], #document .meta, #compare .meta";
  const isOwn = (node) => !node.closest(theirs) && node.closest("[lang]").lang === root.lang && node.checkVisibility();
  const said = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const text = walker.currentNode.textContent.trim();
    if (text && isOwn(walker.currentNode.parentElement)) said.push(text);
  }
  for (const node of document.querySelectorAll("[aria-label], [title], [placeholder], [alt]"))
    if (isOwn(node))
      for (const name of ["aria-label", "title", "placeholder", "alt"]) {
        const text = node.getAttribute(name)?.trim();
        if (text && !/[:：«「\\u2068]/.test(text)) said.push(text); // behind a colon stands a name
      }
  return [...new Set(said)];
}"""


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    folder = tmp_path_factory.mktemp("languages")
    (folder / "given").mkdir()
    (folder / "given" / "note.txt").write_text("ISLAMABAD, 7 September 2021: Japan and Pakistan agreed to meet again.")
    running = Server(folder, str(ROOT / "tests" / "library_server.py"), "PORT", str(folder))
    yield running
    running.stop()


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    yield from started_browser()


def opened(browser: Any, server: Server, language: str, **settings: Any) -> Visit:
    name = Wording.of(language).say("box-label")
    return Visit(browser, server.url, box=name, locale=LOCALES[language], **settings)


@cache
def english(language: str) -> list[re.Pattern[str]]:
    """What the page says in English and otherwise in ``language``; anything in the places of variables."""
    found = []
    own, other = Wording.of(language), Wording.of("en")
    named = [(name, told) for told in (False, True) for name in wording.names("en", told=told)]
    for name, told in named:
        for number in (1, 2):
            values = dict.fromkeys(wording.variables("en", name, told=told), number)
            text = other.say(name, **values)
            if re.search("[A-Za-z]{3}", text) and text != own.say(name, **values):
                found.append(re.compile(re.sub(r"\d+", ".+", re.escape(text))))
    return found


def left_in_english(visit: Visit, language: str) -> list[str]:
    said = visit.page.evaluate(SAID)
    assert len(said) > 10
    wrong = [text for text in said if any(one.fullmatch(text) for one in english(language))]
    if language != "fr":
        wrong += [text for text in said if re.search("[A-Za-z]{3}", NAMES.sub("", text))]
    return wrong


def states(visit: Visit) -> Iterator[str]:
    """Goes through what the page can show."""
    page = visit.page
    yield "empty"
    visit.answered(scripted.WHOLE)
    page.locator("#chat .tally").wait_for(state="attached")
    yield "answered"
    page.locator("#chat a.compare").click()
    page.locator("#compare[open]").wait_for()
    yield "side by side"
    page.keyboard.press("Escape")
    page.locator("#side-tabs button[role=tab]").nth(1).click()
    page.locator("#timeline table").wait_for()
    yield "in the order of time"
    page.locator("#side-tabs button[role=tab]").first.click()
    page.locator("#filters .choose").click()
    page.locator("#filter[open]").wait_for()
    yield "filter"
    page.keyboard.press("Escape")
    page.locator("#chat a.check-claims").click()
    page.locator("#checking .help").click()
    page.keyboard.press("d")
    yield "checking"
    page.locator("#checking .leave").click()
    page.locator("#chat a[href$='-bad']").click()
    page.locator("#feedback[open]").wait_for()
    yield "feedback"
    page.keyboard.press("Escape")
    page.locator(".card .read").first.click()
    page.locator("#document[open]").wait_for()
    yield "document"
    page.keyboard.press("Escape")
    page.locator(".conversations summary").first.click()
    yield "history"
    page.keyboard.press("Escape")
    visit.answered(scripted.INVESTED)
    yield "not found"
    page.locator("#side-tabs button[role=tab]").last.click()
    page.locator(".library .record .title").first.click()
    page.locator(".library .record dl").wait_for()
    for fold in page.locator(".library details:not([open]) > summary").all():
        if fold.is_visible():
            fold.click()
    yield "library"
    page.locator(".library .record .doing button").nth(1).click()
    page.locator(".library .correcting").wait_for()
    yield "correcting"


@pytest.mark.parametrize("language", OTHERS)
def test_the_whole_page_speaks_the_language_of_the_browser(browser, server, language):
    visit = opened(browser, server, language)
    page = visit.page
    assert page.evaluate("[document.documentElement.lang, document.documentElement.dir]") == [
        language,
        Wording.of(language).direction,
    ]
    for state in states(visit):
        page.wait_for_timeout(250)
        assert left_in_english(visit, language) == [], state
        assert visit.violations() == [], state
    assert visit.wrong == []
    visit.context.close()


@pytest.mark.parametrize("language", ["ur", "fr"])
def test_on_a_phone_nothing_is_wider_than_the_screen(browser, server, language):
    visit = opened(browser, server, language, viewport=PHONE, has_touch=True)
    visit.answered(scripted.WHOLE)
    assert visit.page.evaluate("document.documentElement.scrollWidth") == PHONE["width"]
    visit.page.locator("#side-tabs button[role=tab]").last.click()
    visit.page.locator(".library .record .title").first.wait_for()
    assert visit.page.evaluate("document.documentElement.scrollWidth") == PHONE["width"]
    assert visit.violations() == []
    visit.context.close()


def test_urdu_is_laid_out_from_the_right_and_english_in_it_from_the_left(browser, server):
    visit = opened(browser, server, "ur")
    visit.answered(scripted.WHOLE)
    sides = visit.page.evaluate(
        "['nav', 'left', 'right'].map((id) => document.getElementById(id).getBoundingClientRect().left)"
    )
    assert sides == sorted(sides, reverse=True)
    direction = "(element) => getComputedStyle(element).direction"
    assert visit.page.locator(".card blockquote").first.evaluate(direction) == "ltr"
    assert visit.page.locator("#chat .answer .notice").evaluate(direction) == "rtl"
    assert visit.page.locator("#chat .answer .as-of").evaluate(direction) == "rtl"
    visit.context.close()


def test_what_the_assistant_itself_says_of_an_answer_is_in_the_language_of_the_reader(browser, server):
    visit = opened(browser, server, "fr")
    page = visit.page
    visit.answered(scripted.INVESTED)
    answer = page.locator("#chat .answer")
    expect(answer.locator("strong").first).to_have_text("Les documents ne le disent pas.")
    expect(answer).to_contain_text("dates\u202f: décembre 2019 – 11 février 2023")
    assert answer.locator("p strong").first.evaluate("(node) => node.closest('[lang]').lang") == "fr"
    expect(page.locator("#right [role=status], #side-tabs [role=status]").first).to_contain_text("Les documents ne le")
    visit.answered(scripted.DOUBTFUL)
    doubtful = answer.last
    reason = "Le nombre {} ne figure pas dans la phrase du document."
    expect(doubtful.locator(".reason")).to_have_text(f": {reason.format(20000)} {reason.format(2025)}")
    doubtful.locator("a.why").hover()
    expect(page.get_by_text(reason.format(20000)).last).to_be_visible()
    doubtful.locator("a.check-claims").click()
    page.keyboard.press("j")
    expect(page.locator("#checking")).to_contain_text(reason.format(2025))
    unknown = doubtful.locator(".notice")
    expect(unknown).to_have_text("The model stopped before it was done.")
    assert unknown.evaluate("(node) => [node.lang, node.dir]") == ["en", "ltr"]
    assert visit.wrong == []
    visit.context.close()


@pytest.mark.parametrize("language", OTHERS)
def test_an_answer_is_taken_away_in_the_language_of_the_reader(browser, server, language):
    visit = opened(browser, server, language)
    visit.answered(scripted.WHOLE)
    visit.answered(scripted.INVESTED)
    address = f"{visit.url}conversations/{visit.page.url.partition('?c=')[2]}/export"
    get = "(address) => fetch(address).then((response) => response.text())"  # with what a link sends along
    text = visit.page.evaluate(get, f"{address}.md").partition("<!-- footnotes ")[0]
    for ours in ("Bottom line", "Basis", "About this record", "The documents do not say."):
        assert ours not in text
        assert retold.exported(ours, Wording.of(language)) in text
    page = visit.page.evaluate(get, f"{address}.html?turn=0")
    assert f'<html lang="{language}"{" dir=" if language == "ur" else ">"}' in page
    visit.context.add_cookies([{"name": "language", "value": "en", "url": server.url}])
    assert "## Bottom line" in visit.page.evaluate(get, f"{address}.md")
    assert visit.wrong == []
    visit.context.close()


def test_the_language_is_chosen_in_the_top_bar_and_kept(browser, server):
    visit = opened(browser, server, "en")
    visit.answered(scripted.PROPOSAL)
    page = visit.page
    page.get_by_role("combobox", name="Language").select_option("ja")
    box = page.get_by_role("textbox", name=Wording.of("ja").say("box-label"))
    box.wait_for()
    expect(page.locator("#chat .answer")).to_contain_text(Wording.of("ja").say("answer-copy"))
    page.reload()
    box.wait_for()
    assert page.evaluate("document.documentElement.lang") == "ja"
    assert visit.wrong == []
    visit.context.close()


def test_a_tab_that_is_still_in_the_former_language_goes_on_working(browser, server):
    visit = opened(browser, server, "fr")
    visit.context.add_cookies([{"name": "language", "value": "ur", "url": server.url}])
    visit.answered(scripted.PROPOSAL)
    expect(visit.page.locator("#chat .answer")).to_contain_text(Wording.of("ur").say("answer-copy"))
    assert visit.wrong == []
    visit.context.close()


def test_what_a_route_refuses_is_said_in_the_language_of_the_reader(server):
    status, headers, body = server.get("conversations/none", **{"Accept-Language": "ja"})
    assert (status, headers["content-language"]) == (404, "ja")
    assert Wording.of("ja").say("problem-gone") in body
    assert server.get("record/none/words/tlh.js")[0] == 404


@pytest.mark.parametrize("language", OTHERS)
def test_suggestions_are_said_to_be_in_english_where_the_page_is_not(browser, server, language):
    visit = Visit(browser, server.url, Wording.of(language).say("box-label"), locale=LOCALES[language])
    page = visit.page
    example = page.locator("#chat .example").first
    expect(example).to_have_attribute("lang", "en")
    expect(page.locator(".hello .suggested")).to_have_text(Wording.of(language).say("hello-suggested"))
    begins = page.locator(".hello").bounding_box(), page.locator("#chat .examples").bounding_box()
    assert begins[0]["x"] == begins[1]["x"]
    assert begins[0]["width"] == begins[1]["width"]
    assert visit.violations() == []
    assert visit.wrong == []
    visit.context.close()
