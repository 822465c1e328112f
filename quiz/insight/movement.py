"""Why a published figure moved since the last publication, or did not."""

from dataclasses import dataclass
from enum import Enum

from quiz.insight.cells import Cell, Shown, Withheld


class Change(Enum):
    """What happened to a cell between two publications."""

    STILL_WITHHELD = "still_withheld"
    STILL_WITHIN = "still_within"  # the count may have moved, inside its range
    FIRST_SHOWN = "first_shown"
    WITHHELD_AGAIN = "withheld_again"  # a correction, or a headcount declared since
    MOVED_UP = "moved_up"  # by whole steps of k
    CORRECTED = "corrected"  # down, by whole steps of k
    REDRAWN = "redrawn"  # the range itself changed: a cell it follows moved, or a headcount was declared


@dataclass(frozen=True)
class Movement:
    """A change, in steps of k; `next_at` is the count from which the figure will next move, where known."""

    change: Change
    steps: int = 0
    k: int = 0
    next_at: int | None = None


def movement(previous: Cell | None, current: Cell, k: int) -> Movement:
    """What the page says of a figure that moved by eleven, or that did not move.

    >>> movement(Shown(44, 54), Shown(55, 65), 11)
    Movement(change=<Change.MOVED_UP: 'moved_up'>, steps=1, k=11, next_at=66)
    """
    next_at = current.high + 1 if isinstance(current, Shown) else None
    if isinstance(current, Withheld):
        hidden_before = previous is None or isinstance(previous, Withheld)
        return Movement(Change.STILL_WITHHELD if hidden_before else Change.WITHHELD_AGAIN, 0, k)
    if previous is None or isinstance(previous, Withheld):
        return Movement(Change.FIRST_SHOWN, 0, k, next_at)
    if current == previous:
        return Movement(Change.STILL_WITHIN, 0, k, next_at)
    if not (isinstance(previous, Shown) and isinstance(current, Shown)):
        return Movement(Change.REDRAWN, 0, k, next_at)
    steps = (current.low - previous.low) // k
    return Movement(Change.MOVED_UP if steps > 0 else Change.CORRECTED, steps, k, next_at)
