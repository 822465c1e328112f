"""The page of closed quarters: all that its template receives."""

from dataclasses import dataclass
from datetime import date, datetime

from quiz.identity.ministry import Ministry
from quiz.insight.page import Figure
from quiz.insight.pooling import StateFigures


@dataclass(frozen=True)
class CorrectionLine:
    """A figure that moved since its quarter was closed."""

    ministry: Ministry
    module: str
    measure: str
    closed: Figure
    corrected: Figure


@dataclass(frozen=True)
class QuarterLine:
    """One closed quarter: the State that day, and what was corrected since."""

    quarter: str
    closed_on: date
    closed_at: datetime
    state: StateFigures
    corrections: tuple[CorrectionLine, ...]


@dataclass(frozen=True)
class QuartersPage:
    """The quarters closed, and the form that closes one."""

    title: str
    quarters: tuple[QuarterLine, ...]
    typed: str
    error: str
    latest_day: str
    small_group: int
