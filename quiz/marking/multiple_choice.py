"""Several right options, combined by the item's credit rule."""

from collections.abc import Mapping

from quiz.content.item import MultipleChoice
from quiz.marking.credit import credit, credit_denominator
from quiz.marking.parts import YES, one_per_option, scored, ticked
from quiz.marking.score import Marked, Response


def mark(item: MultipleChoice, response: Response) -> Marked:
    """What the ticked options earn under the item's credit rule; one part per option."""
    parts = one_per_option(item.options, ticked(response))
    return scored(response, parts, credit(item.credit_rule, parts))


def key(item: MultipleChoice) -> Response:
    """Every right option ticked, and no other."""
    return Response({option.id: YES for option in item.options if option.correct})


def slots(item: MultipleChoice) -> Mapping[str, tuple[str, ...] | None]:
    """One slot per option, to be ticked."""
    return {option.id: (YES,) for option in item.options}


def denominator(item: MultipleChoice) -> int:
    """The number of keys (`net`), of options (`each`), or 1 (`exact`)."""
    return credit_denominator(item.credit_rule, one_per_option(item.options, ()))
