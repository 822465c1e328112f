"""The audit of a tab, page by page: accessibility, and nothing wider than the screen."""

from playwright.sync_api import Page

from tests.browser.axe import COLOURS, put_beside, violations

WIDTHS = (320, 1280)


class Audit:
    """A tab, audited page by page; everything found is told at the end."""

    def __init__(self, page: Page) -> None:
        self.page = page
        put_beside(page)
        self.found: list[str] = []
        self.pages = 0

    def at(self, address: str, what: str, status: int = 200) -> None:
        """Open a page, and audit it."""
        answer = self.page.goto(address)
        assert answer is not None
        assert answer.status == status, what
        self.here(what)

    def here(self, what: str) -> None:
        """Audit the page as it stands, at both widths: by every rule, then by those of colours in the dark.

        The dark changes colours alone: tests/web/test_contrast.py holds the style sheet to it.
        """
        self.pages += 1
        for width in WIDTHS:
            self.page.set_viewport_size({"width": width, "height": 900})
            if (wide := self.page.evaluate("document.documentElement.scrollWidth")) > width:
                self.found.append(f"{what} ({width} px): the page is {wide} px wide")
            self.found += [f"{what} (light, {width} px): {each}" for each in violations(self.page)]
            self.page.emulate_media(color_scheme="dark")
            self.found += [f"{what} (dark, {width} px): {each}" for each in violations(self.page, COLOURS)]
            self.page.emulate_media(color_scheme="light")
