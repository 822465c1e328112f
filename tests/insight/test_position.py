"""One's place beside the median is a function of published cells, names nobody, and claims no more than ranges do."""

from fractions import Fraction
from itertools import product
from statistics import median

import pytest

from quiz.insight.cells import Cell, Shown, Withheld, Withholding
from quiz.insight.figures import MinistryFigures
from quiz.insight.position import Position, Span, Standing, TooFewMinistries, position

FEW = Withheld(Withholding.TOO_FEW)


def ministry(name: str, cell: Cell, headcount: int | None = 110) -> MinistryFigures:
    """A ministry with a headline alone."""
    return MinistryFigures(name, cell, FEW, (), headcount)


def test_the_true_median_lies_within_its_bounds_whatever_the_counts() -> None:
    cells = [Shown(11, 13), Shown(22, 24), Shown(33, 35), Withheld(Withholding.TOO_FEW), Shown(12, 14)]
    found = position("m0", [ministry(f"m{at}", cell) for at, cell in enumerate(cells)], 3)
    assert isinstance(found, Position)
    ranges = [range(3) if isinstance(cell, Withheld) else range(cell.low, cell.high + 1) for cell in cells]
    for counts in product(*ranges):
        assert found.median.low <= Fraction(median(counts), 110) <= found.median.high


@pytest.mark.parametrize(
    ("own", "standing"),
    [(Shown(55, 65), Standing.ABOVE), (Shown(22, 32), Standing.ALONGSIDE), (Shown(11, 21), Standing.BELOW)],
)
def test_two_ranges_that_meet_are_not_ranked(own: Cell, standing: Standing) -> None:
    others = [ministry(f"m{at}", Shown(22, 32)) for at in range(3)] + [ministry("m3", Shown(33, 43))]
    found = position("own", [ministry("own", own), *others], 11)
    assert isinstance(found, Position)
    assert found.standing is standing


def test_under_five_ministries_no_median_is_told() -> None:
    four = [ministry(f"m{at}", Shown(22, 32)) for at in range(4)]
    assert position("m0", four, 11) == TooFewMinistries(4)
    assert position("m0", [*four, ministry("m4", Shown(22, 32), None)], 11) == TooFewMinistries(4)


def test_a_withheld_figure_counts_for_what_its_words_say() -> None:
    hidden = [
        ministry("m0", FEW),
        *(ministry(f"m{at + 1}", Withheld(Withholding.SMALL_HEADCOUNT), 15) for at in range(4)),
    ]
    found = position("m0", hidden, 11)
    assert isinstance(found, Position)
    assert found.own == Span(Fraction(0), Fraction(10, 110))
    assert found.median == Span(Fraction(0), Fraction(1))


def test_without_a_rate_of_its_own_a_ministry_has_no_place() -> None:
    others = [ministry(f"m{at}", Shown(22, 32)) for at in range(5)]
    assert position("own", [ministry("own", Shown(22, 32), None), *others], 11) is None
    assert position("own", [ministry("own", Shown(110, 120)), *others], 11) is None
