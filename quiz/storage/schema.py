"""The schema in time: upgrade to the head migration, and what the tables declare against what is there."""

import re
from functools import cache
from pathlib import Path
from typing import Any

from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import text
from sqlalchemy.engine import Connection

from quiz.storage.database import PARTITIONS, Base
from quiz.storage.keys import HashingKeyRow
from quiz.storage.lease import LeaseRow

MIGRATIONS = Path(__file__).parent / "migrations"
# Two deployments that upgrade at once: the second waits for the first. Any constant will do.
UPGRADE_LOCK = 7_240_911
# The tables of this room, which no other room has to bring in for the schema to be whole.
OWN = (LeaseRow, HashingKeyRow)
PARTITION = re.compile(r"_p[0-9]+$")


def configuration(connection: Connection | None = None) -> Config:
    """Alembic's configuration, bound to a connection when there is one."""
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    config.attributes["connection"] = connection
    return config


def upgrade(connection: Connection, revision: str = "head") -> None:
    """Bring the database to a revision, inside the caller's transaction."""
    if connection.dialect.name == "postgresql":
        connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": UPGRADE_LOCK})
    command.upgrade(configuration(connection), revision)


def downgrade(connection: Connection, revision: str = "base") -> None:
    """Take the database back to a revision, inside the caller's transaction."""
    command.downgrade(configuration(connection), revision)


def is_current(connection: Connection) -> bool:
    """True where the database stands at the head migration."""
    return revision(connection) == head()


@cache
def head() -> str | None:
    """The last migration of this version; each of them is read, so once."""
    return ScriptDirectory.from_config(configuration()).get_current_head()


def revision(connection: Connection) -> str | None:
    """The last migration the database went through."""
    return MigrationContext.configure(connection).get_current_revision()


def differences(connection: Connection) -> list[Any]:
    """What the tables declare and the database lacks, or the reverse; partitions are not tables of their own."""

    def ours(thing: Any, name: str | None, kind: str, _reflected: bool, _compared: Any) -> bool:
        if kind == "foreign_key_constraint":
            return not any(PARTITION.search(element.target_fullname.split(".")[0]) for element in thing.elements)
        return not (kind == "table" and name and PARTITION.search(name))

    context = MigrationContext.configure(connection, opts={"include_object": ours, "compare_type": True})
    return list(compare_metadata(context, Base.metadata))


def partition_statements(table: str) -> list[str]:
    """The statements that create the hash partitions of a table, on PostgreSQL."""
    return [
        f"CREATE TABLE {table}_p{number} PARTITION OF {table} "
        f"FOR VALUES WITH (MODULUS {PARTITIONS}, REMAINDER {number})"
        for number in range(PARTITIONS)
    ]
