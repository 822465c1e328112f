"""Every world of a few persons, each world once: what a reader who lists them all finds of the hidden counts.

All counts of a world are sums over its persons: of whether each of them is counted there. A world is therefore
known by the lives its persons lead, whoever leads which, and worlds with the same sums are one for anyone who
sees sums only, or figures made of them. They are listed person after person, those with the same sums put
together at once: none is lost, and none is listed twice.
"""

from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import prod

import numpy as np

Counts = np.ndarray
"""Whole numbers; one row a world, or one number a world."""


@dataclass(frozen=True)
class Narrowed:
    """Something a reader narrows too far: what was printed, its name, and the values it can still have."""

    printed: Hashable
    name: str
    values: tuple[int, ...]


def worlds(lives: Sequence[Sequence[int]], persons: int) -> Counts:
    """The different sums that so many persons make, each leading one of these lives: a row of counts a world."""
    places = (persons + 1) ** np.arange(len(lives[0]), dtype=np.int64)
    if (persons + 1) ** len(lives[0]) >= 2**62:
        raise ValueError("too many counts for so many persons: their sums would run into each other")
    every = np.unique(np.array(lives, dtype=np.int64) @ places)
    found = np.zeros(1, dtype=np.int64)
    for _person in range(persons):
        found = np.unique((found[:, None] + every[None, :]).ravel())
    return found[:, None] // places[None, :] % (persons + 1)


def grouped(rows: Counts) -> tuple[Counts, Counts]:
    """The different rows, and which of them each row is."""
    widths = [int(column.max()) + 1 for column in rows.T]
    if prod(widths) >= 2**62:
        raise ValueError("rows too long to be told apart by one number each")
    codes = rows @ np.cumprod([1, *widths[:-1]], dtype=np.int64)
    _codes, first, which = np.unique(codes, return_index=True, return_inverse=True)
    return rows[first], which


def interned(values: Iterable[Hashable]) -> tuple[list[Hashable], Counts]:
    """The different values, and which of them each one is."""
    known: dict[Hashable, int] = {}
    which = [known.setdefault(value, len(known)) for value in values]
    return list(known), np.array(which, dtype=np.int64)


def narrowed(printed: Sequence[Hashable], which: Counts, hidden: Mapping[str, Counts], needed: int) -> list[Narrowed]:
    """What has fewer values than needed among the worlds that print the same.

    `which` tells for each world what it prints; a hidden number under 0 is none, as in worlds where it is not hidden.
    """
    order = np.argsort(which, kind="stable")
    starts = np.flatnonzero(np.diff(which[order], prepend=-1))
    found = []
    for name, values in hidden.items():
        if int(values.max(initial=0)) > 62:
            raise ValueError("values are kept as bits of one number")
        bits = np.where(values < 0, 0, np.left_shift(1, np.maximum(values, 0)))
        masks = np.bitwise_or.reduceat(bits[order], starts)
        few = np.array([0 < int(mask).bit_count() < needed for mask in masks.tolist()])
        for group in np.flatnonzero(few):
            mask = int(masks[group])
            told = tuple(value for value in range(63) if mask >> value & 1)
            found.append(Narrowed(printed[int(which[order][starts[group]])], name, told))
    return found
