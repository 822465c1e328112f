"""Why a figure moved, or did not."""

import pytest

from quiz.insight.cells import Band, Cell, Implied, Shown, Withheld, Withholding
from quiz.insight.movement import Change, movement

FEW = Withheld(Withholding.TOO_FEW)


@pytest.mark.parametrize(
    ("previous", "current", "change", "steps"),
    [
        (None, FEW, Change.STILL_WITHHELD, 0),
        (FEW, FEW, Change.STILL_WITHHELD, 0),
        (None, Shown(11, 21), Change.FIRST_SHOWN, 0),
        (FEW, Shown(11, 21), Change.FIRST_SHOWN, 0),
        (Shown(44, 54), Shown(44, 54), Change.STILL_WITHIN, 0),
        (Shown(44, 54), Shown(55, 65), Change.MOVED_UP, 1),
        (Shown(44, 54), Shown(88, 98), Change.MOVED_UP, 4),
        (Shown(55, 65), Shown(44, 54), Change.CORRECTED, -1),
        (Shown(55, 65), FEW, Change.WITHHELD_AGAIN, 0),
        (Shown(88, 98), Band(88, 100), Change.REDRAWN, 0),
        (Implied(44, 65), Implied(44, 76), Change.REDRAWN, 0),
    ],
)
def test_a_movement_is_named(previous: Cell | None, current: Cell, change: Change, steps: int) -> None:
    found = movement(previous, current, 11)
    assert (found.change, found.steps, found.k) == (change, steps, 11)


def test_a_figure_says_when_it_will_next_move() -> None:
    assert movement(Shown(44, 54), Shown(44, 54), 11).next_at == 55
    assert movement(None, Band(88, 100), 11).next_at is None
