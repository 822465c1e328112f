"""The page that prepares the quarterly meeting: all that its template receives."""

from dataclasses import dataclass
from datetime import date, datetime

from quiz.identity.ministry import Ministry
from quiz.insight.headcount import Headcount
from quiz.insight.page import Figure
from quiz.insight.quarters.quarter import Closing
from quiz.insight.targets.target import Target


@dataclass(frozen=True)
class PreparationLine:
    """One ministry: what it declared, when it was looked at, and what it needs, in words."""

    ministry: Ministry
    url: str
    figure: Figure | None
    headcount: Headcount | None
    headcount_months: int
    target: Target | None
    visited_on: date | None
    needs: tuple[str, ...]


@dataclass(frozen=True)
class PreparationPage:
    """Every ministry, those that need something first; the last publication and the last closed quarter."""

    title: str
    published_at: datetime | None
    next_at: datetime
    last_closing: Closing | None
    ended_quarter: str
    ended_is_closed: bool
    small_group: int
    lines: tuple[PreparationLine, ...]

    @property
    def in_need(self) -> int:
        """How many ministries need something."""
        return sum(bool(line.needs) for line in self.lines)
