"""A statement, true or false: all or nothing."""

from collections.abc import Mapping

from quiz.content.item import TrueFalse
from quiz.marking.credit import exact
from quiz.marking.parts import CHOICE, given, one_per_row, scored
from quiz.marking.score import Marked, Response

TRUTHS = ("true", "false")


def truth(correct: bool) -> str:
    """The value of a slot that says so."""
    return "true" if correct else "false"


def mark(item: TrueFalse, response: Response) -> Marked:
    """1 for the right word, otherwise 0."""
    parts = one_per_row({CHOICE: truth(item.correct)}, given(response))
    return scored(response, parts, exact(parts))


def key(item: TrueFalse) -> Response:
    """The right word."""
    return Response({CHOICE: truth(item.correct)})


def slots(item: TrueFalse) -> Mapping[str, tuple[str, ...] | None]:
    """The one slot: true or false."""
    return {CHOICE: TRUTHS}


def denominator(item: TrueFalse) -> int:
    """1: no partial credit."""
    return 1
