"""`quiz figures`: publication."""

import os
import socket
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Lock

import click
from flask import Flask, current_app
from flask.cli import with_appcontext

from quiz.identity.audit import store as audit
from quiz.identity.audit.act import COMMAND, Act
from quiz.identity.guard import given, paris_day
from quiz.insight import store
from quiz.insight.item_analysis import store as items
from quiz.insight.quarters import store as quarters
from quiz.insight.quarters.quarter import NotClosed, closing_day
from quiz.insight.tallies import store as tallies
from quiz.storage import lease
from quiz.storage.transaction import reading, writing

LEASE = "figures"
# Taken again before each batch; a publisher that died frees the next one after this.
LEASE_LENGTH = timedelta(minutes=5)
# Paths are folded by the database: two at a time keep it busy, and each other's tallies waiting little.
SIDE_BY_SIDE = 2


NOT_CLOSED = {
    NotClosed.MISSING: "Name the day on which the figures are closed.",
    NotClosed.NOT_A_DAY: "This is no day. Write it as year-month-day, such as 2026-09-30.",
    NotClosed.IN_THE_FUTURE: "This day is still to come: its figures are not known.",
    NotClosed.CLOSED_ALREADY: "The quarter of this day is closed already, and is never rewritten.",
}


class LeaseLost(Exception):
    """Another machine publishes now: this one was silent for too long."""


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
    try:
        keep_lease(holder)
    except LeaseLost:
        raise click.ClickException("Another machine is publishing the figures at this moment.") from None
    try:
        count_everything(holder)
        with writing() as connection:
            before = store.latest_publication(connection)
            publication = store.publish(connection, given().settings.small_group, given().clock())
            if publication:
                quarters.correct(connection, publication.small_group, given().clock())
            if publication and publication != before:
                number = str(publication.id)
                audit.write(connection, Act.FIGURES_PUBLISHED, COMMAND, number, publication.published_at)
        fold_items()
        with writing() as connection:
            items.show(connection)
    except LeaseLost:
        raise click.ClickException("Another machine has taken over: what was counted here stays counted.") from None
    finally:
        with writing() as connection:
            lease.free(connection, LEASE, holder)
    if publication is None:
        raise click.ClickException("No module is published yet: there is nothing to count.")
    click.echo(f"Published: {publication.published_at:%Y-%m-%d %H:%M} UTC, publication {publication.id}.")


@figures_commands.command("close-quarter")
@click.option("--on", "typed", required=True, help="The last day counted, today at the latest, such as 2026-09-30.")
@with_appcontext
def close_quarter(typed: str) -> None:
    """Keep the figures of all ministries up to a day as those of its quarter; a closed quarter is never rewritten."""
    holder = f"{socket.gethostname()}:{os.getpid()}"[:60]
    now = given().clock()
    try:
        keep_lease(holder)
    except LeaseLost:
        raise click.ClickException("Another machine is publishing the figures at this moment.") from None
    try:
        with writing() as connection:
            closed = [each.quarter for each in quarters.closed_quarters(connection)]
            day = closing_day(typed, paris_day(now), closed)
            if isinstance(day, NotClosed):
                raise click.ClickException(NOT_CLOSED[day])
            quarter = quarters.close(connection, day, given().settings.small_group, now)
            if quarter is None:
                raise click.ClickException("No module is published yet: there is nothing to count.")
            audit.write(connection, Act.FIGURES_PUBLISHED, COMMAND, f"{quarter.quarter}: {day.isoformat()}", now)
    finally:
        with writing() as connection:
            lease.free(connection, LEASE, holder)
    click.echo(f"Closed: {quarter.quarter}, up to {day.isoformat()}.")


def keep_lease(holder: str) -> None:
    """Take the lock across machines, or take it again, in a transaction of its own."""
    with writing() as connection:
        if not lease.take(connection, LEASE, holder, given().clock(), LEASE_LENGTH):
            raise LeaseLost


def count_everything(holder: str) -> None:
    """Fold all uncounted paths, some parts side by side, with a progress bar."""
    with reading() as connection:
        waiting = tallies.uncounted(connection)
        parts = tallies.parts(connection)
    application: Flask = current_app._get_current_object()  # type: ignore[attr-defined]
    turn = Lock()
    with click.progressbar(length=waiting, label="Counting", file=sys.stderr) as bar:

        def told(folded: int) -> None:
            with turn:
                bar.update(folded)

        with ThreadPoolExecutor(SIDE_BY_SIDE) as pool:
            for done in [pool.submit(count_part, application, holder, part, told) for part in parts]:
                done.result()


def count_part(application: Flask, holder: str, part: int, told: Callable[[int], None]) -> None:
    """Fold one part, batch by batch, each in a transaction of its own."""
    with application.app_context():
        folded = 1
        while folded:
            keep_lease(holder)
            with writing() as connection:
                folded = tallies.fold(connection, part)
            told(folded)


def fold_items() -> int:
    """Fold every submitted attempt into the statistics of items, a transaction a batch; how many."""
    folded = 0
    while True:
        with writing() as connection:
            some = items.fold(connection)
        if not some:
            return folded
        folded += some
