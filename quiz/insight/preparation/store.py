"""The last day a referent of each ministry opened its dashboard."""

from datetime import date

from sqlalchemy import bindparam, select
from sqlalchemy.engine import Connection

from quiz.insight.preparation.tables import DashboardVisitRow
from quiz.storage.upsert import upsert

LAST = select(DashboardVisitRow.visited_on).where(DashboardVisitRow.ministry_id == bindparam("ministry"))
EVERY = select(DashboardVisitRow.ministry_id, DashboardVisitRow.visited_on)


def last_visit(connection: Connection, ministry_id: str) -> date | None:
    """The last day a referent of a ministry opened its dashboard."""
    found: date | None = connection.scalar(LAST, {"ministry": ministry_id})
    return found


def last_visits(connection: Connection) -> dict[str, date]:
    """The same, of every ministry whose dashboard was ever opened by a referent."""
    return {row.ministry_id: row.visited_on for row in connection.execute(EVERY)}


def keep_visit(connection: Connection, ministry_id: str, day: date) -> None:
    """Keep that the dashboard of a ministry was opened on a day, in the place of the day before."""
    statement = upsert(connection, DashboardVisitRow).values(ministry_id=ministry_id, visited_on=day)
    connection.execute(
        statement.on_conflict_do_update(
            index_elements=["ministry_id"],
            set_={"visited_on": statement.excluded.visited_on},
            where=DashboardVisitRow.visited_on < statement.excluded.visited_on,
        )
    )
