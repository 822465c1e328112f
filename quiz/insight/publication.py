"""A publication of all figures: when, under which rule, and what its figures are about."""

from dataclasses import dataclass
from datetime import datetime

from quiz.insight.pooling import Pooled


@dataclass(frozen=True)
class Publication:
    """One publication; `modules` are those of the path that day, the covers at the ends (`covers.py`)."""

    id: int
    published_at: datetime
    small_group: int
    modules: tuple[str, ...]
    pooled: Pooled | None
