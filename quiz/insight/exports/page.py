"""What figures may be taken away, and in which formats: all that the page of exports receives."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import Enum

from quiz.insight.exports.columns import Column


class Format(Enum):
    """The formats of a file."""

    XLSX = "xlsx"
    ODS = "ods"
    CSV_SEMICOLON = "csv-point-virgule"
    CSV_COMMA = "csv-virgule"

    @property
    def extension(self) -> str:
        """What the name of the file ends in."""
        return self.value.partition("-")[0]


class Extent(Enum):
    """How far back the figures go."""

    LATEST = "derniere"
    ALL = "toutes"
    QUARTERS = "trimestres"
    ACTIONS = "actions"


@dataclass(frozen=True)
class ExportsPage:
    """The form that takes figures away, and the dictionary of their columns."""

    title: str
    scopes: tuple[tuple[str, str], ...]
    everything: str
    chosen: str
    formats: tuple[tuple[str, str], ...]
    extents: tuple[tuple[str, str], ...]
    published_at: datetime | None
    next_at: datetime
    columns: tuple[Column, ...]
    meanings: Mapping[str, str]
