"""Closed quarters: figures of all ministries up to a day, kept once, and the corrections that came later."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import insert, select
from sqlalchemy.engine import Connection

from quiz.insight import store
from quiz.insight.figures import MinistryFigures
from quiz.insight.publication import Publication
from quiz.insight.quarters.quarter import Closing, Correction, corrections, quarter_of
from quiz.insight.tables import PublicationRow, QuarterRow

# Late events are days old at most; corrections are looked for in a year.
CORRECTED = 4


@dataclass(frozen=True)
class ClosedQuarter:
    """A quarter, the day its figures go up to, its publication, and the last correction where there is one."""

    quarter: str
    closed_on: date
    closed_at: datetime
    publication: Publication
    correction: Publication | None

    @property
    def closing(self) -> Closing:
        """What pages say of it."""
        return Closing(self.quarter, self.closed_on)


def closings(connection: Connection, most: int) -> tuple[Closing, ...]:
    """The last quarters closed, the latest first."""
    rows = connection.execute(
        select(QuarterRow.quarter, QuarterRow.closed_on).order_by(QuarterRow.quarter.desc()).limit(most)
    )
    return tuple(Closing(row.quarter, row.closed_on) for row in rows)


def closed_quarters(connection: Connection) -> tuple[ClosedQuarter, ...]:
    """The quarters closed, the latest first."""
    rows = connection.execute(select(QuarterRow).order_by(QuarterRow.quarter.desc())).all()
    kept: dict[str, list[Publication]] = {row.quarter: [] for row in rows}
    publications = select(PublicationRow).where(PublicationRow.quarter.is_not(None)).order_by(PublicationRow.id)
    for row in connection.execute(publications):
        kept[row.quarter].append(store.publication_of(row))
    return tuple(
        ClosedQuarter(
            row.quarter,
            row.closed_on,
            row.closed_at,
            next(each for each in kept[row.quarter] if each.id == row.publication_id),
            next((each for each in reversed(kept[row.quarter]) if each.id != row.publication_id), None),
        )
        for row in rows
    )


def close(connection: Connection, day: date, small_group: int, now: datetime) -> ClosedQuarter | None:
    """Publish, then keep the figures up to a day as those of its quarter; nothing where no module is published.

    Closing a quarter twice breaks a unique key: the caller asks `closing_day` first. The pool of small ministries
    goes its own way from week to week: a day that is past prints no total of it.
    """
    latest = store.publish(connection, small_group, now)
    if latest is None:
        return None
    quarter, before = quarter_of(day), store.figures(connection, latest)
    found = [figures for _, figures in store.figures_until(connection, day, latest.modules, before, now, small_group)]
    publication_id = store.save_publication(connection, now, small_group, latest.modules, found, None, quarter)
    connection.execute(
        insert(QuarterRow).values(quarter=quarter, closed_on=day, publication_id=publication_id, closed_at=now)
    )
    return next(each for each in closed_quarters(connection) if each.quarter == quarter)


def correct(connection: Connection, small_group: int, now: datetime) -> int:
    """Keep a correction of each recent quarter whose figures moved since they were last told; returns how many.

    Under the headcounts of its closing: one declared since corrects nothing.
    """
    corrected = 0
    for quarter in closed_quarters(connection)[:CORRECTED]:
        told, modules, closed_at = told_of(connection, quarter), quarter.publication.modules, quarter.closed_at
        published = store.figures_until(connection, quarter.closed_on, modules, told, closed_at, small_group)
        found = {figures.ministry: figures for _, figures in published if figures.ministry in told}
        if corrections(told.values(), found.values()):
            store.save_publication(connection, now, small_group, modules, found.values(), None, quarter.quarter)
            corrected += 1
    return corrected


def told_of(connection: Connection, quarter: ClosedQuarter) -> dict[str, MinistryFigures]:
    """What was last told of a quarter: its figures, or their last correction."""
    last = quarter.correction or quarter.publication
    return store.figures(connection, last, known_by=quarter.closed_at)


def corrections_of(connection: Connection, quarter: ClosedQuarter) -> tuple[Correction, ...]:
    """What has moved in a quarter since it was closed."""
    if quarter.correction is None:
        return ()
    return corrections(store.figures(connection, quarter.publication).values(), told_of(connection, quarter).values())
