"""The two ways to the database: reading, without a transaction; writing, one transaction and one commit."""

from collections.abc import Iterator
from contextlib import contextmanager

from flask import current_app
from sqlalchemy.engine import Connection, Engine

from quiz.storage.database import db, reading_options

READER = "quiz_reader"


@contextmanager
def reading() -> Iterator[Connection]:
    """A connection that only reads: each statement sees what is committed, and no BEGIN is sent."""
    with reader().connect() as connection:
        yield connection


def reader() -> Engine:
    """The engine of the application as reading uses it; made once, since its options take longer than a statement."""
    engine: Engine | None = current_app.extensions.get(READER)
    if engine is None:
        engine = current_app.extensions[READER] = db.engine.execution_options(**reading_options(db.engine.dialect.name))
    return engine


@contextmanager
def writing() -> Iterator[Connection]:
    """A connection in a transaction: committed on the way out, undone when anything is raised."""
    with db.engine.begin() as connection:
        yield connection
