"""`quiz db`: the schema."""

import click
from flask.cli import with_appcontext

from quiz.storage import schema
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
    click.echo("The database is up to date." if current else "The database has been upgraded.")
