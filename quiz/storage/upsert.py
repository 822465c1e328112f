"""INSERT … ON CONFLICT: one wording for two dialects."""

from typing import Any

from sqlalchemy.dialects.postgresql import insert as postgresql_insert
from sqlalchemy.dialects.sqlite import insert as sqlite_insert
from sqlalchemy.engine import Connection


def upsert(connection: Connection, row: type[Any]) -> Any:
    """An INSERT of the database at hand, which knows `on_conflict_do_update` and `on_conflict_do_nothing`."""
    return postgresql_insert(row) if connection.dialect.name == "postgresql" else sqlite_insert(row)
