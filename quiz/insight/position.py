"""Where a ministry stands beside the median of ministries: from published cells, and naming no other."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import Enum
from fractions import Fraction
from typing import Union

from quiz.insight.cells import Withheld, Withholding
from quiz.insight.figures import MinistryFigures

# Under five, a median would as good as name the others to someone who knows one.
FEWEST_MINISTRIES = 5


class Standing(Enum):
    """Own range beside that of the median."""

    ABOVE = "above"
    BELOW = "below"
    ALONGSIDE = "alongside"  # the two ranges meet: neither can be said to be over the other


@dataclass(frozen=True)
class Span:
    """A share that lies somewhere from `low` to `high`."""

    low: Fraction
    high: Fraction


@dataclass(frozen=True)
class Position:
    """The median of the rates of that many ministries, one's own, and how they stand."""

    ministries: int
    median: Span
    own: Span
    standing: Standing


@dataclass(frozen=True)
class TooFewMinistries:
    """Too few ministries have declared a headcount for a median to be shown."""

    ministries: int


PositionOrNot = Union[Position, TooFewMinistries, None]


def position(own: str, published: Iterable[MinistryFigures], k: int) -> PositionOrNot:
    """The position of a ministry by its rate of agents with at least one module; none where it has no rate.

    A withheld figure counts as what its words say of it (under k agents, or anything up to the headcount): leaving
    it out would push the median up.
    """
    spans = {each.ministry: span for each in published if (span := _span(each, k)) is not None}
    if own not in spans:
        return None
    if len(spans) < FEWEST_MINISTRIES:
        return TooFewMinistries(len(spans))
    middle = Span(_median([span.low for span in spans.values()]), _median([span.high for span in spans.values()]))
    return Position(len(spans), middle, spans[own], _standing(spans[own], middle))


def _span(figures: MinistryFigures, k: int) -> Span | None:
    """The bounds of the rate that readers know; none without a headcount, or where it is out of date."""
    headcount, cell = figures.headcount, figures.at_least_one
    if not headcount:
        return None
    if isinstance(cell, Withheld):
        most = k - 1 if cell.reason is Withholding.TOO_FEW else headcount
        return Span(Fraction(0), Fraction(min(most, headcount), headcount))
    if cell.high > headcount:
        return None
    return Span(Fraction(cell.low, headcount), Fraction(cell.high, headcount))


def _median(values: Sequence[Fraction]) -> Fraction:
    """The middle value; of an even number, the mean of the two in the middle.

    The median of numbers known by their bounds lies between the medians of the bounds.
    """
    ordered = sorted(values)
    half = len(ordered) // 2
    return ordered[half] if len(ordered) % 2 else (ordered[half - 1] + ordered[half]) / 2


def _standing(own: Span, median: Span) -> Standing:
    if own.low > median.high:
        return Standing.ABOVE
    return Standing.BELOW if own.high < median.low else Standing.ALONGSIDE
