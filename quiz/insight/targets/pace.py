"""What is left to do to reach a target, and where the weeks published lead: bounds, never one number.

Made of published ranges and of a declared headcount alone: it says nothing that they do not.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import Enum
from fractions import Fraction
from itertools import pairwise
from typing import Union

from quiz.insight.cells import Cell, Shown, Withheld
from quiz.insight.targets.target import Target

DAYS_OF_WEEK = 7
# As many weeks as a forecast looks back on; fewer say little of a pace.
LOOKED_BACK = 8


class State(Enum):
    """Whether the target is reached, as far as a range can tell."""

    REACHED = "reached"
    PERHAPS = "perhaps"  # the range holds the number to reach
    AHEAD = "ahead"  # still to be reached, and time is left
    MISSED = "missed"  # its day has passed


@dataclass(frozen=True)
class Pace:
    """How a target stands: `needed` agents in all, from `least` to `most` of them left, over so many days.

    `weekly_least` and `weekly_most` are what it takes each week; none where less than a week is left.
    """

    state: State
    target: Target
    needed: int
    least: int
    most: int
    days: int
    weekly_least: int | None = None
    weekly_most: int | None = None


def pace(target: Target, cell: Cell, headcount: int, published_on: date) -> Pace | None:
    """What it takes to reach the target from a published range; none where it is withheld or over the headcount.

    >>> pace(Target(60, date(2027, 3, 31)), Shown(440, 450), 5500, date(2026, 11, 24)).weekly_most
    158
    """
    if isinstance(cell, Withheld) or cell.high > headcount:
        return None
    needed = _up(Fraction(headcount * target.percent, 100))
    least, most = max(needed - cell.high, 0), max(needed - cell.low, 0)
    days = (target.on - published_on).days
    if most == 0:
        return Pace(State.REACHED, target, needed, 0, 0, days)
    if days <= 0:
        return Pace(State.PERHAPS if least == 0 else State.MISSED, target, needed, least, most, days)
    state = State.PERHAPS if least == 0 else State.AHEAD
    if days < DAYS_OF_WEEK:
        return Pace(state, target, needed, least, most, days)
    weeks = Fraction(days, DAYS_OF_WEEK)
    return Pace(state, target, needed, least, most, days, _up(least / weeks), _up(most / weeks))


class NoForecastReason(Enum):
    """Why the weeks published lead nowhere."""

    TOO_FEW_WEEKS = "too_few_weeks"
    NOT_ALL_SHOWN = "not_all_shown"  # one of the weeks looked back on prints no plain range
    CORRECTED = "corrected"  # one of them went down: a correction is no pace


@dataclass(frozen=True)
class NoForecast:
    """No forecast, and why."""

    reason: NoForecastReason


@dataclass(frozen=True)
class Forecast:
    """If the pace of the last weeks goes on: from `low` to `high` agents on the target's day."""

    low: int
    high: int
    weeks: int


@dataclass(frozen=True)
class Published:
    """A range of one publication."""

    on: date
    cell: Cell


def forecast(weeks: Sequence[Published], until: date, headcount: int) -> Union[Forecast, NoForecast]:
    """Where the last weeks lead by a day; only where every one of them prints a range, and none was corrected.

    The slowest pace the two ranges allow gives the least, the quickest the most; nobody is counted over the
    headcount, and nobody who has taken part is lost.
    """
    drawn = list(weeks)[-LOOKED_BACK - 1 :]
    if len(drawn) <= LOOKED_BACK:
        return NoForecast(NoForecastReason.TOO_FEW_WEEKS)
    ranges = [week.cell for week in drawn if isinstance(week.cell, Shown)]
    if len(ranges) < len(drawn):
        return NoForecast(NoForecastReason.NOT_ALL_SHOWN)
    if any(after.low < before.low for before, after in pairwise(ranges)):
        return NoForecast(NoForecastReason.CORRECTED)
    first, last = ranges[0], ranges[-1]
    passed = max((drawn[-1].on - drawn[0].on).days, 1)
    ahead = max((until - drawn[-1].on).days, 0)
    slowest, quickest = max(last.low - first.high, 0), last.high - first.low
    return Forecast(
        min(last.low + int(Fraction(slowest * ahead, passed)), headcount),
        min(last.high + _up(Fraction(quickest * ahead, passed)), headcount),
        LOOKED_BACK,
    )


def _up(number: Fraction) -> int:
    return -int(-number // 1)
