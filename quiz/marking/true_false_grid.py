"""Statements, each true or false; a row left blank is wrong."""

from collections.abc import Mapping

from quiz.content.item import TrueFalseGrid
from quiz.marking.credit import credit, credit_denominator
from quiz.marking.parts import given, one_per_row, scored
from quiz.marking.score import EMPTY, Marked, Response
from quiz.marking.true_false import TRUTHS, truth


def mark(item: TrueFalseGrid, response: Response) -> Marked:
    """Right rows over rows (`each`), or 1 when all are right (`exact`); one part per row."""
    parts = one_per_row(_keys(item), given(response))
    return scored(response, parts, credit(item.credit_rule, parts))


def key(item: TrueFalseGrid) -> Response:
    """The right word on every row."""
    return Response(_keys(item))


def slots(item: TrueFalseGrid) -> Mapping[str, tuple[str, ...] | None]:
    """One slot per row: true or false."""
    return {row.id: TRUTHS for row in item.rows}


def denominator(item: TrueFalseGrid) -> int:
    """The number of rows (`each`), or 1 (`exact`)."""
    return credit_denominator(item.credit_rule, one_per_row(_keys(item), EMPTY))


def _keys(item: TrueFalseGrid) -> Mapping[str, str]:
    return {row.id: truth(row.correct) for row in item.rows}
