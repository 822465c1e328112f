"""Takes one page in every look: themes, widths, large letters, the reader's own colours, paper."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from playwright.sync_api import Page


@dataclass(frozen=True)
class Look:
    """How a page is looked at."""

    width: int = 1280
    media: Mapping[str, Any] | None = None
    letters: str = ""


# Paper is as wide as A4 between the margins of the stylesheet, at 96 points an inch.
LOOKS = {
    "light": Look(),
    "dark": Look(media={"color_scheme": "dark"}),
    "phone": Look(width=320),
    "phone-dark": Look(width=320, media={"color_scheme": "dark"}),
    "wide": Look(width=1600),
    "large": Look(letters="200%"),
    "contrast": Look(media={"forced_colors": "active"}),
    "print": Look(width=658, media={"media": "print"}),
}
AS_IT_CAME = {"media": "screen", "color_scheme": "light", "forced_colors": "none"}
LETTERS = "size => document.documentElement.style.fontSize = size"


class Camera:
    """Writes what it takes in a folder, one file per page and look."""

    def __init__(self, folder: Path, looks: Mapping[str, Look], wanted: tuple[str, ...]) -> None:
        self.folder = folder
        self.looks = looks
        self.wanted = wanted
        self.taken: list[str] = []

    def wants(self, name: str) -> bool:
        """True where this page was asked for, or all of them were."""
        return not self.wanted or any(words in name for words in self.wanted)

    def take(self, page: Page, name: str) -> None:
        """The page as it stands, in every look; a page that was not asked for is passed over."""
        if not self.wants(name):
            return
        for look_name, look in self.looks.items():
            page.emulate_media(**{**AS_IT_CAME, **(look.media or {})})
            page.set_viewport_size({"width": look.width, "height": 900})
            page.evaluate(LETTERS, look.letters)
            page.screenshot(path=self.folder / f"{name}.{look_name}.png", full_page=True)
        page.evaluate(LETTERS, "")
        page.emulate_media(**AS_IT_CAME)
        self.taken.append(name)

    def index(self) -> Path:
        """A page that shows everything taken, side by side."""
        rows = "".join(
            f"<h2>{name}</h2><p>"
            + "".join(
                f'<a href="{name}.{look}.png"><img src="{name}.{look}.png" alt="{look}"></a>' for look in self.looks
            )
            + "</p>"
            for name in self.taken
        )
        style = "body{font:1rem sans-serif}p{display:flex;gap:1rem;overflow:auto}img{height:40rem;border:1px solid}"
        file = self.folder / "index.html"
        file.write_text(f"<!DOCTYPE html><title>Pages</title><style>{style}</style>{rows}", "utf-8")
        return file
