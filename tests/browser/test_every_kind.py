"""Every kind of question: without script, by keyboard alone, and as a screen reader tells it."""

from collections.abc import Iterator, Mapping
from urllib.parse import parse_qsl

import pytest
from playwright.sync_api import Browser, CDPSession, Page

from tests.browser.acting import KINDS, SUBMIT, fill
from tests.browser.focus import fill_by_keyboard, press_enter_on
from tests.browser.hearing import fields
from tests.tour.agents import BLANK_ALLOWED
from tests.tour.chapters import Album
from tests.tour.replay import Replay

pytestmark = pytest.mark.browser
SORTED_KINDS = sorted(KINDS)
# The page is the tour's: what would be sent is looked at, and goes nowhere.
NOTE = """document.addEventListener("submit", (event) => {
    event.preventDefault();
    window.sent = [...new FormData(event.target, event.submitter)].map(([name, value]) => [name, value !== ""]);
})"""
FILLED = """() => [...new FormData(document.getElementById("question-form"))]
    .filter(([name]) => name.startsWith("r-"))"""
PROMPT = "document.querySelector('.prompt').textContent.replace(/\\s+/g, ' ').trim().slice(0, 40)"
HEADING = """() => {
    const heading = document.querySelector("h1"), box = heading.getBoundingClientRect();
    return document.activeElement === heading && box.top >= 0 && box.bottom <= innerHeight
        && document.title.startsWith(heading.textContent.split(" – ")[0].trim());
}"""


@pytest.fixture(scope="module")
def shown(album: Album, replay: Replay) -> Mapping[str, str]:
    """Where the pages of questions can be opened, by what they are."""
    return {seen.what: replay.add(seen) for seen in album.chapter("questions")}


@pytest.fixture(scope="module")
def page(browser: Browser, replay: Replay) -> Iterator[Page]:
    page = browser.new_page(base_url=replay.address, reduced_motion="reduce")
    yield page
    page.close()


@pytest.fixture(scope="module")
def without_script(browser: Browser, replay: Replay) -> Iterator[Page]:
    page = browser.new_page(base_url=replay.address, java_script_enabled=False)
    yield page
    page.close()


@pytest.fixture(scope="module")
def tree(page: Page) -> CDPSession:
    return page.context.new_cdp_session(page)


@pytest.mark.parametrize("kind", SORTED_KINDS)
def test_without_script_its_form_sends_all_that_was_answered(
    without_script: Page, shown: Mapping[str, str], kind: str
) -> None:
    page = without_script
    page.goto(shown[f"{kind} to answer"])
    fill(page)
    filled = page.evaluate(FILLED)
    with page.expect_request(lambda request: request.method == "POST") as sent:
        page.locator(SUBMIT).click()
    posted = parse_qsl(sent.value.post_data or "", keep_blank_values=True)
    assert [pair for pair in posted if pair[0].startswith("r-")] == [tuple(pair) for pair in filled]
    assert all(value for _name, value in filled) and filled
    assert {"csrf_token", "submission_key"} <= {name for name, _value in posted}


@pytest.mark.parametrize("kind", SORTED_KINDS)
def test_it_is_answered_by_keyboard_alone(page: Page, shown: Mapping[str, str], kind: str) -> None:
    page.goto(shown[f"{kind} to answer"])
    named = set(page.evaluate("[...document.querySelectorAll('#question-form [name^=r-]')].map((field) => field.name)"))
    page.evaluate(NOTE)
    assert fill_by_keyboard(page) == named
    page.keyboard.press("Enter")
    assert {name for name, filled in page.evaluate("window.sent") if name.startswith("r-") and filled} == named


@pytest.mark.parametrize("kind", SORTED_KINDS)
def test_after_the_answer_the_focus_is_on_the_verdict_and_enter_leads_on(
    page: Page, shown: Mapping[str, str], kind: str
) -> None:
    page.goto(shown[f"{kind} answered"])
    assert page.evaluate(HEADING)
    press_enter_on(page, "main .onward a.fr-btn")


@pytest.mark.parametrize("kind", SORTED_KINDS)
def test_each_field_is_named_within_what_is_asked(
    page: Page, tree: CDPSession, shown: Mapping[str, str], kind: str
) -> None:
    page.goto(shown[f"{kind} to answer"])
    prompt = page.evaluate(PROMPT)
    told = list(fields(tree))
    assert told
    for field in told:
        assert field.name
        assert any(" ".join(name.split()).startswith(prompt) for name in field.groups), field


@pytest.mark.parametrize("kind", sorted(KINDS - BLANK_ALLOWED))
def test_what_is_missing_describes_the_field_or_its_group(
    page: Page, tree: CDPSession, shown: Mapping[str, str], kind: str
) -> None:
    page.goto(shown[f"{kind} left blank"])
    assert page.evaluate("document.activeElement.id") == "summary"
    message = page.locator(".fr-message--error").first.inner_text()
    for field in fields(tree):
        assert any(message in description for description in field.descriptions), field
