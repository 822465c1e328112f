"""What keeps a theme from being built: each with its place, in words that are translated where they are said."""

from collections.abc import Callable
from dataclasses import dataclass


def N_(key: str) -> str:  # the usual name of the marker that catalogues look for
    """The key, marked for translation."""
    return key


NO_FOLDER = N_("there is no such folder")
NO_SHEET = N_(
    "neither dsfr.min.css nor dist/dsfr.min.css is here: give the folder of the DSFR as you downloaded and unpacked it"
)
NO_LICENCE = N_(
    "its licence is not here: put the LICENSE.md that came with it beside dsfr.min.css, for copies must keep it"
)
UNREADABLE = N_("cannot be read: %(why)s")
NOT_TEXT = N_("is not a text in UTF-8: download it again")
NO_VERSION = N_("does not begin by the notice that says its version (“DSFR v1.14.4 | …”): download it again, whole")
WRONG_VERSION = N_("is version %(version)s of the DSFR: %(oldest)s at least is needed, and another major is not known")
NOT_CSS = N_("cannot be read from here on: the file may be cut short, download it again")
IMPORTS = N_("fetches another style sheet: nothing may be fetched from elsewhere")
NO_VARIABLE = N_("nowhere declares %(name)s, which our pages need: this is not a whole DSFR")
ELSEWHERE = N_("fetches %(name)s, from outside the folder: nothing may be fetched from elsewhere")
NO_FILE = N_("fetches %(name)s, which is not in the folder: unpack the DSFR whole")
INSIDE = N_("is inside this program’s folder: the DSFR must stay out of it, choose a folder elsewhere")
NOT_A_THEME = N_("holds something else than a theme: nothing was written over it, choose an empty folder")
NOT_WRITABLE = N_("cannot be written: %(why)s")


@dataclass(frozen=True)
class ThemeProblem:
    """Something to correct: its place (a folder, or file:line:column), a message and what the message names."""

    place: str
    message: str
    named: tuple[tuple[str, str], ...] = ()

    def said(self, translate: Callable[[str], str]) -> str:
        """The problem in one line."""
        return f"{self.place}: {translate(self.message) % dict(self.named)}"


class ThemeRefused(Exception):
    """Raised with every problem found."""

    def __init__(self, *problems: ThemeProblem) -> None:
        super().__init__(*problems)
        self.problems = problems
