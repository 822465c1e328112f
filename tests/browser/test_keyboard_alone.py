"""A module taken with Tab, Space, arrows and Enter alone; at each stop one sees where one is."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page

from tests.browser.acting import AGENT_DOOR, CONFIRM, FEEDBACK, ONWARD, RESULT, START, SUBMIT
from tests.browser.window import Window
from tests.service import Service

pytestmark = pytest.mark.browser
MODULE = "actions"
# More stops than any page has.
STOPS = 80
FOCUSED = """() => {
    const at = document.activeElement;
    const shows = (element, part) => {
        const style = element && getComputedStyle(element, part);
        return Boolean(style) && style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2
            && !["transparent", "rgba(0, 0, 0, 0)"].includes(style.outlineColor);
    };
    const label = at.labels?.[0];
    // Around the field, around its label, or around the whole card of a link.
    const drawn = shows(at) || shows(at, "::after") ? at : shows(label) ? label : null;
    const box = (drawn ?? at).getBoundingClientRect();
    return {
        tag: at.localName, kind: at.type ?? "", name: at.name ?? "", html: at.outerHTML.slice(0, 120),
        chosen: at.name ? document.querySelectorAll(`[name="${at.name}"]:checked`).length > 0 : false,
        seen: drawn !== null && box.width > 0 && box.height > 0 && box.bottom > 0 && box.top < innerHeight
            && box.right > 0 && box.left < innerWidth,
    };
}"""


def tab(page: Page) -> dict[str, Any]:
    """Go to the next stop; the focus must be visible there."""
    page.keyboard.press("Tab")
    at: dict[str, Any] = page.evaluate(FOCUSED)
    if at["tag"] != "body":
        assert at["seen"], f"{page.url}: the focus is not visible on {at['html']}"
    return at


def tab_to(page: Page, selector: str) -> None:
    """Tab until what is looked for has the focus."""
    for _stop in range(STOPS):
        tab(page)
        if page.evaluate("selector => document.activeElement.matches(selector)", selector):
            return
    raise AssertionError(f"{page.url}: Tab never reaches {selector}")


def press_enter_on(page: Page, selector: str) -> None:
    """Reach something by Tab, and open it."""
    tab_to(page, selector)
    with page.expect_navigation():
        page.keyboard.press("Enter")


def answer_by_keyboard(page: Page) -> set[str]:
    """Answer a question from the top of its page, each field where Tab meets it; says which kinds of field it met."""
    met: set[str] = set()
    for _stop in range(STOPS):
        at = tab(page)
        if page.evaluate("selector => document.activeElement.matches(selector)", SUBMIT):
            break
        if not at["name"].startswith("r-"):
            continue
        if at["kind"] == "radio":
            page.keyboard.press("Space")
            page.keyboard.press("ArrowDown")
            assert page.evaluate("document.activeElement.checked"), at
        elif at["kind"] == "checkbox":
            if not {"checkbox"} & met:
                page.keyboard.press("Space")
                assert page.evaluate("document.activeElement.checked"), at
        elif at["tag"] == "select":
            page.keyboard.press("ArrowDown")
            assert page.evaluate("document.activeElement.value !== ''"), at
        else:
            page.keyboard.type("12,5")
        met.add(at["kind"] or at["tag"])
    assert met, page.url
    with page.expect_navigation():
        page.keyboard.press("Enter")
    page.locator(FEEDBACK).wait_for()
    return met


def test_a_module_is_taken_by_keyboard_alone(service: Service, open_window: Callable[..., Window]) -> None:
    page = open_window(service).tab()
    page.goto("/demonstration")
    press_enter_on(page, AGENT_DOOR)
    press_enter_on(page, CONFIRM)
    press_enter_on(page, f'.steps a[href="/modules/{MODULE}"]')
    press_enter_on(page, START)
    while not RESULT.search(page.url):
        answer_by_keyboard(page)
        press_enter_on(page, ONWARD)
    tab_to(page, "#typed-name")


def test_the_first_stop_leads_to_the_content(service: Service, open_window: Callable[..., Window]) -> None:
    page = open_window(service).tab()
    page.goto("/modules/enjeux")
    tab(page)
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "content"
    tab(page)
    assert page.evaluate("document.activeElement.closest('main') !== null")


def test_after_a_mistake_the_focus_goes_to_what_there_is_to_correct(
    service: Service, open_window: Callable[..., Window]
) -> None:
    window = open_window(service)
    window.expected.add(422)
    page = window.tab()
    page.goto("/demonstration")
    press_enter_on(page, AGENT_DOOR)
    press_enter_on(page, CONFIRM)
    page.goto(f"/modules/{MODULE}")
    press_enter_on(page, START)
    # The last question of this module may be left blank; the first ones may not.
    press_enter_on(page, SUBMIT)
    assert page.evaluate("document.activeElement.id") == "summary"
    tab(page)
    assert page.evaluate("document.activeElement.matches('#summary a')")
