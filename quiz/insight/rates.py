"""A cell over a headcount: a rate with where it comes from, or the reason why there is none."""

from dataclasses import dataclass
from enum import Enum
from fractions import Fraction
from typing import Union

from quiz.insight.cells import Band, Cell, Withheld
from quiz.insight.headcount import Headcount


class NoRateReason(Enum):
    """Why a rate cannot be given."""

    NO_HEADCOUNT = "no_headcount"
    WITHHELD = "withheld"
    HEADCOUNT_OUTGROWN = "headcount_outgrown"
    TOO_LITTLE = "too_little"  # under one per cent at least, which says nothing


@dataclass(frozen=True)
class NoRate:
    """No rate, which is not a rate of zero."""

    reason: NoRateReason


class Reading(Enum):
    """How a rate is put into words."""

    ABOUT = "about"  # low_percent, equal to high_percent
    BETWEEN = "between"  # low_percent to high_percent
    UNDER = "under"  # less than high_percent
    OVER = "over"  # more than low_percent
    AT_LEAST = "at_least"  # low_percent or more


@dataclass(frozen=True)
class Rate:
    """A share of the headcount, exact from `low` to `high`, and how to print it in whole per cent.

    Whatever the numbers, what is printed is never 0 % nor 100 %.
    """

    low: Fraction
    high: Fraction
    reading: Reading
    low_percent: int
    high_percent: int
    headcount: Headcount


def rate(cell: Cell, headcount: Headcount | None) -> Rate | NoRate:
    """The share of the headcount that the cell stands for.

    >>> from datetime import date
    >>> from quiz.insight.cells import Shown
    >>> staff = Headcount(5500, date(2026, 1, 1), "bilan social", "administration centrale")
    >>> eight = rate(Shown(440, 450), staff)
    >>> eight.reading.value, eight.low_percent
    ('about', 8)
    """
    if headcount is None:
        return NoRate(NoRateReason.NO_HEADCOUNT)
    if isinstance(cell, Withheld):
        return NoRate(NoRateReason.WITHHELD)
    if cell.high > headcount.value:
        return NoRate(NoRateReason.HEADCOUNT_OUTGROWN)
    low, high = Fraction(cell.low, headcount.value), Fraction(cell.high, headcount.value)
    reading, low_percent, high_percent = _in_whole_percent(low, high, at_the_top=isinstance(cell, Band))
    return Rate(low, high, reading, low_percent, high_percent, headcount)


def least_rate(at_least: int, headcount: Headcount) -> Rate | NoRate:
    """The share of a headcount that a least number of its agents stands for, at least.

    >>> from datetime import date
    >>> staff = Headcount(200, date(2026, 1, 1), "bilan social", "")
    >>> least_rate(33, staff).low_percent, least_rate(0, staff).reason.value
    (16, 'withheld')
    """
    if at_least == 0:
        return NoRate(NoRateReason.WITHHELD)
    low = Fraction(at_least, headcount.value)
    percent = int(low * 100)
    if percent == 0:
        return NoRate(NoRateReason.TOO_LITTLE)
    return Rate(low, Fraction(1), Reading.AT_LEAST, percent, 100, headcount)


def _in_whole_percent(low: Fraction, high: Fraction, at_the_top: bool) -> tuple[Reading, int, int]:
    low_percent, high_percent = _rounded(low), _rounded(high)
    if at_the_top or high_percent == 100:
        return Reading.OVER, min(int(low * 100), 99), 100
    if low_percent == 0:
        return Reading.UNDER, 0, int(high * 100) + 1
    if low_percent == high_percent:
        return Reading.ABOUT, low_percent, high_percent
    return Reading.BETWEEN, low_percent, high_percent


def _rounded(share: Fraction) -> int:
    # half up, as readers round; Python's own rounding goes to the even number
    return int(share * 100 + Fraction(1, 2))


RateOrNot = Union[Rate, NoRate]
