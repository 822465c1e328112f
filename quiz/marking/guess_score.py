"""What answering at random earns on average, shown to authors beside an item's facility."""

import math
from fractions import Fraction
from itertools import product

from quiz.content.item import (
    Categorise,
    Cloze,
    CreditRule,
    Gap,
    Hotspot,
    Matching,
    MultipleChoice,
    Ordering,
    ScoredItem,
    SingleChoice,
    TrueFalse,
    TrueFalseGrid,
    UnscoredItem,
)
from quiz.marking import matching, multiple_choice
from quiz.marking.parts import YES
from quiz.marking.score import Response


def guess_score(item: ScoredItem | UnscoredItem) -> Fraction | None:
    """The expected score of a random response; nothing where an answer is typed, or nothing is earned.

    Every value of a slot is as likely as another; ranks, and right texts while there are enough of
    them, are given once each; at least one option of a multiple choice is ticked.
    """
    match item:
        case SingleChoice():
            return Fraction(1, len(item.options))
        case Hotspot():
            return Fraction(1, len(item.areas))
        case TrueFalse():
            return Fraction(1, 2)
        case MultipleChoice():
            return _multiple_choice(item)
        case TrueFalseGrid():
            return _combined(item.credit_rule, (Fraction(1, 2),) * len(item.rows))
        case Categorise():
            return _combined(item.credit_rule, (Fraction(1, len(item.categories)),) * len(item.elements))
        case Ordering():
            elements = len(item.elements)
            return Fraction(1, math.factorial(elements) if item.credit_rule == "exact" else elements)
        case Matching():
            return _matching(item)
        case Cloze() if all(gap.options for gap in item.gaps):
            return _combined(item.credit_rule, tuple(_right_share(gap) for gap in item.gaps))
        case _:
            return None


def _combined(rule: CreditRule, chances: tuple[Fraction, ...]) -> Fraction:
    """The expected score of independent parts, each with its chance of being right."""
    return math.prod(chances, start=Fraction(1)) if rule == "exact" else sum(chances, Fraction(0)) / len(chances)


def _multiple_choice(item: MultipleChoice) -> Fraction:
    """The mean over all the ways to tick at least one option (255 at most)."""
    ticks = [
        Response({option.id: YES for option, tick in zip(item.options, way, strict=True) if tick})
        for way in product((False, True), repeat=len(item.options))
        if any(way)
    ]
    return sum((multiple_choice.mark(item, response).score for response in ticks), Fraction(0)) / len(ticks)


def _matching(item: Matching) -> Fraction:
    pairs = len(item.pairs)
    texts = len(matching.slots(item)[item.pairs[0].id] or ())
    if item.credit_rule == "exact" and texts == pairs + len(item.extra):
        return Fraction(1, math.perm(texts, pairs))
    return _combined(item.credit_rule, (Fraction(1, texts),) * pairs)


def _right_share(gap: Gap) -> Fraction:
    return Fraction(sum(option.correct for option in gap.options), len(gap.options))
