"""From an operator's DSFR to the style of our pages: one sheet, and the files it fetches."""

import hashlib
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from urllib.parse import quote, urlsplit

from quiz.web.theme import problem
from quiz.web.theme.names import Names
from quiz.web.theme.own import known, remaining
from quiz.web.theme.problem import ThemeProblem, ThemeRefused
from quiz.web.theme.purge import (
    followed_from_the_device,
    purged,
    without_needless_blocks,
    without_needless_variables,
)
from quiz.web.theme.sheet import Node, Sheet, every, read_sheet, written

VERSION = re.compile(r"DSFR v(\d+)\.(\d+)\.(\d+)")
# The oldest that was looked at; names may change with the next major.
OLDEST = (1, 14)
# An icon is a request of its own where it is not written in the sheet.
INSIDE_THE_SHEET = 2_000
TOLD_AT_MOST = 5


@dataclass(frozen=True)
class Parts:
    """What a theme is made of: the DSFR's sheet and where it stands, our own, what joins them, what pages name."""

    theirs: str
    place: str
    own: str
    bridge: str
    names: Names

    @property
    def fingerprint(self) -> str:
        """Changes with what is ours, so that a theme made for other pages is known."""
        words = "\n".join(sorted(self.names.words) + sorted(self.names.beginnings))
        return hashlib.sha256(f"{self.own}\0{self.bridge}\0{words}".encode()).hexdigest()[:16]


@dataclass(frozen=True)
class Draft:
    """The rules of a theme, before its files are named; `files` tells for each where it is asked for."""

    version: str
    notices: tuple[str, ...]
    nodes: tuple[Node, ...]
    files: Mapping[str, str]


def draft(parts: Parts) -> Draft:
    """The theme of these parts; raises ThemeRefused with all that is wrong."""
    theirs, bridge = read_sheet(parts.theirs), read_sheet(parts.bridge)
    version = VERSION.search(" ".join(theirs.notices))
    wrong = list(_unusable(theirs, version, parts.place))
    if not wrong and version:
        wrong = list(_undeclared(theirs, bridge, parts))
    if wrong or version is None:
        raise ThemeRefused(*wrong)
    ours = remaining(read_sheet(parts.own).nodes, known(theirs.nodes))
    used = followed_from_the_device(purged(theirs.nodes, parts.names))
    nodes = without_needless_variables(without_needless_blocks((*used, *ours, *bridge.nodes)))
    return Draft(version[0].removeprefix("DSFR v"), theirs.notices, nodes, dict(_fetched(nodes, parts.place)))


def _unusable(theirs: Sheet, version: re.Match[str] | None, place: str) -> Iterator[ThemeProblem]:
    if version is None:
        yield ThemeProblem(f"{place}:1:1", problem.NO_VERSION)
    elif (int(version[1]), int(version[2])) < OLDEST or int(version[1]) > OLDEST[0]:
        oldest = ".".join(map(str, OLDEST))
        named = (("version", version[0].removeprefix("DSFR v")), ("oldest", oldest))
        yield ThemeProblem(f"{place}:1:1", problem.WRONG_VERSION, named)
    for line, column in theirs.unread[:TOLD_AT_MOST]:
        yield ThemeProblem(f"{place}:{line}:{column}", problem.NOT_CSS)
    for line, column in theirs.imports[:TOLD_AT_MOST]:
        yield ThemeProblem(f"{place}:{line}:{column}", problem.IMPORTS)


def _undeclared(theirs: Sheet, bridge: Sheet, parts: Parts) -> Iterator[ThemeProblem]:
    """The variables that what joins the two sheets reads, and that neither declares."""
    sheets = (theirs, bridge, read_sheet(parts.own))
    declared = {each.name for sheet in sheets for rule in every(sheet.nodes) for each in rule.declarations}
    read = {name for rule in every(bridge.nodes) for each in rule.declarations for name in each.variables}
    for name in sorted(read - declared)[:TOLD_AT_MOST]:
        yield ThemeProblem(parts.place, problem.NO_VARIABLE, (("name", name),))


def _fetched(nodes: tuple[Node, ...], place: str) -> Iterator[tuple[str, str]]:
    """Each file that rules fetch, and where."""
    for rule in every(nodes):
        for declaration in rule.declarations:
            for _as_written, name in declaration.files:
                yield name, f"{place}:{rule.line}:{rule.column}"


def is_elsewhere(name: str) -> bool:
    """True for what is not a file beside the sheet."""
    parts = urlsplit(name)
    return bool(parts.scheme or parts.netloc) or name.startswith("/")


def written_inside(name: str, body: bytes) -> str | None:
    """A small drawing as an address that holds it; nothing for what is better fetched."""
    if not name.endswith(".svg") or len(body) > INSIDE_THE_SHEET:
        return None
    return "data:image/svg+xml," + quote(body.decode("utf-8").replace('"', "'"), safe=" ='/:;,.-+()!?&@*_~$[]")


def sheet_text(made: Draft, renamed: Mapping[str, str]) -> str:
    """The text of the theme's sheet: the notices first, as they must stay."""
    return '@charset "utf-8";\n' + "\n".join(made.notices) + "\n" + written(made.nodes, renamed) + "\n"
