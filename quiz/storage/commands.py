"""`quiz db`: the schema."""

from datetime import UTC, datetime

import click
from flask.cli import with_appcontext

from quiz.storage import keys, schema
from quiz.storage.keys import Standing
from quiz.storage.transaction import writing


@click.group("db")
def db_commands() -> None:
    """The database."""


@db_commands.command("upgrade")
@with_appcontext
def upgrade() -> None:
    """Bring the database to the schema of this version; does nothing when it is there."""
    with writing() as connection:
        current = schema.is_current(connection)
        if not current:
            schema.upgrade(connection)
        found = keys.standing(connection)
        if found is Standing.FIRST:
            keys.keep(connection, datetime.now(UTC))
    click.echo("The database is up to date." if current else "The database has been upgraded.")
    if found in keys.REFUSED:
        click.echo(keys.REFUSED[found], err=True)
