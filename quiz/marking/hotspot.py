"""One right area of an image: all or nothing."""

from collections.abc import Mapping

from quiz.content.item import Hotspot
from quiz.marking.credit import exact
from quiz.marking.parts import CHOICE, first_right, given, one_per_option, scored
from quiz.marking.score import Marked, Response


def mark(item: Hotspot, response: Response) -> Marked:
    """1 for the right area, otherwise 0; one part per area."""
    parts = one_per_option(item.areas, (given(response).get(CHOICE),))
    return scored(response, parts, exact(parts))


def key(item: Hotspot) -> Response:
    """The choice of the right area."""
    return first_right(item.areas)


def slots(item: Hotspot) -> Mapping[str, tuple[str, ...] | None]:
    """The one slot and the areas."""
    return {CHOICE: tuple(area.id for area in item.areas)}


def denominator(item: Hotspot) -> int:
    """1: no partial credit."""
    return 1
