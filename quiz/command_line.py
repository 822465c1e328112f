"""The `quiz` command: one group per room."""

import sys

import click
from flask.cli import FlaskGroup

from quiz.application import create_app
from quiz.authoring.commands import content_commands
from quiz.demo.commands import demo_commands
from quiz.insight.commands import figures_commands
from quiz.settings import SettingsMissing
from quiz.storage.commands import db_commands
from quiz.tasks.commands import tasks_commands


@click.group(
    cls=FlaskGroup,
    create_app=create_app,
    add_default_commands=False,
    add_version_option=False,
    load_dotenv=False,
)
def quiz() -> None:
    """Awareness modules with a scored quiz, counted per ministry."""


for group in (content_commands, db_commands, figures_commands, demo_commands, tasks_commands):
    quiz.add_command(group)


def main() -> None:
    """Run the command; missing settings are told, all of them, without a trace."""
    try:
        quiz.main(standalone_mode=True)
    except SettingsMissing as missing:
        click.echo(missing, err=True)
        sys.exit(2)


if __name__ == "__main__":
    main()
