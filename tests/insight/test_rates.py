"""Rates: a share with its headcount, or the reason why there is none."""

from datetime import date
from fractions import Fraction

import pytest

from quiz.insight.cells import Band, Cell, Implied, Shown, Withheld, Withholding
from quiz.insight.headcount import Headcount
from quiz.insight.rates import NoRate, NoRateReason, Rate, Reading, rate


def staff(value: int) -> Headcount:
    """A headcount declared on New Year's Day."""
    return Headcount(value, date(2026, 1, 1), "bilan social 2025", "administration centrale")


@pytest.mark.parametrize(
    ("cell", "headcount", "reading", "low", "high"),
    [
        (Shown(440, 450), 5500, Reading.ABOUT, 8, 8),
        (Shown(44, 54), 200, Reading.BETWEEN, 22, 27),
        (Implied(44, 109), 200, Reading.BETWEEN, 22, 55),
        (Shown(11, 21), 5500, Reading.UNDER, 0, 1),
        (Shown(22, 32), 5500, Reading.UNDER, 0, 1),
        (Shown(11, 110), 5500, Reading.UNDER, 0, 3),
        (Band(88, 100), 100, Reading.OVER, 88, 100),
        (Band(5489, 5500), 5500, Reading.OVER, 99, 100),
        (Shown(5478, 5488), 5500, Reading.OVER, 99, 100),
    ],
)
def test_a_rate_prints_in_whole_per_cent(cell: Cell, headcount: int, reading: Reading, low: int, high: int) -> None:
    found = rate(cell, staff(headcount))
    assert isinstance(found, Rate)
    assert (found.reading, found.low_percent, found.high_percent) == (reading, low, high)


def test_a_rate_is_exact_and_keeps_where_it_comes_from() -> None:
    found = rate(Shown(44, 54), staff(99))
    assert isinstance(found, Rate)
    assert (found.low, found.high) == (Fraction(4, 9), Fraction(6, 11))
    assert (found.headcount.source, found.headcount.on) == ("bilan social 2025", date(2026, 1, 1))


@pytest.mark.parametrize(
    ("cell", "headcount", "reason"),
    [
        (Shown(44, 54), None, NoRateReason.NO_HEADCOUNT),
        (Withheld(Withholding.TOO_FEW), None, NoRateReason.NO_HEADCOUNT),
        (Withheld(Withholding.TOO_FEW), staff(100), NoRateReason.WITHHELD),
        (Shown(66, 76), staff(70), NoRateReason.HEADCOUNT_OUTGROWN),
    ],
)
def test_without_what_it_needs_there_is_no_rate(cell: Cell, headcount: Headcount | None, reason: NoRateReason) -> None:
    assert rate(cell, headcount) == NoRate(reason)


@pytest.mark.parametrize("headcount", [22, 60, 99, 1000, 5500, 1_100_000])
def test_neither_nought_nor_a_hundred_per_cent_is_ever_printed(headcount: int) -> None:
    for low in range(11, headcount - 10, max(headcount // 500 // 11 * 11, 11)):
        found = rate(Shown(low, low + 10), staff(headcount))
        assert isinstance(found, Rate)
        printed = {
            Reading.ABOUT: {found.low_percent},
            Reading.BETWEEN: {found.low_percent, found.high_percent},
            Reading.UNDER: {found.high_percent},
            Reading.OVER: {found.low_percent},
        }[found.reading]
        assert not printed & {0, 100}


def test_a_headcount_of_nobody_is_refused() -> None:
    with pytest.raises(ValueError, match="at least 1"):
        staff(0)
