"""A problem: something an author must correct, with its place and, where known, the corrected line."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum


class Severity(Enum):
    """Errors stop publication; warnings are told and let through."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, order=True)
class Place:
    """Where in which file: line and column count from 1, as editors do."""

    file: str
    line: int = 1
    column: int = 1


@dataclass(frozen=True)
class Problem:
    """One thing to correct. `rule` is its stable identifier, `path` the place inside the document.

    `message` and `hint` are English message keys with `{named}` parameters, put into words at the
    edge; `corrected` is a line to paste, in the author's own language.
    """

    place: Place
    rule: str
    message: str
    hint: str = ""
    parameters: Mapping[str, str] = field(default_factory=dict)
    path: tuple[str | int, ...] = ()
    corrected: str | None = None
    severity: Severity = Severity.ERROR
