"""What the database holds of a run, read beside the service: tallies, paths, attempts, responses."""

from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import create_engine, func, select, text, update
from sqlalchemy.engine import Connection
from sqlalchemy.sql import Executable

from quiz.insight.tables import TallyRow
from quiz.storage.database import engine_options
from quiz.storage.lease import LeaseRow

LONG_AGO = datetime(2000, 1, 1, tzinfo=UTC)


@contextmanager
def beside(database_url: str) -> Iterator[Connection]:
    """A connection of our own to the database of a running service."""
    engine = create_engine(database_url, **engine_options(database_url))
    try:
        with engine.begin() as connection:
            yield connection
    finally:
        engine.dispose()


def found(database_url: str, query: Executable) -> list[Any]:
    """What a query finds, committed."""
    with beside(database_url) as connection:
        return list(connection.execute(query).all())


def tallies(database_url: str) -> Counter[tuple[str, str, str]]:
    """How many agents each tally counts, all days together, by ministry, module and measure."""
    places = (TallyRow.ministry_id, TallyRow.module_slug, TallyRow.measure)
    rows = found(database_url, select(*places, func.sum(TallyRow.agents)).group_by(*places))
    return Counter({(row[0], row[1], row[2]): int(row[3]) for row in rows})


def added(before: Mapping[Any, int], after: Mapping[Any, int]) -> dict[Any, int]:
    """What a tally gained, or lost, between two readings."""
    changes = {place: after.get(place, 0) - before.get(place, 0) for place in after.keys() | before.keys()}
    return {place: change for place, change in changes.items() if change}


def expire_leases(database_url: str) -> None:
    """What five minutes do to the lock of a publisher that was killed."""
    with beside(database_url) as connection:
        connection.execute(update(LeaseRow).values(expires_at=LONG_AGO))


def sound(database_url: str) -> bool:
    """True where the file of the database is whole; PostgreSQL is not the one killed here."""
    if not database_url.startswith("sqlite"):
        return True
    with beside(database_url) as connection:
        return bool(connection.scalar(text("PRAGMA integrity_check")) == "ok")
