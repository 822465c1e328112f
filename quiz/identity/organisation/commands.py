"""`quiz organisations`: the reference files of ministries, entities and what tells of them."""

import os
from datetime import UTC, datetime
from pathlib import Path

import click
from flask.cli import with_appcontext

from quiz.content import wording
from quiz.identity.audit import store as audit
from quiz.identity.audit.act import COMMAND, LOADED, Act
from quiz.identity.guard import given
from quiz.identity.organisation import store
from quiz.identity.organisation.files import read_reference
from quiz.identity.organisation.loading import ReferenceRead
from quiz.storage.transaction import writing
from quiz.web.terminal import translation

REFERENCE = Path("content/reference")


@click.group("organisations")
def organisations_commands() -> None:
    """Ministries, their entities, and what tells of them at sign-in."""


@organisations_commands.command("check")
@click.argument("folder", default=REFERENCE, type=click.Path(path_type=Path))
def check(folder: Path) -> None:
    """Every problem of every reference file of FOLDER (content/reference, if not said)."""
    read = read_reference(folder, datetime.now(UTC).date())
    tell(read)
    if read.has_errors:
        raise SystemExit(1)
    click.echo(counted(read))


@organisations_commands.command("load")
@click.argument("folder", default=REFERENCE, type=click.Path(path_type=Path))
@with_appcontext
def load(folder: Path) -> None:
    """Make the database say what the reference files say; run again, it changes nothing.

    No ministry or entity is ever deleted: results are counted there. Real ministries never enter a
    demonstration, whose rates are invented.
    """
    if given().settings.demonstration:
        raise click.ClickException("The demonstration keeps its invented ministries: no real one is loaded here.")
    read = read_reference(folder, given().clock().date())
    tell(read)
    if read.has_errors or read.organisations is None:
        raise click.ClickException("Nothing was loaded: correct these first.")
    with writing() as connection:
        before = store.kept(connection)
        store.save(connection, read.organisations)
        # Run at every upgrade, it mostly changes nothing.
        if store.kept(connection) != before:
            audit.write(connection, Act.ORGANISATIONS_CHANGED, COMMAND, LOADED, given().clock())
    click.echo(counted(read))


def tell(read: ReferenceRead) -> None:
    """Print every problem, each on its line."""
    translate = translation(os.environ)
    for found in read.problems:
        click.echo(wording.line(found, translate))


def counted(read: ReferenceRead) -> str:
    """How much was read, in one line."""
    if read.organisations is None:
        return ""
    found = read.organisations
    return (
        f"{len(found.ministries)} ministries and other answers, {len(found.entities)} entities, "
        f"{len(found.evidence)} lines of evidence, {len(found.changes)} changes."
    )
