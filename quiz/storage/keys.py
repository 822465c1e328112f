"""Which hashing keys this database was written with: their fingerprints, in order; the keys are never here.

Under another key nobody is found again, and everyone would be counted twice: what writes a keyed
hash asks `refuse_other_keys` first, so that a process started before a rotation stops at once.
"""

from datetime import datetime
from enum import Enum

from flask import Flask, current_app
from sqlalchemy import String, inspect, select
from sqlalchemy.dialects.postgresql import insert as postgresql_insert
from sqlalchemy.dialects.sqlite import insert as sqlite_insert
from sqlalchemy.engine import Connection
from sqlalchemy.orm import Mapped, mapped_column

from quiz.refusal import Reason, Refused
from quiz.storage.database import Base, Instant

OURS = "quiz_key_fingerprints"
# Marks a column whose hashes hang on the hashing key: a rotation wraps them (`info=KEYED`).
KEYED = {"keyed": True}


class HashingKeyRow(Base):
    """The fingerprint of one key of the chain, and since when its hashes are here."""

    __tablename__ = "hashing_key"

    position: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    fingerprint: Mapped[str] = mapped_column(String(16))
    since: Mapped[datetime] = mapped_column(Instant)


class Standing(Enum):
    """How the keys of the settings stand to those of the database."""

    FIRST = "first"  # the database knows none yet
    CURRENT = "current"
    TO_ROTATE = "to_rotate"  # all its keys, and later ones
    UNKNOWN = "unknown"


REFUSED = {
    Standing.TO_ROTATE: "QUIZ_HASHING_KEY is new to this database. Stop the service, then: quiz db rotate-key",
    Standing.UNKNOWN: (
        "This database was written with another QUIZ_HASHING_KEY (or QUIZ_HASHING_KEY_PREVIOUS): with this one "
        "nobody would be found again, and everyone would be counted twice. Give the key it was written with."
    ),
}

FINGERPRINTS = select(HashingKeyRow.fingerprint).order_by(HashingKeyRow.position)
# Two sign-ins read the chain together; a rotation waits for them, and they for it.
FINGERPRINTS_SHARED = FINGERPRINTS.with_for_update(read=True)


def start(app: Flask, fingerprints: tuple[str, ...]) -> None:
    """Tell which keys the settings name."""
    app.extensions[OURS] = fingerprints


def ours() -> tuple[str, ...]:
    """The fingerprints of the keys the settings name."""
    named: tuple[str, ...] = current_app.extensions[OURS]
    return named


def standing(connection: Connection) -> Standing:
    """How our keys stand to those this database was written with; a database without tables knows none."""
    if not inspect(connection).has_table(HashingKeyRow.__tablename__):
        return Standing.FIRST
    return compared(tuple(connection.scalars(FINGERPRINTS)), ours())


def compared(kept: tuple[str, ...], named: tuple[str, ...]) -> Standing:
    """How the keys named stand to the keys kept."""
    if not kept:
        return Standing.FIRST
    if kept == named:
        return Standing.CURRENT
    return Standing.TO_ROTATE if named[: len(kept)] == kept else Standing.UNKNOWN


def refuse_other_keys(connection: Connection) -> None:
    """Refuse to go on, inside a transaction that writes hashes, where the database has other keys than ours."""
    kept = tuple(connection.scalars(FINGERPRINTS_SHARED))
    if compared(kept, ours()) not in (Standing.FIRST, Standing.CURRENT):
        current_app.logger.error("the database was written with other hashing keys than those of the settings")
        raise Refused(Reason.DATABASE_DOWN)


def keep(connection: Connection, now: datetime) -> None:
    """Keep the fingerprints of our keys; those kept already stay as they are."""
    insert = postgresql_insert if connection.dialect.name == "postgresql" else sqlite_insert
    rows = [{"position": at, "fingerprint": each, "since": now} for at, each in enumerate(ours(), start=1)]
    connection.execute(insert(HashingKeyRow).on_conflict_do_nothing(), rows)
