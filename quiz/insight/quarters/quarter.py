"""A quarter of the year, the day it is closed on, and why it may not be."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum
from typing import Union

from quiz.insight.cells import Cell
from quiz.insight.figures import MinistryFigures, Place, cells


class NotClosed(Enum):
    """Why a quarter is not closed."""

    MISSING = "missing"
    NOT_A_DAY = "not_a_day"
    IN_THE_FUTURE = "in_the_future"
    CLOSED_ALREADY = "closed_already"


@dataclass(frozen=True)
class Closing:
    """A quarter that was closed, and the day its figures go up to."""

    quarter: str
    on: date


@dataclass(frozen=True)
class Correction:
    """A figure of a closed quarter that moved since: what was closed, and what it is now."""

    ministry: str
    place: Place
    closed: Cell
    corrected: Cell


def quarter_of(day: date) -> str:
    """The quarter a day belongs to.

    >>> quarter_of(date(2026, 9, 30))
    '2026-T3'
    """
    return f"{day.year}-T{(day.month + 2) // 3}"


def last_end(day: date) -> date:
    """The last day of the last quarter that was over on a day.

    >>> last_end(date(2026, 10, 1)).isoformat(), last_end(date(2026, 2, 14)).isoformat()
    ('2026-09-30', '2025-12-31')
    """
    return date(day.year, day.month - (day.month - 1) % 3, 1) - timedelta(days=1)


def closing_day(typed: str, today: date, closed: Collection[str]) -> Union[date, NotClosed]:
    """The day on which figures are closed, or why they are not; `closed` are the quarters closed already."""
    if not typed.strip():
        return NotClosed.MISSING
    try:
        day = date.fromisoformat(typed.strip())
    except ValueError:
        return NotClosed.NOT_A_DAY
    if day > today:
        return NotClosed.IN_THE_FUTURE
    return NotClosed.CLOSED_ALREADY if quarter_of(day) in closed else day


def corrections(closed: Collection[MinistryFigures], corrected: Collection[MinistryFigures]) -> tuple[Correction, ...]:
    """Every cell that is no longer what it was when the quarter was closed, ministry by ministry."""
    now = {figures.ministry: dict(_by_place(figures)) for figures in corrected}
    return tuple(
        Correction(figures.ministry, place, cell, now[figures.ministry][place])
        for figures in closed
        if figures.ministry in now
        for place, cell in _by_place(figures)
        if now[figures.ministry].get(place, cell) != cell
    )


def _by_place(figures: MinistryFigures) -> list[tuple[Place, Cell]]:
    return [((module, measure), cell) for module, measure, cell in cells(figures)]
