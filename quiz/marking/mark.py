"""The door of the room: an item of any kind and a response go in, what it is worth comes out."""

import math
from collections.abc import Iterable, Mapping
from fractions import Fraction
from types import MappingProxyType
from typing import Any, Protocol

from quiz.content.item import (
    Categorise,
    Cloze,
    Commitment,
    Hotspot,
    Matching,
    MultipleChoice,
    Numeric,
    Opinion,
    Ordering,
    ScoredItem,
    ShortAnswer,
    SingleChoice,
    TrueFalse,
    TrueFalseGrid,
    UnscoredItem,
)
from quiz.marking import (
    categorise,
    cloze,
    commitment,
    hotspot,
    matching,
    multiple_choice,
    numeric,
    opinion,
    ordering,
    short_answer,
    single_choice,
    true_false,
    true_false_grid,
)
from quiz.marking.guess_score import guess_score
from quiz.marking.parts import YES
from quiz.marking.score import Marked, Response
from quiz.marking.true_false import truth

__all__ = [
    "KINDS", "common_denominator", "denominator", "guess_score", "key", "mark", "passes", "slots", "tick_everything",
]  # fmt: skip

AnyItem = ScoredItem | UnscoredItem


class Kind(Protocol):
    """What the file of each kind offers; `item` is an item of that kind."""

    def mark(self, item: Any, response: Response) -> Marked: ...
    def key(self, item: Any) -> Response: ...
    def slots(self, item: Any) -> Mapping[str, tuple[str, ...] | None]: ...
    def denominator(self, item: Any) -> int: ...


KINDS: Mapping[type[AnyItem], Kind] = MappingProxyType(
    {
        SingleChoice: single_choice,
        MultipleChoice: multiple_choice,
        TrueFalse: true_false,
        TrueFalseGrid: true_false_grid,
        Numeric: numeric,
        Ordering: ordering,
        Matching: matching,
        Categorise: categorise,
        Cloze: cloze,
        ShortAnswer: short_answer,
        Hotspot: hotspot,
        Opinion: opinion,
        Commitment: commitment,
    }
)


def mark(item: AnyItem, response: Response) -> Marked:
    """What the response earns: a score out of 1 (out of 0 where the item is unscored) and its parts."""
    return KINDS[type(item)].mark(item, response)


def key(item: AnyItem) -> Response:
    """A response that earns full marks; empty where nothing can be earned."""
    return KINDS[type(item)].key(item)


def slots(item: AnyItem) -> Mapping[str, tuple[str, ...] | None]:
    """The slots of a response, each with its allowed values in the author's order, or None for typed text."""
    return KINDS[type(item)].slots(item)


def denominator(item: AnyItem) -> int:
    """The least common multiple of the denominators of the scores the item can give."""
    return KINDS[type(item)].denominator(item)


def common_denominator(items: Iterable[AnyItem]) -> int:
    """A denominator over which every score of these items is a whole number."""
    return math.lcm(*(denominator(item) for item in items))


def passes(score: Fraction, max_score: Fraction, pass_mark: Fraction) -> bool:
    """Whether the scaled score reaches the pass mark; never where nothing could be earned."""
    return max_score > 0 and score >= pass_mark * max_score


def tick_everything(item: AnyItem) -> Response | None:
    """The response of someone who ticks every option, or says true to every row; None where none can be ticked."""
    match item:
        case MultipleChoice():
            return Response({option.id: YES for option in item.options})
        case TrueFalseGrid():
            return Response({row.id: truth(True) for row in item.rows})
        case _:
            return None
