"""What a ministry still needs before the quarterly meeting, from what it declared and what was published."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum

from quiz.insight.cells import Cell, Withheld
from quiz.insight.headcount import Headcount
from quiz.insight.targets.target import Target

# A social report counts agents once a year; a month more is left for it to come out.
OLD_HEADCOUNT = timedelta(days=396)
# A quarter without a look.
LONG_AGO = timedelta(days=92)


class Attention(Enum):
    """What someone should do something about, the most pressing first."""

    NO_HEADCOUNT = "no_headcount"
    HEADCOUNT_OUTGROWN = "headcount_outgrown"
    OLD_HEADCOUNT = "old_headcount"
    NO_FIGURE = "no_figure"
    NEVER_VISITED = "never_visited"
    NOT_VISITED_LATELY = "not_visited_lately"
    NO_TARGET = "no_target"
    TARGET_PAST = "target_past"


@dataclass(frozen=True)
class Standing:
    """What is known of a ministry; `visited_on` is the last day one of its referents opened the dashboard."""

    cell: Cell | None
    headcount: Headcount | None
    target: Target | None
    visited_on: date | None


def needed(standing: Standing, today: date) -> tuple[Attention, ...]:
    """What the ministry needs, the most pressing first; nothing where all is well."""
    found = (
        _on_headcount(standing, today),
        _on_figure(standing),
        _on_visit(standing, today),
        _on_target(standing, today),
    )
    return tuple(attention for attention in found if attention is not None)


def urgency(found: Iterable[Attention]) -> tuple[int, ...]:
    """What to sort ministries by: those in need of more pressing things first, those in need of nothing last.

    >>> sorted([(), (Attention.NO_TARGET,), (Attention.NO_HEADCOUNT, Attention.NO_TARGET)], key=urgency)[0][0].name
    'NO_HEADCOUNT'
    """
    order = list(Attention)
    return (*sorted(order.index(each) for each in found), len(order))


def _on_headcount(standing: Standing, today: date) -> Attention | None:
    headcount, cell = standing.headcount, standing.cell
    if headcount is None:
        return Attention.NO_HEADCOUNT
    if cell is not None and not isinstance(cell, Withheld) and cell.high > headcount.value:
        return Attention.HEADCOUNT_OUTGROWN
    return Attention.OLD_HEADCOUNT if headcount.on < today - OLD_HEADCOUNT else None


def _on_figure(standing: Standing) -> Attention | None:
    return Attention.NO_FIGURE if standing.cell is None or isinstance(standing.cell, Withheld) else None


def _on_visit(standing: Standing, today: date) -> Attention | None:
    if standing.visited_on is None:
        return Attention.NEVER_VISITED
    return Attention.NOT_VISITED_LATELY if standing.visited_on < today - LONG_AGO else None


def _on_target(standing: Standing, today: date) -> Attention | None:
    if standing.target is None:
        return Attention.NO_TARGET
    return Attention.TARGET_PAST if standing.target.on < today else None
