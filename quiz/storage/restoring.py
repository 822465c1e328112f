"""A copy being put back: into a file beside on SQLite; on PostgreSQL into the database, marked so that none serves it.

The mark is a table of its own, made before the copy and dropped with the last step: whatever is killed in
between, the database is refused until the same command has come to its end.
"""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import Column, Engine, MetaData, String, Table, create_engine, insert, inspect, select
from sqlalchemy.engine import Connection

from quiz.storage.backup import BackupRefused, digest, flush
from quiz.storage.database import engine_options

MARK = Table("restore_under_way", MetaData(), Column("copy_digest", String(64), primary_key=True))
NOT_EMPTY = "This database is not empty. Nothing was changed: restore into an empty one."
UNFINISHED = "A restore of this database was stopped before its end. Finish it: quiz db restore, with the same file"


def under_way(connection: Connection) -> str | None:
    """The digest of the copy that is being restored, where one is."""
    if not inspect(connection).has_table(MARK.name):
        return None
    return connection.scalar(select(MARK.c.copy_digest))


def begin(connection: Connection, copy_digest: str) -> None:
    """Mark that a copy is being restored."""
    MARK.create(connection)
    connection.execute(insert(MARK).values(copy_digest=copy_digest))


def end(connection: Connection) -> None:
    """Take the mark away."""
    MARK.drop(connection, checkfirst=True)


def copied(connection: Connection) -> bool:
    """True where the database holds anything but the mark."""
    return inspect(connection).get_table_names() not in ([], [MARK.name])


@contextmanager
def staged(engine: Engine, file: Path) -> Iterator[tuple[Engine, bool]]:
    """The database to fill, and whether it holds the copy already, from a restore that was stopped."""
    with marked(engine, file) if engine.dialect.name != "sqlite" else aside(engine) as filled:
        yield filled


@contextmanager
def marked(engine: Engine, file: Path) -> Iterator[tuple[Engine, bool]]:
    """The database itself, marked so that nothing serves it before all is done."""
    wanted = digest(file)
    with engine.begin() as connection:
        copy, full = under_way(connection), copied(connection)
        if full and copy is None:
            raise BackupRefused(NOT_EMPTY)
        if full and copy != wanted:
            raise BackupRefused("The restore of another file was stopped here. Finish it with that file.")
        if copy != wanted:
            end(connection)
            begin(connection, wanted)
    try:
        yield engine, full
    finally:
        with engine.begin() as connection:
            # The copy was refused: the database is left as it was found.
            if not copied(connection):
                end(connection)


@contextmanager
def aside(engine: Engine) -> Iterator[tuple[Engine, bool]]:
    """A file beside that of SQLite, which takes its place once it is whole."""
    with engine.connect() as connection:
        if copied(connection):
            raise BackupRefused(NOT_EMPTY)
    engine.dispose()
    file = Path(str(engine.url.database))
    beside = file.with_name(f".{file.name}.restoring")
    beside.unlink(missing_ok=True)
    work = create_engine(engine.url.set(database=str(beside)), **engine_options("sqlite"))
    try:
        yield work, False
        work.dispose()
        flush(beside)
        os.replace(beside, file)
    finally:
        work.dispose()
        beside.unlink(missing_ok=True)
