"""The page of public statistics: all that its template receives."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from quiz.insight.exports.columns import Column
from quiz.insight.pooling import Total


@dataclass(frozen=True)
class Figure:
    """A total in words, and what it is the sum of."""

    words: str
    total: Total


@dataclass(frozen=True)
class ModuleLine:
    """The totals of one module; a total that is not open is absent."""

    title: str
    started: Figure | None
    completed: Figure | None
    passed: Figure | None


@dataclass(frozen=True)
class StatisticsPage:
    """The State as published."""

    title: str
    published_at: datetime | None
    next_at: datetime
    small_group: int
    at_least_one: Figure | None
    whole_path: Figure | None
    modules: tuple[ModuleLine, ...]
    purged_at: datetime | None
    operator: str
    columns: tuple[Column, ...]
    meanings: Mapping[str, str]
    fewest: int
