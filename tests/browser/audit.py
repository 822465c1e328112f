"""The audit of a tab, page by page: accessibility, and nothing wider than the screen."""

from playwright.sync_api import Page

from tests.browser.axe import violations
from tests.browser.window import Window

WIDTHS = (320, 1280)
SCHEMES = ("light", "dark")


class Audit:
    """A tab of somebody's window, audited page by page; everything found is told at the end."""

    def __init__(self, window: Window) -> None:
        self.window = window
        self.page: Page = window.tab()
        self.found: list[str] = []
        self.pages = 0

    def here(self, what: str) -> None:
        """Audit the page as it stands, in both schemes and at both widths."""
        self.pages += 1
        for scheme in SCHEMES:
            self.page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
            for width in WIDTHS:
                self.page.set_viewport_size({"width": width, "height": 900})
                place = f"{what} ({self.page.url}, {scheme}, {width} px)"
                self.found += [f"{place}: {violation}" for violation in violations(self.page)]
                if (wide := self.page.evaluate("document.documentElement.scrollWidth")) > width:
                    self.found.append(f"{place}: the page is {wide} px wide")
        self.page.emulate_media(color_scheme="light")

    def at(self, path: str, what: str = "", status: int = 200) -> None:
        """Open a page, and audit it."""
        if status != 200:
            self.window.expected.add(status)
        answer = self.page.goto(path)
        assert answer is not None
        assert answer.status == status, path
        self.here(what or path)
