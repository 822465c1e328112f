"""`quiz tasks`: whatever is due."""

from datetime import timedelta

import click
from flask.cli import with_appcontext

from quiz.identity import store as identity
from quiz.identity.email_code import store as email_codes
from quiz.identity.guard import given
from quiz.identity.proconnect import store as proconnect
from quiz.insight import store as insight
from quiz.insight.commands import fold_items, publish
from quiz.insight.publication_calendar import is_due
from quiz.learning import store as learning
from quiz.storage.transaction import reading, writing
from quiz.web.formats import PARIS

# What the personal data page promises (content/pages/donnees-personnelles.md).
RESPONSES_KEPT = timedelta(days=30)
IDLE_ATTEMPT_KEPT = timedelta(days=183)


@click.group("tasks")
def tasks_commands() -> None:
    """Maintenance."""


@tasks_commands.command("run")
@click.pass_context
@with_appcontext
def run(context: click.Context) -> None:
    """Do whatever is due: delete old responses, idle attempts and closed sessions, publish the week's figures."""
    now = given().clock()
    # Statistics of questions need the responses that are about to be deleted.
    fold_items()
    with writing() as connection:
        responses = learning.delete_old_responses(connection, now - RESPONSES_KEPT)
        attempts = learning.delete_idle_attempts(connection, now - IDLE_ATTEMPT_KEPT)
        sessions = identity.delete_expired_sessions(connection, now)
        proconnect.delete_expired(connection, now)
        email_codes.delete_expired(connection, now)
    click.echo(f"Deleted: {responses} old responses, {attempts} idle attempts, {sessions} expired sessions.")
    with reading() as connection:
        last = insight.latest_publication(connection)
    if is_due(last.published_at if last else None, now, PARIS):
        context.invoke(publish)
    else:
        click.echo("No publication is due.")
