"""Several ministries in one table: the small ones pooled, and the State as the sum of what is shown.

Ministries under k agents are listed together, "Autres (n regroupées)". Their total T lies in 0..P,
P = n * (k - 1), and is published as a bin of k values, the last incomplete bin joined to the one
before. Every bin then begins at (n - 1) * (k - 1) or under and ends at k - 1 or over, so that one
sibling can still be anywhere in 0..k - 1: the others make up the rest, in that week and, moving
together, in all weeks of the same pool.

When a sibling leaves (it reached k, or its headcount was declared small), the total of those who
stay would bound, by subtraction, what the one who left counted before. The pool therefore shows no
total from then on: a cover stays while it is needed, and past figures cannot be called back.
A sibling that joins only adds room.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from quiz.insight.cells import Cell, Shown, Withheld, Withholding
from quiz.insight.figures import MinistryFigures
from quiz.insight.tally import MinistryTally


@dataclass(frozen=True)
class Pooled:
    """The siblings listed together, and their total of agents with one module or more."""

    siblings: tuple[str, ...]
    cell: Cell


@dataclass(frozen=True)
class PilotTable:
    """All ministries side by side: those with a figure of their own, those withheld alone, the pool."""

    ministries: tuple[MinistryFigures, ...]
    alone: tuple[MinistryFigures, ...]
    pooled: Pooled | None


@dataclass(frozen=True)
class Total:
    """At least `low` and at most `high` agents in the ministries counted; the others add what they add."""

    low: int
    high: int
    counted: int
    left_out: int


@dataclass(frozen=True)
class StateFigures:
    """The State as the sum of what is shown: it cannot say more than the ministries' figures do."""

    at_least_one: Total
    whole_path: Total


def pilot_table(
    published: Sequence[tuple[MinistryTally, MinistryFigures]], previous: Pooled | None, k: int
) -> PilotTable:
    """The table of all ministries, those under k agents pooled; `previous` is the last pool published.

    Once there has been a pool it is kept, even of one sibling or none: it remembers who left.
    """
    small = [(tally, figures) for tally, figures in published if _is_small(figures)]
    others = tuple(figures for _, figures in published if not _is_small(figures))
    shown = tuple(figures for figures in others if not isinstance(figures.at_least_one, Withheld))
    alone = tuple(figures for figures in others if isinstance(figures.at_least_one, Withheld))
    counts = {tally.ministry: tally.agents[0] for tally, _ in small}
    if previous is None and len(small) < 2:
        return PilotTable(shown, alone + tuple(figures for _, figures in small), None)
    return PilotTable(shown, alone, pool(counts, previous, k))


def published_table(published: Sequence[MinistryFigures], pooled: Pooled | None) -> PilotTable:
    """The table that was published: the same as `pilot_table` gave, from what is stored."""
    siblings = set(pooled.siblings) if pooled else set()
    others = [figures for figures in published if figures.ministry not in siblings]
    return PilotTable(
        tuple(figures for figures in others if not isinstance(figures.at_least_one, Withheld)),
        tuple(figures for figures in others if isinstance(figures.at_least_one, Withheld)),
        pooled,
    )


def pool(counts: Mapping[str, int], previous: Pooled | None, k: int) -> Pooled:
    """The siblings, each under k agents, with their total where it may be shown."""
    siblings = tuple(sorted(counts))
    closed = Withheld(Withholding.SIBLING_LEFT)
    if previous is not None and (previous.cell == closed or not set(previous.siblings) <= set(siblings)):
        return Pooled(siblings, closed)
    return Pooled(siblings, _pool_cell(sum(counts.values()), len(siblings) * (k - 1), k))


def _pool_cell(total: int, most: int, k: int) -> Cell:
    top = max((most + 1) // k - 1, 0)
    bin_ = min(total // k, top)
    if bin_ == 0:
        return Withheld(Withholding.TOO_FEW if top else Withholding.COVER)
    return Shown(k * bin_, most if bin_ == top else k * bin_ + k - 1)


def _is_small(figures: MinistryFigures) -> bool:
    return figures.at_least_one == Withheld(Withholding.TOO_FEW)


def state_figures(table: PilotTable) -> StateFigures:
    """The sums of what the table shows, and how many ministries they are about."""
    every = table.ministries + table.alone
    pooled = table.pooled
    one = _total(figures.at_least_one for figures in every)
    path = _total(figures.whole_path for figures in every)
    if pooled is None:
        return StateFigures(one, path)
    siblings = len(pooled.siblings)
    path = Total(path.low, path.high, path.counted, path.left_out + siblings)
    if isinstance(pooled.cell, Withheld):
        return StateFigures(Total(one.low, one.high, one.counted, one.left_out + siblings), path)
    return StateFigures(
        Total(one.low + pooled.cell.low, one.high + pooled.cell.high, one.counted + siblings, one.left_out), path
    )


def _total(cells: Iterable[Cell]) -> Total:
    low = high = counted = left_out = 0
    for cell in cells:
        if isinstance(cell, Withheld):
            left_out += 1
        else:
            low, high, counted = low + cell.low, high + cell.high, counted + 1
    return Total(low, high, counted, left_out)
