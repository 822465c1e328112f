"""Wraps the hashes of every table: read in their order into a table aside, then replaced by one statement each."""

from collections.abc import Callable
from datetime import datetime

from sqlalchemy import Column, MetaData, String, Table, func, insert, select, update
from sqlalchemy.engine import Connection

from quiz.identity.keyed_hash import wrapped
from quiz.settings import HashingKey
from quiz.storage import keys
from quiz.storage.database import Base
from quiz.storage.keys import HashingKeyRow

BATCH = 5_000
ASIDE = Table(
    "wrapped_hash",
    MetaData(),
    Column("old", String(64), primary_key=True),
    Column("new", String(64), nullable=False),
    prefixes=["TEMPORARY"],
)


def keyed_columns() -> tuple[Column[str], ...]:
    """Every column whose hashes hang on the hashing key."""
    return tuple(
        column for table in Base.metadata.sorted_tables for column in table.columns if column.info.get("keyed")
    )


def hashes(connection: Connection) -> int:
    """How many hashes there are to wrap."""
    return sum(connection.scalar(select(func.count(column))) or 0 for column in keyed_columns())


def rotate(connection: Connection, key: HashingKey, now: datetime, told: Callable[[int], object]) -> int:
    """Wrap every hash under the keys this database does not know yet; returns how many keys that was."""
    # Sign-ins that share this row wait, and then find that they have the wrong keys.
    known = len(connection.scalars(select(HashingKeyRow.position).with_for_update()).all())
    later = key.chain[known:]
    if known and later:
        ASIDE.create(connection)
        for column in keyed_columns():
            replace_hashes(connection, column, later, told)
        ASIDE.drop(connection)
    keys.keep(connection, now)
    return len(later) if known else 0


def replace_hashes(
    connection: Connection, column: Column[str], later: tuple[bytes, ...], told: Callable[[int], object]
) -> None:
    """Wrap the hashes of one column. A hash that is a primary key moves as it changes: none is read after the first."""
    last = ""
    while found := connection.scalars(
        select(column).where(column > last).distinct().order_by(column).limit(BATCH)
    ).all():
        connection.execute(insert(ASIDE), [{"old": old, "new": in_turn(later, old)} for old in found])
        last = found[-1]
        told(len(found))
    new = select(ASIDE.c.new).where(ASIDE.c.old == column).scalar_subquery()
    connection.execute(update(column.table).where(column.is_not(None)).values({column.name: new}))
    connection.execute(ASIDE.delete())


def in_turn(later: tuple[bytes, ...], hashed: str) -> str:
    """A hash under several more keys."""
    for key in later:
        hashed = wrapped(key, hashed)
    return hashed
