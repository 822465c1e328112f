"""`quiz theme`: lays an operator's own DSFR over the pages."""

import os
from pathlib import Path

import click

from quiz.web.terminal import translation
from quiz.web.theme.files import build_theme
from quiz.web.theme.problem import N_, ThemeRefused

TERMS = N_(
    "The DSFR has terms of use of its own. Whoever downloaded it accepted them, for a site that they allow; "
    "this command accepts nothing in anyone’s name, and keeps its licence and its notices."
)
BUILT = N_(
    "Theme of the DSFR %(version)s written to %(folder)s: style %(sheet)s kB (%(compressed)s kB as sent), "
    "%(files)s other files."
)
NEXT = N_("To serve it: QUIZ_THEME=%(folder)s, then restart. Build it again after each upgrade.")
NOTHING = N_("Nothing was written: correct these first.")


@click.group("theme")
def theme_commands() -> None:
    """The look of the pages."""


@theme_commands.command("build")
@click.option("--dsfr", required=True, type=click.Path(path_type=Path), help="The DSFR you downloaded, unpacked.")
@click.option("--to", "folder", required=True, type=click.Path(path_type=Path), help="Where to write the theme.")
def build(dsfr: Path, folder: Path) -> None:
    """Make of your own DSFR a style for these pages, without what they never use, in a folder outside this program."""
    translate = translation(os.environ)
    click.echo(translate(TERMS))
    try:
        made = build_theme(dsfr, folder)
    except ThemeRefused as refused:
        for each in refused.problems:
            click.echo(each.said(translate), err=True)
        raise click.ClickException(translate(NOTHING)) from refused
    told = {
        "version": made.version,
        "folder": folder.resolve(),
        "sheet": f"{made.sheet / 1000:.1f}",
        "compressed": f"{made.compressed / 1000:.1f}",
        "files": made.files,
    }
    click.echo(translate(BUILT) % told)
    click.echo(translate(NEXT) % told)
