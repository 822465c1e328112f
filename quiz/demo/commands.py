"""`quiz demo`: the invented world."""

import sys

import click
from flask.cli import with_appcontext

from quiz.demo.population.store import COMPLETIONS_PER_POST
from quiz.demo.store import people, seed
from quiz.identity.guard import given


@click.group("demo")
def demo_commands() -> None:
    """The demonstration."""


@demo_commands.command("seed")
@click.option(
    "--agents",
    type=click.IntRange(min=1),
    help="Instead, people it with that many agents over two years, who are not counted yet.",
)
@with_appcontext
def seed_world(agents: int | None) -> None:
    """Fill an empty database with invented ministries and figures; keeps what is there."""
    if not given().settings.demonstration:
        raise click.ClickException("Set QUIZ_DEMONSTRATION=1: invented figures never enter a real service.")
    if agents is None:
        seeded = seed(given())
        click.echo("Invented ministries and figures are in place." if seeded else "The demonstration is there already.")
        return
    with click.progressbar(length=agents * COMPLETIONS_PER_POST, label="Peopling", file=sys.stderr) as bar:
        written = people(given(), agents, bar.update)
    if written is None:
        raise click.ClickException("The demonstration is there already: people an empty database.")
    click.echo(f"In place: {', '.join(f'{count} {what}' for what, count in written.items())}.")
    click.echo("Nothing is counted yet: quiz figures publish.")
