"""The grid: every bin, and what is left out of it, keeps k values."""

import pytest

from quiz.insight.cells import Band, Implied, Shown, Withheld, Withholding, flat, from_flat
from quiz.insight.suppression import Grid


@pytest.mark.parametrize("headcount", range(60))
@pytest.mark.parametrize("k", [2, 3, 5, 11])
def test_every_bin_under_a_headcount_holds_k_values(k: int, headcount: int) -> None:
    grid = Grid(k, headcount)
    printed = [grid.show(grid.bin(count)) for count in range(headcount + 1)]
    assert all(printed.count(cell) >= min(k, headcount + 1) for cell in printed)


@pytest.mark.parametrize("count", range(40))
def test_a_range_holds_its_count(count: int) -> None:
    cell = Grid(11).show(Grid(11).bin(count))
    assert cell == Withheld(Withholding.TOO_FEW) if count < 11 else cell.low <= count <= cell.high


def test_a_number_is_never_printed_where_fewer_than_k_are_left() -> None:
    grid = Grid(11, 100)
    shown = [count for count in range(101) if isinstance(grid.show(grid.bin(count)), Shown)]
    assert (min(shown), max(shown)) == (11, 87)


def test_what_is_implied_from_nothing_is_withheld_as_cover() -> None:
    assert Grid(11).imply(0, 3) == Withheld(Withholding.COVER)
    assert Grid(11).imply(0, 0) == Withheld(Withholding.TOO_FEW)
    assert Grid(11).imply(2, 3) == Implied(22, 43)
    assert Grid(11, 50).imply(2, 3) == Band(22, 50)


@pytest.mark.parametrize(("k", "headcount"), [(1, None), (0, 50), (11, -1)])
def test_a_grid_that_would_protect_nobody_is_refused(k: int, headcount: int | None) -> None:
    with pytest.raises(ValueError, match=r"k is|not negative"):
        Grid(k, headcount)


@pytest.mark.parametrize(
    "cell", [Shown(44, 54), Implied(33, 65), Band(88, 100), *(Withheld(reason) for reason in Withholding)]
)
def test_a_stored_cell_comes_back_the_same(cell: Shown | Implied | Band | Withheld) -> None:
    assert from_flat(*flat(cell)) == cell


def test_a_withheld_cell_is_stored_without_a_number() -> None:
    assert flat(Withheld(Withholding.TOO_FEW)) == ("too_few", None, None)


def test_a_range_stored_without_its_bounds_is_a_defect() -> None:
    with pytest.raises(ValueError, match="two bounds"):
        from_flat("shown", 44, None)
