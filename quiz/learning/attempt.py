"""An attempt: one run of one person through one version of a module, a frozen value."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import Enum
from fractions import Fraction
from types import MappingProxyType
from uuid import UUID

from quiz.marking.score import Response
from quiz.refusal import Reason, Refused


@dataclass(frozen=True)
class Recorded:
    """A response as kept: what was given, under which submission key, what it earned."""

    response: Response
    submission_key: UUID
    score: Fraction
    max_score: Fraction


@dataclass(frozen=True)
class Attempt:
    """One run: the drawn items in their order, and the responses so far by item.

    `kept_score` is the score and its maximum, kept at submission: they outlive the responses,
    which are deleted 30 days later.
    """

    id: UUID
    module_slug: str
    number: int
    version_id: int
    seed: int
    items: tuple[str, ...]
    responses: Mapping[str, Recorded] = field(default_factory=lambda: MappingProxyType({}))
    submitted_at: datetime | None = None
    kept_score: tuple[Fraction, Fraction] | None = None

    def item_at(self, position: int) -> str | None:
        """The item at a position, counted from 1, or nothing."""
        return self.items[position - 1] if 1 <= position <= len(self.items) else None

    def answered(self) -> bool:
        """True once every drawn item has a response."""
        return all(item in self.responses for item in self.items)

    def first_unanswered(self) -> int | None:
        """The position of the first item without a response, or nothing."""
        return next((at for at, item in enumerate(self.items, 1) if item not in self.responses), None)

    def score(self) -> Fraction:
        """Points earned so far."""
        if self.kept_score is not None:
            return self.kept_score[0]
        return sum((recorded.score for recorded in self.responses.values()), Fraction(0))

    def max_score(self) -> Fraction:
        """Points possible on the items answered so far."""
        if self.kept_score is not None:
            return self.kept_score[1]
        return sum((recorded.max_score for recorded in self.responses.values()), Fraction(0))


class Effect(Enum):
    """What a post does to an attempt."""

    RECORD = "record"
    REPLACE = "replace"
    REPEAT = "repeat"


def effect(attempt: Attempt, item_id: str, submission_key: UUID, revisable: bool) -> Effect:
    """What a response under this key does: recorded, replaced while revisable, or a harmless repeat.

    The same key gives the same result, even once the attempt is closed. Another key on an
    answered item is refused, and any new response to a closed attempt.
    """
    if item_id not in attempt.items:
        raise Refused(Reason.FORGED)
    earlier = attempt.responses.get(item_id)
    if earlier is not None and earlier.submission_key == submission_key:
        return Effect.REPEAT
    if attempt.submitted_at is not None:
        raise Refused(Reason.ATTEMPT_CLOSED)
    if earlier is None:
        return Effect.RECORD
    if revisable:
        return Effect.REPLACE
    raise Refused(Reason.ALREADY_ANSWERED)
