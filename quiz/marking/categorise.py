"""Elements, each to be put into its category."""

from collections.abc import Mapping

from quiz.content.item import Categorise
from quiz.marking.credit import credit, credit_denominator
from quiz.marking.parts import given, one_per_row, scored
from quiz.marking.score import EMPTY, Marked, Response


def mark(item: Categorise, response: Response) -> Marked:
    """Well-placed elements over elements (`each`), or 1 when all are (`exact`); one part per element."""
    parts = one_per_row(_keys(item), given(response))
    return scored(response, parts, credit(item.credit_rule, parts))


def key(item: Categorise) -> Response:
    """Every element in its category."""
    return Response(_keys(item))


def slots(item: Categorise) -> Mapping[str, tuple[str, ...] | None]:
    """One slot per element: a category."""
    categories = tuple(category.id for category in item.categories)
    return {element.id: categories for element in item.elements}


def denominator(item: Categorise) -> int:
    """The number of elements (`each`), or 1 (`exact`)."""
    return credit_denominator(item.credit_rule, one_per_row(_keys(item), EMPTY))


def _keys(item: Categorise) -> Mapping[str, str]:
    return {element.id: element.category for element in item.elements}
