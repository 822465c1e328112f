"""The two ways to the database: reading, without a transaction; writing, one transaction and one commit."""

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.engine import Connection

from quiz.storage.database import db


@contextmanager
def reading() -> Iterator[Connection]:
    """A connection that only reads: each statement sees what is committed, and no BEGIN is sent."""
    engine = db.engine.execution_options(reads=True, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        yield connection


@contextmanager
def writing() -> Iterator[Connection]:
    """A connection in a transaction: committed on the way out, undone when anything is raised."""
    with db.engine.begin() as connection:
        yield connection
