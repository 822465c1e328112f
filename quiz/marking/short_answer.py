"""A word or a few, typed, and compared with the accepted texts: all or nothing."""

from collections.abc import Mapping
from fractions import Fraction

from quiz.content.item import ShortAnswer
from quiz.marking.parts import CHOICE, given, scored
from quiz.marking.score import Marked, Part, Response
from quiz.marking.typed_text import matches


def mark(item: ShortAnswer, response: Response) -> Marked:
    """1 for an accepted text, within the item's distance, otherwise 0."""
    text = given(response).get(CHOICE)
    right = text is not None and matches(text, item.accepted, item.distance)
    return scored(response, (Part(id=CHOICE, given=text, key=item.accepted[0], right=right),), Fraction(int(right)))


def key(item: ShortAnswer) -> Response:
    """The first accepted text."""
    return Response({CHOICE: item.accepted[0]})


def slots(item: ShortAnswer) -> Mapping[str, tuple[str, ...] | None]:
    """The one slot, free text."""
    return {CHOICE: None}


def denominator(item: ShortAnswer) -> int:
    """1: no partial credit."""
    return 1
