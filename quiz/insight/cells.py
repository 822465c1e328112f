"""The values a reader may see in place of a count. None of them holds the count itself."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import Enum
from typing import Union


class Withholding(Enum):
    """Why a cell prints no number."""

    TOO_FEW = "too_few"  # fewer than k agents
    SMALL_HEADCOUNT = "small_headcount"  # the headcount cannot be cut into two groups of k
    COVER = "cover"  # nothing to say that the other cells do not say
    SIBLING_LEFT = "sibling_left"  # the pool's total would tell what a former sibling counted


@dataclass(frozen=True)
class Shown:
    """The count is somewhere from `low` to `high`, both included."""

    low: int
    high: int


@dataclass(frozen=True)
class Implied:
    """What the other cells already say of this count, and nothing more: from `low` to `high`."""

    low: int
    high: int


@dataclass(frozen=True)
class Band:
    """At the top of the headcount: at least `low`; prints as a share, never as a number of agents."""

    low: int
    high: int


@dataclass(frozen=True)
class Withheld:
    """No number, and the reason."""

    reason: Withholding


@dataclass(frozen=True)
class AtLeast:
    """At least `low` agents, of entities, and nothing of how many more (`entities/levels.py`); 0 tells nothing."""

    low: int


Cell = Union[Shown, Implied, Band, Withheld]
Told = Union[Cell, AtLeast]

RANGES: Mapping[str, Callable[[int, int], Cell]] = {"shown": Shown, "implied": Implied, "band": Band}


def low_of(cell: Cell | None) -> int:
    """The least count a reader knows of from that cell: 0 where it is withheld or absent."""
    return 0 if cell is None or isinstance(cell, Withheld) else cell.low


def flat(cell: Cell) -> tuple[str, int | None, int | None]:
    """The cell as it is stored: state, low, high. A withheld cell's state is its reason."""
    if isinstance(cell, Withheld):
        return cell.reason.value, None, None
    return type(cell).__name__.lower(), cell.low, cell.high


def from_flat(state: str, low: int | None, high: int | None) -> Cell:
    """The cell that `flat` stored."""
    if state in RANGES:
        if low is None or high is None:
            raise ValueError(f"a cell in state {state} has two bounds")
        return RANGES[state](low, high)
    return Withheld(Withholding(state))
