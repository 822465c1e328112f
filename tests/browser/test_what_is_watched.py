"""The watch itself: what must not happen is noticed when it does."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Error, Page

from tests.browser.acting import follow
from tests.browser.audit import Audit
from tests.browser.axe import COLOURS, put_beside
from tests.browser.window import Window
from tests.service import Service

pytestmark = pytest.mark.browser
ELSEWHERE = "http://elsewhere.invalid/"


@pytest.fixture
def window(browser: Browser, service: Service) -> Iterator[Window]:
    """A window that may complain."""
    window = Window(browser, service.address)
    yield window
    window.close()


@pytest.fixture
def page(window: Window) -> Page:
    page = window.tab()
    page.goto("/modules/enjeux")
    assert window.wrong() == []
    return page


def test_an_inline_script_is_stopped_and_noticed(window: Window, page: Page) -> None:
    page.evaluate("document.head.append(Object.assign(document.createElement('script'), {textContent: 'ran = true'}))")
    assert page.evaluate("typeof ran") == "undefined"
    assert "Content Security Policy" in " ".join(window.wrong())


def test_an_image_from_elsewhere_is_stopped_and_noticed(window: Window, page: Page) -> None:
    page.evaluate("address => { document.body.append(Object.assign(new Image(), {src: address})) }", ELSEWHERE)
    page.wait_for_timeout(100)
    assert "Content Security Policy" in " ".join(window.wrong())


def test_a_page_from_elsewhere_is_noticed(window: Window, page: Page) -> None:
    with pytest.raises(Error, match="ERR_NAME_NOT_RESOLVED"):
        page.goto(ELSEWHERE)
    assert f"a request left for {ELSEWHERE}" in window.wrong()


def test_an_error_of_a_script_is_noticed(window: Window, page: Page) -> None:
    page.evaluate("setTimeout(() => { throw new Error('broken on purpose') })")
    page.wait_for_timeout(100)
    assert "broken on purpose" in " ".join(window.wrong())


def test_a_refused_status_is_noticed_unless_it_is_expected(window: Window, page: Page) -> None:
    page.goto("/nulle-part")
    assert "404" in " ".join(window.wrong())
    window.expected.add(404)
    assert window.wrong() == []


def test_what_is_sent_is_kept_with_its_body(window: Window, page: Page) -> None:
    page.goto("/demonstration")
    follow(page, 'form[action$="/portes/agent"] button')
    [post] = window.sent("/portes/agent")
    assert "csrf_token=" in post


def test_the_audit_finds_a_field_without_label_a_pale_text_and_a_wide_page(undrawn: Browser, service: Service) -> None:
    # By the browser that pages are audited with, which draws none.
    window = Window(undrawn, service.address)
    audit = Audit(window.tab())
    audit.page.goto("/aide")
    audit.page.evaluate(
        """() => {
            const main = document.querySelector("main");
            const pale = Object.assign(document.createElement("p"), {textContent: "Pâle"});
            pale.style.color = "#999";
            pale.style.background = "#aaa";
            const wide = document.createElement("div");
            wide.style.width = "2000px";
            wide.style.height = "1px";
            main.append(document.createElement("input"), pale, wide);
        }"""
    )
    audit.here("a page made worse")
    for width in (320, 1280):
        seen = [f"({width} px): the page is ", f"(light, {width} px): label: "]
        seen += [f"({scheme}, {width} px): color-contrast: " for scheme in ("light", "dark")]
        for told in seen:
            assert any(told in each for each in audit.found), told
    window.close()


def test_the_dark_is_audited_by_every_rule_in_force_that_colours_decide(window: Window) -> None:
    page = window.tab()
    put_beside(page)
    page.goto("/aide")
    rules = page.evaluate("axe.getRules(['cat.color']).map(({ruleId, tags}) => [ruleId, tags])")
    # What level AAA asks for is not in force.
    assert {name for name, tags in rules if "wcag2aaa" not in tags} == set(COLOURS)


def test_the_film_is_asked_for_only_by_the_one_who_plays_it(window: Window, page: Page) -> None:
    assert page.locator("iframe").count() == 0
    follow(page, "a.facade")
    page.locator("iframe").wait_for()
    left = {text for text in window.wrong() if text.startswith("a request left for ")}
    assert len(left) == 1
    assert (page.locator("iframe").get_attribute("src") or "no address") in left.pop()
