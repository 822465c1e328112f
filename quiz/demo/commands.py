"""`quiz demo`: the invented world."""

import click
from flask.cli import with_appcontext

from quiz.demo.store import seed
from quiz.identity.guard import given


@click.group("demo")
def demo_commands() -> None:
    """The demonstration."""


@demo_commands.command("seed")
@with_appcontext
def seed_world() -> None:
    """Fill an empty database with invented ministries and figures; keeps what is there."""
    if not given().settings.demonstration:
        raise click.ClickException("Set QUIZ_DEMONSTRATION=1: invented figures never enter a real service.")
    seeded = seed(given())
    click.echo("Invented ministries and figures are in place." if seeded else "The demonstration is there already.")
