"""What an operator types about persons and keys: `quiz db rotate-key`."""

import sys

import click
from flask.cli import with_appcontext

from quiz.identity.guard import given
from quiz.privacy.rotation import store as rotation
from quiz.storage import keys
from quiz.storage.keys import Standing
from quiz.storage.transaction import reading, writing


@click.command("rotate-key")
@with_appcontext
def rotate_key() -> None:
    """Wrap every stored hash under the new hashing key, with the service stopped.

    QUIZ_HASHING_KEY holds the new key, QUIZ_HASHING_KEY_PREVIOUS the one before it. One transaction:
    killed anywhere, nothing has changed, and it can be run again.
    """
    with reading() as connection:
        found = keys.standing(connection)
        waiting = rotation.hashes(connection) if found is Standing.TO_ROTATE else 0
    if found is Standing.UNKNOWN:
        raise click.ClickException(
            "The database was written with other keys than QUIZ_HASHING_KEY_PREVIOUS and those before it. "
            "Give every key it had, in order; nothing was changed."
        )
    with click.progressbar(length=waiting, label="Wrapping", file=sys.stderr) as bar, writing() as connection:
        added = rotation.rotate(connection, given().settings.hashing_key, given().clock(), bar.update)
    click.echo(f"Rotated: {waiting} hashes under {added} more key(s)." if added else "The keys are up to date.")
