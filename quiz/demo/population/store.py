"""Writes a population into an empty database: by COPY on PostgreSQL, by plain inserts on SQLite."""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime, timedelta
from random import Random
from typing import Any

from sqlalchemy.engine import Connection
from sqlalchemy.schema import AddConstraint, Constraint, DropConstraint

from quiz.content import store as content
from quiz.demo.population.lives import PATH_COLUMNS, PERSON_COLUMNS, Chunk, Row, lives
from quiz.demo.population.ministries import PEOPLED
from quiz.demo.world import HEADCOUNT_PERIMETER, HEADCOUNT_SOURCE, headcount_day
from quiz.identity.tables import PersonRow
from quiz.insight.headcount import Headcount
from quiz.insight.headcounts import store as headcounts
from quiz.learning.tables import PathRow, UncountedRow
from quiz.web.formats import PARIS

# The same population every time.
SEED = 2_500_000
COMPLETIONS_PER_POST = 5
UNCOUNTED_COLUMNS = ("person_id", "module_slug", "counted")


def populate(connection: Connection, agents: int, now: datetime, progress: Callable[[int], None]) -> Counter[str]:
    """Fill a database that knows its ministries only; returns how many persons, paths and completions.

    `progress` is told the completions written since it was last told.
    """
    versions = content.current_versions(connection)
    modules = [(slug, versions[slug]) for slug in content.path_modules(connection)]
    if not modules:
        raise ValueError("publish the modules first: quiz content publish content")
    written: Counter[str] = Counter()
    taken_part: Counter[str] = Counter()
    postgresql = connection.dialect.name == "postgresql"
    write = _copy if postgresql else _insert
    chance = Random(SEED)  # noqa: S311 - a population, nothing secret
    today = now.astimezone(PARIS).date()
    midday = " 12:00:00+00" if postgresql else " 12:00:00.000000"
    with _checked_at_the_end(connection):
        for chunk in lives(chance, modules, today, agents * COMPLETIONS_PER_POST, midday):
            write(connection, "person", PERSON_COLUMNS, chunk.persons)
            write(connection, "path", PATH_COLUMNS, chunk.paths)
            if postgresql:
                # On SQLite the triggers of the table write them.
                write(connection, "uncounted", UNCOUNTED_COLUMNS, [(path[0], path[1], "0") for path in chunk.paths])
            written.update(_sizes(chunk))
            taken_part.update(chunk.by_ministry)
            progress(chunk.completions)
    _declare_headcounts(connection, taken_part, now)
    return written


@contextmanager
def _checked_at_the_end(connection: Connection) -> Iterator[None]:
    """On PostgreSQL, keys taken away and put back: checked all at once, not seventy million times; no trigger."""
    if connection.dialect.name != "postgresql":
        yield
        return
    tables = [row.metadata.tables[row.__tablename__] for row in (PersonRow, PathRow, UncountedRow)]
    keys: list[Constraint] = [key for table in tables for key in table.foreign_key_constraints]
    keys += [table.primary_key for table in tables[1:]]
    for key in keys:
        connection.execute(DropConstraint(key))
    connection.exec_driver_sql("ALTER TABLE path DISABLE TRIGGER USER")
    yield
    connection.exec_driver_sql("ALTER TABLE path ENABLE TRIGGER USER")
    for key in reversed(keys):
        connection.execute(AddConstraint(key, isolate_from_table=False))


def _sizes(chunk: Chunk) -> dict[str, int]:
    return {"persons": len(chunk.persons), "paths": len(chunk.paths), "completions": chunk.completions}


def _copy(connection: Connection, table: str, columns: Sequence[str], rows: list[Row]) -> None:
    raw: Any = connection.connection.driver_connection
    nothing = r"\N"
    text = "".join(["\t".join([nothing if value is None else value for value in row]) + "\n" for row in rows])
    with raw.cursor() as cursor, cursor.copy(f"COPY {table} ({', '.join(columns)}) FROM STDIN") as copy:
        copy.write(text)


def _insert(connection: Connection, table: str, columns: Sequence[str], rows: list[Row]) -> None:
    marks = ", ".join("?" * len(columns))
    # names of our own tables and columns
    connection.exec_driver_sql(f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({marks})", rows)  # noqa: S608


def _declare_headcounts(connection: Connection, taken_part: Counter[str], now: datetime) -> None:
    for each in PEOPLED:
        if each.share is not None and taken_part[each.ministry.id]:
            declared_at = now - timedelta(days=each.joined_days_ago)
            value = -(-taken_part[each.ministry.id] // each.share)
            day = headcount_day(declared_at.astimezone(PARIS).date())
            headcount = Headcount(value, day, HEADCOUNT_SOURCE, HEADCOUNT_PERIMETER)
            headcounts.declare(connection, each.ministry.id, headcount, declared_at)
