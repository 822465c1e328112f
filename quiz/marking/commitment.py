"""Practices undertaken: kept, never marked."""

from collections.abc import Mapping

from quiz.content.item import Commitment
from quiz.marking.parts import YES, one_per_element, ticked, unscored
from quiz.marking.score import Marked, Response


def mark(item: Commitment, response: Response) -> Marked:
    """0 out of 0; one part per practice."""
    return unscored(response, one_per_element(item.practices, ticked(response)))


def key(item: Commitment) -> Response:
    """Nothing: nobody has to commit."""
    return Response()


def slots(item: Commitment) -> Mapping[str, tuple[str, ...] | None]:
    """One slot per practice, to be ticked."""
    return {practice.id: (YES,) for practice in item.practices}


def denominator(item: Commitment) -> int:
    """1: nothing is earned."""
    return 1
