"""`quiz figures`: publication."""

import os
import socket
import sys
from datetime import timedelta

import click
from flask.cli import with_appcontext

from quiz.identity.audit import store as audit
from quiz.identity.audit.act import COMMAND, Act
from quiz.identity.guard import given
from quiz.insight import store
from quiz.storage import lease
from quiz.storage.transaction import reading, writing

LEASE = "figures"
# Taken again at each batch; a publisher that died frees the next one after this.
LEASE_LENGTH = timedelta(minutes=5)


@click.group("figures")
def figures_commands() -> None:
    """Published figures."""


@figures_commands.command("publish")
@with_appcontext
def publish() -> None:
    """Fold what agents have done into the tallies, and publish safe figures.

    It can be killed anywhere and run again: nothing is counted twice or lost. One machine at a
    time publishes; the others say so and leave.
    """
    holder = f"{socket.gethostname()}:{os.getpid()}"[:60]
    with writing() as connection:
        taken = lease.take(connection, LEASE, holder, given().clock(), LEASE_LENGTH)
    if not taken:
        raise click.ClickException("Another machine is publishing the figures at this moment.")
    try:
        with reading() as connection:
            waiting = store.uncounted(connection)
        with click.progressbar(length=waiting, label="Counting", file=sys.stderr) as bar:
            while True:
                with writing() as connection:
                    lease.take(connection, LEASE, holder, given().clock(), LEASE_LENGTH)
                    folded = store.fold(connection)
                if not folded:
                    break
                bar.update(folded)
        with writing() as connection:
            before = store.latest_publication(connection)
            publication = store.publish(connection, given().settings.small_group, given().clock())
            if publication and publication != before:
                number = str(publication.id)
                audit.write(connection, Act.FIGURES_PUBLISHED, COMMAND, number, publication.published_at)
    finally:
        with writing() as connection:
            lease.free(connection, LEASE, holder)
    if publication is None:
        raise click.ClickException("No module is published yet: there is nothing to count.")
    click.echo(f"Published: {publication.published_at:%Y-%m-%d %H:%M} UTC, publication {publication.id}.")
