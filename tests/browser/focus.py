"""Going through a page with the keyboard alone; at each stop one sees where one is."""

from typing import Any

from playwright.sync_api import Page

from tests.browser.acting import SUBMIT

# More stops than any page has.
STOPS = 80
FOCUSED = """(submit) => {
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
        submits: at.matches(submit),
        seen: drawn !== null && box.width > 0 && box.height > 0 && box.bottom > 0 && box.top < innerHeight
            && box.right > 0 && box.left < innerWidth,
    };
}"""


def tab(page: Page) -> dict[str, Any]:
    """Go to the next stop; the focus must be visible there."""
    page.keyboard.press("Tab")
    at: dict[str, Any] = page.evaluate(FOCUSED, SUBMIT)
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


def fill_by_keyboard(page: Page) -> set[str]:
    """Fill a question in from wherever one is, up to its button; returns the fields met, by name."""
    met: set[str] = set()
    for _stop in range(STOPS):
        at = tab(page)
        if at["submits"]:
            return met
        if not at["name"].startswith("r-"):
            continue
        if at["kind"] == "radio":
            page.keyboard.press("Space")
            page.keyboard.press("ArrowDown")
            assert page.evaluate("document.activeElement.checked"), at
        elif at["kind"] == "checkbox":
            page.keyboard.press("Space")
            assert page.evaluate("document.activeElement.checked"), at
        elif at["tag"] == "select":
            page.keyboard.press("ArrowDown")
            assert page.evaluate("document.activeElement.value !== ''"), at
        else:
            page.keyboard.type("12,5")
        met.add(at["name"])
    raise AssertionError(f"{page.url}: Tab never reaches the button")
