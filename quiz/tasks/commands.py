"""`quiz tasks`: whatever is due; `quiz check-config`: whatever is wrong."""

import os
import stat
from collections.abc import Callable
from datetime import datetime
from functools import partial
from pathlib import Path

import click
from flask.cli import ScriptInfo, with_appcontext
from sqlalchemy.exc import DBAPIError

from quiz.identity.email_code import store as email_codes
from quiz.identity.guard import given
from quiz.insight import store as insight
from quiz.insight.commands import fold_items, publish
from quiz.insight.publication_calendar import is_due
from quiz.privacy.commands import purge
from quiz.privacy.files import journal_file
from quiz.settings import Settings, SettingsMissing, is_on
from quiz.storage import keys, restoring, schema
from quiz.storage.database import db
from quiz.storage.transaction import reading, writing
from quiz.tasks import store as runs
from quiz.tasks.configuration import doors, unsaid
from quiz.tasks.remote import network_problems
from quiz.tasks.run import Outcome, Task
from quiz.web.formats import PARIS
from quiz.web.theme.files import is_stale


@click.group("tasks")
def tasks_commands() -> None:
    """Maintenance."""


@tasks_commands.command("run")
@click.pass_context
@with_appcontext
def run(context: click.Context) -> None:
    """Do whatever is due: purge what has been kept long enough, publish the week's figures.

    A task that is stopped does not stop the others; the exit code says so, and `/exploitation` which.
    """
    now = given().clock()
    wrong = [kept(Task.STATISTICS, fold_items)]
    wrong.append(kept(Task.PURGE, partial(purge_everything, context, now)))
    with reading() as connection:
        last = insight.latest_publication(connection)
    if is_due(last.published_at if last else None, now, PARIS):
        wrong.append(kept(Task.PUBLICATION, partial(context.invoke, publish)))
    else:
        click.echo("No publication is due.")
    for what in wrong:
        if what:
            raise what


def purge_everything(context: click.Context, now: datetime) -> None:
    """Delete what has been kept long enough, codes by e-mail first."""
    with writing() as connection:
        email_codes.delete_expired(connection, now)
    context.invoke(purge)


def kept(task: Task, work: Callable[[], object]) -> Exception | None:
    """Do a task and keep how it went, for the operator's page; returns what stopped it, for after the others."""
    with writing() as connection:
        number = runs.begin(connection, task, given().clock())
    wrong: Exception | None = None
    try:
        work()
    # Whatever it is, it is raised once the other tasks are done: none of them waits until this one is mended.
    except Exception as stopped:
        wrong = stopped
    with writing() as connection:
        runs.end(connection, number, outcome_of(wrong), given().clock(), type(wrong).__name__)
    return wrong


def outcome_of(wrong: Exception | None) -> Outcome:
    """How a run ended, by what came of it."""
    if wrong is None:
        return Outcome.DONE
    return Outcome.DECLINED if isinstance(wrong, click.ClickException) else Outcome.STOPPED


@click.command("check-config")
@click.option("--offline", is_flag=True, help="Ask neither the mail relay nor ProConnect.")
@click.pass_context
def check_config(context: click.Context, offline: bool) -> None:
    """Tell all that is wrong with the settings, the database, the keys, the folders, the mail relay and ProConnect.

    Exit code 1 where anything is. No mail is sent, and nobody signs in. Outside a demonstration, what the notices
    need from the operator must be there too.
    """
    try:
        app = context.ensure_object(ScriptInfo).load_app()
    except SettingsMissing as missing:
        # Without its settings nothing else can be looked at.
        demonstration = is_on(os.environ, "QUIZ_DEMONSTRATION")
        wrong = [*str(missing).splitlines()[1:], *unsaid(os.environ, demonstration=demonstration)]
    else:
        with app.app_context():
            settings = given().settings
            wrong = unsaid(os.environ, demonstration=settings.demonstration) + doors(settings)
            wrong += folders(settings) + database()
            wrong += [] if offline else network_problems(settings)
    if wrong:
        raise click.ClickException("\n".join([f"{len(wrong)} to correct:", *wrong]))
    click.echo("All is well.")


def database() -> list[str]:
    """What is wrong with the database: out of reach, not upgraded, half restored, or written with other keys."""
    try:
        with reading() as connection:
            current = schema.is_current(connection)
            standing = keys.standing(connection)
            unfinished = restoring.under_way(connection)
    except DBAPIError as error:
        return [f"QUIZ_DATABASE_URL: the database does not answer ({error.orig})"]
    wrong = [] if current else ["The database is not at the schema of this version: quiz db upgrade"]
    wrong += [restoring.UNFINISHED] if unfinished else []
    return wrong + ([keys.REFUSED[standing]] if standing in keys.REFUSED else [])


def folders(settings: Settings) -> list[str]:
    """What is wrong with the files and folders: missing, closed, or open to others."""
    wrong = []
    if not (settings.content_folder / "pages").is_dir():
        wrong.append(f"QUIZ_CONTENT: {settings.content_folder} has no folder of pages")
    journal = journal_file(settings, db.engine)
    if journal is None:
        wrong.append("QUIZ_ERASURE_JOURNAL: a file off the database's disk, so that a restored backup can forget again")
    if settings.theme and is_stale(settings.theme):
        wrong.append(f"QUIZ_THEME: {settings.theme} was made for the pages of another version: quiz theme build again")
    private = [] if journal is None else [journal]
    if settings.on_sqlite:
        private.append(Path(str(db.engine.url.database)))
    for file in private:
        if not os.access(file if file.exists() else file.parent, os.W_OK):
            wrong.append(f"{file}: cannot be written by whoever runs this command")
        if not settings.demonstration and file.exists() and file.stat().st_mode & stat.S_IROTH:
            wrong.append(f"{file}: anyone on this machine can read it; chmod 640 {file}")
    return wrong
