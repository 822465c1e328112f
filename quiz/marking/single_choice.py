"""One right option: all or nothing."""

from collections.abc import Mapping

from quiz.content.item import SingleChoice
from quiz.marking.credit import exact
from quiz.marking.parts import CHOICE, first_right, given, one_per_option, scored
from quiz.marking.score import Marked, Response


def mark(item: SingleChoice, response: Response) -> Marked:
    """1 for the right option, otherwise 0; one part per option."""
    parts = one_per_option(item.options, (given(response).get(CHOICE),))
    return scored(response, parts, exact(parts))


def key(item: SingleChoice) -> Response:
    """The choice of the right option."""
    return first_right(item.options)


def slots(item: SingleChoice) -> Mapping[str, tuple[str, ...] | None]:
    """The one slot and the options."""
    return {CHOICE: tuple(option.id for option in item.options)}


def denominator(item: SingleChoice) -> int:
    """1: no partial credit."""
    return 1
