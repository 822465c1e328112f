"""The headline of a ministry at each of its last publications, closed quarters aside."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import bindparam, select
from sqlalchemy.engine import Connection

from quiz.insight.cells import Cell, from_flat
from quiz.insight.figures import AT_LEAST_ONE
from quiz.insight.tables import PublicationRow, PublishedCellRow

# Half a year of weeks: what a chart and its table can hold and still be read.
WEEKS = 26
LATEST = (
    select(PublicationRow.published_at, PublishedCellRow.state, PublishedCellRow.low, PublishedCellRow.high)
    .join(PublicationRow, PublicationRow.id == PublishedCellRow.publication_id)
    .where(
        PublishedCellRow.ministry_id == bindparam("ministry"),
        PublishedCellRow.module_slug == "",
        PublishedCellRow.measure == AT_LEAST_ONE,
        PublicationRow.quarter.is_(None),
        PublicationRow.published_at <= bindparam("until"),
    )
    .order_by(PublicationRow.published_at.desc(), PublicationRow.id.desc())
    .limit(WEEKS)
)


@dataclass(frozen=True)
class Week:
    """One publication of the headline."""

    published_at: datetime
    cell: Cell


def weeks(connection: Connection, ministry_id: str, until: datetime) -> tuple[Week, ...]:
    """The headline at the last publications up to a moment, the oldest first."""
    rows = connection.execute(LATEST, {"ministry": ministry_id, "until": until}).all()
    return tuple(Week(row.published_at, from_flat(row.state, row.low, row.high)) for row in reversed(rows))
