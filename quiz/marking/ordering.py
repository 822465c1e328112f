"""Elements to rank; the author writes them in the right order.

Ranks are marked as given: two elements may bear the same one, and each right rank counts.
"""

from collections.abc import Mapping

from quiz.content.item import Ordering
from quiz.marking.credit import credit, credit_denominator
from quiz.marking.parts import given, one_per_row, scored
from quiz.marking.score import EMPTY, Marked, Response


def mark(item: Ordering, response: Response) -> Marked:
    """Right ranks over elements (`each`), or 1 when all are right (`exact`); one part per element."""
    parts = one_per_row(_keys(item), given(response))
    return scored(response, parts, credit(item.credit_rule, parts))


def key(item: Ordering) -> Response:
    """Every element at its rank."""
    return Response(_keys(item))


def slots(item: Ordering) -> Mapping[str, tuple[str, ...] | None]:
    """One slot per element: a rank from 1."""
    ranks = tuple(_keys(item).values())
    return {element.id: ranks for element in item.elements}


def denominator(item: Ordering) -> int:
    """The number of elements (`each`), or 1 (`exact`)."""
    return credit_denominator(item.credit_rule, one_per_row(_keys(item), EMPTY))


def _keys(item: Ordering) -> Mapping[str, str]:
    return {element.id: str(rank) for rank, element in enumerate(item.elements, start=1)}
