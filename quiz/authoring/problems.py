"""Problems of a text in words, and the text with one of them corrected."""

from collections.abc import Callable

from quiz.authoring.page import Told
from quiz.content import wording
from quiz.content.correction import pasted
from quiz.content.module import Module
from quiz.content.problem import Problem, Severity
from quiz.content.reading import FileRead
from quiz.content.translation import Translation


def corrected(read: FileRead[Module] | FileRead[Translation], text: str, line: int | None) -> str:
    """The text with the line to paste in its place, where its author asked for it."""
    for found in read.problems:
        if line and found.place.line == line and found.corrected is not None:
            return pasted(text, line, found.corrected)
    return text


def told(problems: tuple[Problem, ...], text: str, say: Callable[..., str]) -> tuple[Told, ...]:
    """Problems in words, each with the line it is about."""
    lines = text.split("\n")
    return tuple(
        Told(
            found.place.line,
            found.place.column,
            found.rule,
            wording.message(found, say),
            wording.hint(found, say),
            lines[found.place.line - 1] if found.place.line <= len(lines) else "",
            found.corrected,
            found.severity is Severity.ERROR,
        )
        for found in problems
    )
