"""A text with gaps, each picked among options or typed."""

from collections.abc import Mapping

from quiz.content.item import Cloze, Gap
from quiz.marking.credit import credit, credit_denominator
from quiz.marking.parts import given, scored
from quiz.marking.score import EMPTY, Marked, Part, Response
from quiz.marking.typed_text import matches


def mark(item: Cloze, response: Response) -> Marked:
    """Well-filled gaps over gaps (`each`), or 1 when all are (`exact`); one part per gap."""
    parts = _parts(item, given(response))
    return scored(response, parts, credit(item.credit_rule, parts))


def key(item: Cloze) -> Response:
    """The first right option or accepted text of every gap."""
    keys = {gap.id: _key(gap) for gap in item.gaps}
    return Response({gap: text for gap, text in keys.items() if text is not None})


def slots(item: Cloze) -> Mapping[str, tuple[str, ...] | None]:
    """One slot per gap: its options, or free text."""
    return {gap.id: tuple(option.id for option in gap.options) or None for gap in item.gaps}


def denominator(item: Cloze) -> int:
    """The number of gaps (`each`), or 1 (`exact`)."""
    return credit_denominator(item.credit_rule, _parts(item, EMPTY))


def _parts(item: Cloze, values: Mapping[str, str]) -> tuple[Part, ...]:
    return tuple(
        Part(id=gap.id, given=values.get(gap.id), key=_key(gap), right=_right(gap, values.get(gap.id)))
        for gap in item.gaps
    )


def _key(gap: Gap) -> str | None:
    right_options = tuple(option.id for option in gap.options if option.correct)
    return next(iter(right_options if gap.options else gap.accepted), None)


def _right(gap: Gap, value: str | None) -> bool:
    if value is None:
        return False
    if gap.options:
        return any(option.correct for option in gap.options if option.id == value)
    return matches(value, gap.accepted, gap.distance)
