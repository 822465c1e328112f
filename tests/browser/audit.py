"""The audit of a tab, page by page: accessibility, and nothing wider than the screen."""

from typing import Literal

from playwright.sync_api import Page

from tests.browser.axe import COLOURS, judged, put_beside

WIDTHS = (320, 1280)
SCHEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")


class Audit:
    """A tab, audited page by page; everything found is told at the end."""

    def __init__(self, page: Page) -> None:
        self.page = page
        put_beside(page)
        self.found: list[str] = []
        self.pages = 0
        # The next page is looked at in the order that changes least of how this one was left.
        self.widths, self.schemes = WIDTHS, SCHEMES
        self.scheme = SCHEMES[0]

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
        for width in self.widths:
            for scheme in self.schemes:
                self._look(width, scheme)
                wide, found = judged(self.page, COLOURS if scheme == "dark" else ())
                if scheme == "light" and wide > width:
                    self.found.append(f"{what} ({width} px): the page is {wide} px wide")
                self.found += [f"{what} ({scheme}, {width} px): {each}" for each in found]
            self.schemes = self.schemes[::-1]
        self.widths = self.widths[::-1]

    def _look(self, width: int, scheme: Literal["light", "dark"]) -> None:
        """See the page so wide, in this scheme; to change either is as long as to audit its colours."""
        if self.page.viewport_size != {"width": width, "height": 900}:
            self.page.set_viewport_size({"width": width, "height": 900})
        if scheme != self.scheme:
            self.page.emulate_media(color_scheme=scheme)
            self.scheme = scheme
