"""The `quiz` command: one group per room."""

import sys

import click
from flask import Flask
from flask.cli import FlaskGroup

from quiz.application import create_app, refuse_unfit_database
from quiz.authoring.commands import content_commands
from quiz.demo.commands import demo_commands
from quiz.identity.organisation.commands import organisations_commands
from quiz.identity.roles.commands import people_commands
from quiz.insight.commands import figures_commands
from quiz.privacy.commands import back_up, erase_again, purge, restore, rotate_key
from quiz.settings import SettingsMissing
from quiz.storage.commands import db_commands
from quiz.tasks.commands import check_config, tasks_commands
from quiz.web.theme.commands import theme_commands

# What must work whatever the keys and the restore under way, to mend them.
ANY_KEY = frozenset(("db", "check-config"))


def create_app_for_command() -> Flask:
    """The application; a database written with other keys, or half restored, is told before anything is done."""
    app = create_app()
    context = click.get_current_context()
    while context.parent and context.parent.parent:
        context = context.parent
    if context.info_name not in ANY_KEY:
        refuse_unfit_database(app)
    return app


class QuizGroup(FlaskGroup):
    """Commands that get the application once they run: their list and their help need no setting."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The names of our groups and commands."""
        return click.Group.list_commands(self, ctx)

    def get_command(self, ctx: click.Context, name: str) -> click.Command | None:
        """One of them."""
        return click.Group.get_command(self, ctx, name)


@click.group(
    cls=QuizGroup,
    create_app=create_app_for_command,
    add_default_commands=False,
    add_version_option=False,
    load_dotenv=False,
)
def quiz() -> None:
    """Awareness modules with a scored quiz, counted per ministry."""


# Flask's own options name another application, or a file of settings; there is one application here.
quiz.params.clear()
GROUPS = (
    content_commands,
    db_commands,
    figures_commands,
    people_commands,
    organisations_commands,
    demo_commands,
    tasks_commands,
    theme_commands,
)
for group in GROUPS:
    quiz.add_command(group)
quiz.add_command(check_config)
for command in (back_up, restore, rotate_key):
    db_commands.add_command(command)
for command in (purge, erase_again):
    people_commands.add_command(command)


def main() -> None:
    """Run the command; missing settings are told, all of them, without a trace."""
    try:
        quiz.main(standalone_mode=True)
    except SettingsMissing as missing:
        click.echo(missing, err=True)
        sys.exit(2)


if __name__ == "__main__":
    main()
