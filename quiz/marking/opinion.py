"""A step on a scale of opinion: kept, never marked."""

from collections.abc import Mapping

from quiz.content.item import Opinion
from quiz.marking.parts import CHOICE, given, one_per_element, unscored
from quiz.marking.score import Marked, Response


def mark(item: Opinion, response: Response) -> Marked:
    """0 out of 0; one part per step of the scale."""
    return unscored(response, one_per_element(item.scale, (given(response).get(CHOICE),)))


def key(item: Opinion) -> Response:
    """Nothing: an opinion has no right answer."""
    return Response()


def slots(item: Opinion) -> Mapping[str, tuple[str, ...] | None]:
    """The one slot and the steps of the scale."""
    return {CHOICE: tuple(step.id for step in item.scale)}


def denominator(item: Opinion) -> int:
    """1: nothing is earned."""
    return 1
