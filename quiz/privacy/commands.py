"""What an operator types about persons, copies and keys: purge, backup, restore, erasing again, rotation."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from functools import partial
from pathlib import Path

import click
from click._termui_impl import ProgressBar
from flask.cli import with_appcontext
from sqlalchemy import Engine, inspect
from sqlalchemy.engine import Connection

from quiz.identity.audit import store as audit
from quiz.identity.audit.act import COMMAND, LONGEST, Act
from quiz.identity.audit.tables import AuditRow
from quiz.identity.guard import given, paris_day
from quiz.identity.roles import store as roles
from quiz.identity.roles.given import spoken
from quiz.privacy import files
from quiz.privacy.again import store as again
from quiz.privacy.journal import Erased
from quiz.privacy.purge import store as purging
from quiz.privacy.purge.purged import Purged
from quiz.privacy.retention import audit_until
from quiz.privacy.rotation import store as rotation
from quiz.storage import backup, keys, restoring, schema
from quiz.storage.database import db
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
        if added:
            log(connection, Act.KEY_ROTATED)
    click.echo(f"Rotated: {waiting} hashes under {added} more key(s)." if added else "The keys are up to date.")


@click.command("purge")
@with_appcontext
def purge() -> None:
    """Delete what has been kept long enough: answers, idle attempts, old results, persons long gone, ended sessions,
    roles and lines of the audit log a year old.

    Killed anywhere, it is run again: what was done stays done, and nothing is counted twice or lost.
    """
    now = given().clock()
    with reading() as connection:
        total = purging.persons(connection)
    purged, after = Purged(), purging.FIRST
    with click.progressbar(length=total, label="Purging", file=sys.stderr) as bar:
        while True:
            with writing() as connection:
                ids = purging.stretch(connection, after)
                if ids:
                    purged += purging.purge_stretch(connection, ids[0], ids[-1], now)
            if not ids:
                break
            after = ids[-1]
            bar.update(len(ids))
    with writing() as connection:
        purged += Purged(expired=purging.purge_expired(connection, now), lines=log_of_long_ago(connection, now))
        purging.remember(connection, given().clock(), purged)
    click.echo(
        f"Deleted: {purged.responses} answers, {purged.attempts} idle attempts, {purged.results} old results, "
        f"{purged.persons} persons long gone, {purged.expired} ended sessions and the like, "
        f"{purged.lines} lines of the audit log."
    )


def log_of_long_ago(connection: Connection, now: datetime) -> int:
    """Delete the roles that ended a year ago, then the lines of the audit log that are older; returns how many."""
    until = audit_until(now)
    roles.delete_ended(connection, paris_day(until))
    standing = [spoken(each.grant)[:LONGEST] for each in roles.given(connection)]
    return audit.delete_old(connection, COMMAND, standing, until, now)


@click.command("backup")
@click.argument("file", type=click.Path(path_type=Path))
@with_appcontext
def back_up(file: Path) -> None:
    """Copy the whole database into a new FILE, while the service runs. The keys are not in it."""
    with click.progressbar(length=1, label="Copying", file=sys.stderr) as bar, in_words():
        backup.back_up(db.engine, file, partial(advance, bar))
        with writing() as connection:
            log(connection, Act.DATABASE_COPIED)
    click.echo(f"Backed up into {file}.")


@click.command("restore")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--journal", "journals", multiple=True, type=click.Path(path_type=Path), help="A journal of erasures.")
@with_appcontext
def restore(file: Path, journals: tuple[Path, ...]) -> None:
    """Put a backup back into an empty database, upgrade it, and erase again whoever asked since it was made.

    The journal of the settings is read, and each one named. On SQLite the database appears once all is done; on
    PostgreSQL nothing serves it before. Killed anywhere, it is run again with the same file.
    """
    engine, settings = db.engine, given().settings
    erased = journal_of(engine, journals)
    with in_words():
        backup.refuse_unlike(file, engine)
        with restoring.staged(engine, file) as (filled, copied):
            if not copied:
                with click.progressbar(length=1, label="Copying", file=sys.stderr) as bar:
                    backup.put_back(file, filled, partial(advance, bar))
            with filled.begin() as connection:
                schema.upgrade(connection)
                found = keys.standing(connection)
                if found is Standing.UNKNOWN:
                    raise backup.BackupRefused(keys.REFUSED[found])
                if rotation.rotate(connection, settings.hashing_key, given().clock(), int):
                    log(connection, Act.KEY_ROTATED)
            erased_again = erase_again_in(filled, erased)
            with filled.begin() as connection:
                log(connection, Act.DATABASE_RESTORED)
                restoring.end(connection)
    click.echo(f"Restored from {file}; erased again: {erased_again}.")


@click.command("erase-again")
@click.option("--journal", "journals", multiple=True, type=click.Path(path_type=Path), help="A journal of erasures.")
@with_appcontext
def erase_again(journals: tuple[Path, ...]) -> None:
    """Erase again those of the journals who are in the database: after a copy put back by other means.

    Killed anywhere, it is run again.
    """
    click.echo(f"Erased again: {erase_again_in(db.engine, journal_of(db.engine, journals))}.")


def erase_again_in(engine: Engine, erased: Erased) -> int:
    """Erase the persons of the journals from a database; returns how many were there."""
    with engine.begin() as connection:
        total = purging.persons(connection)
    today = paris_day(given().clock())
    with click.progressbar(length=total, label="Erasing again", file=sys.stderr) as bar:
        return again.erase_again(engine, given().settings.hashing_key, erased, today, bar.update)


def journal_of(engine: Engine, named: tuple[Path, ...]) -> Erased:
    """The erasures of the journals named, and of the settings' own where it is there."""
    own = files.journal_file(given().settings, engine)
    listed = [*named, *([own] if own and own.exists() and own not in named else [])]
    try:
        return Erased(given().settings.hashing_key, [each for file in listed for each in files.read(file)])
    except (ValueError, OSError) as wrong:
        raise click.ClickException(f"{wrong}. Nothing was changed.") from wrong


def log(connection: Connection, act: Act) -> None:
    """Keep in the audit log what was done to the whole database; one that was never upgraded has no log."""
    if inspect(connection).has_table(AuditRow.__tablename__):
        audit.write(connection, act, COMMAND, "", given().clock())


@contextmanager
def in_words() -> Iterator[None]:
    """What a backup refuses, as the last line an operator reads."""
    try:
        yield
    except backup.BackupRefused as refused:
        raise click.ClickException(str(refused)) from refused


def advance(bar: "ProgressBar[int]", done: int, total: int) -> None:
    """Move a bar to where a copy is."""
    bar.length = total
    bar.update(done - bar.pos)
