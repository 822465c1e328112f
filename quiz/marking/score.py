"""The values of marking: a response as given, and what it earned."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum
from fractions import Fraction
from types import MappingProxyType

from quiz.marking.certainty import Certainty

EMPTY: Mapping[str, str] = MappingProxyType({})


@dataclass(frozen=True)
class Response:
    """What an agent gave to one item: a value by slot, or "I do not know".

    Slots by kind: single_choice, true_false, numeric, short_answer, hotspot, opinion use the one
    slot `choice`; multiple_choice and commitment have the slot of each ticked option, value `yes`;
    grids, ordering, matching, categorise and cloze have one slot per row, element, pair or gap.
    A slot left blank is absent. `certainty` is said where the module asks for it.
    """

    values: Mapping[str, str] = field(default_factory=lambda: EMPTY)
    unknown: bool = False
    certainty: Certainty | None = None


class Verdict(Enum):
    """How right a response, or one part of it, is."""

    RIGHT = "right"
    PARTLY = "partly"
    WRONG = "wrong"
    UNKNOWN = "unknown"
    UNSCORED = "unscored"


@dataclass(frozen=True)
class Part:
    """One row, option, gap or element of the answered item.

    `given` and `key` are what was answered and what earns credit there (an option or category
    identifier, "true"/"false", a rank, or text), None where nothing was given.
    """

    id: str
    given: str | None
    key: str | None
    right: bool


@dataclass(frozen=True)
class Marked:
    """What a response earned: 0 <= score <= max_score, and how each part fared."""

    score: Fraction
    max_score: Fraction
    parts: tuple[Part, ...] = field(default=())
    unknown: bool = False

    def verdict(self) -> Verdict:
        """Right at the maximum, wrong at zero, partly between; unscored where nothing can be earned."""
        if self.max_score == 0:
            return Verdict.UNSCORED
        if self.unknown:
            return Verdict.UNKNOWN
        if self.score == self.max_score:
            return Verdict.RIGHT
        return Verdict.PARTLY if self.score > 0 else Verdict.WRONG
