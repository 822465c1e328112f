"""`quiz content`: what an author types to check modules, and what an editor needs to help."""

import json
import os
from datetime import UTC, datetime
from pathlib import Path
from time import perf_counter
from typing import Any

import click
from flask.cli import with_appcontext

from quiz.authoring import store
from quiz.authoring.files import check_example
from quiz.authoring.manual import manual
from quiz.authoring.publication import Outcome
from quiz.content import wording
from quiz.content.files import read_folder, read_image
from quiz.content.problem import Problem, Severity
from quiz.content.reading import Reading, images_shown
from quiz.content.schema import schemas
from quiz.identity.audit import store as audit
from quiz.identity.audit.act import COMMAND, Act
from quiz.storage.transaction import writing
from quiz.web.terminal import translation

OUTCOMES = {
    Outcome.NEW_VERSION: "new version published",
    Outcome.RETURNED: "returned to an earlier version",
    Outcome.UNCHANGED: "unchanged",
    Outcome.TRANSLATED: "translation published",
}


@click.group("content")
def content_commands() -> None:
    """Modules, their translations and series: check them, describe their format."""


@content_commands.command("check")
@click.argument("folder", default="content", type=click.Path(path_type=Path))
@click.option("--format", "output", type=click.Choice(["text", "json"]), default="text", help="How to say it.")
def check(folder: Path, output: str) -> None:
    """Every problem of every file of FOLDER (content, if not said), each with its line to paste."""
    started = perf_counter()
    reading = read_folder(folder, datetime.now(UTC).date())
    seconds = perf_counter() - started
    translate = translation(os.environ)
    if output == "json":
        click.echo(json.dumps(_report(reading, seconds, translate), ensure_ascii=False, indent=2))
    else:
        for found in reading.problems:
            _print_problem(found, translate)
        click.echo(_summary(reading, seconds, translate))
    if reading.has_errors:
        raise SystemExit(1)


@content_commands.command("publish")
@click.argument("folder", default="content", type=click.Path(path_type=Path))
@with_appcontext
def publish(folder: Path) -> None:
    """Propose the modules, translations and series of FOLDER to agents; what is published already is left as it is."""
    now = datetime.now(UTC)
    reading = read_folder(folder, now.date())
    translate = translation(os.environ)
    if reading.has_errors:
        for found in reading.problems:
            _print_problem(found, translate)
        raise click.ClickException("Nothing was published: correct these first.")
    pictures = {name: read_image(folder, name) for name in images_shown(reading)}
    with writing() as connection:
        for name, outcome in store.publish_folder(connection, reading, pictures, now):
            if outcome in (Outcome.NEW_VERSION, Outcome.RETURNED):
                audit.write(connection, Act.MODULE_PUBLISHED, COMMAND, name, now)
            click.echo(f"{name}: {OUTCOMES[outcome]}")


@content_commands.command("schema")
@click.option("--write", "folder", type=click.Path(path_type=Path, file_okay=False), help="Write the files there.")
def schema(folder: Path | None) -> None:
    """The JSON Schemas of modules, translations and series, for editors."""
    for name, described in schemas().items():
        text = json.dumps(described, ensure_ascii=False, indent=2) + "\n"
        if folder is None:
            click.echo(text, nl=False)
        else:
            folder.mkdir(parents=True, exist_ok=True)
            (folder / name).write_text(text, encoding="utf-8")
            click.echo(str(folder / name))


@content_commands.command("manual")
@click.option("--write", "file", type=click.Path(path_type=Path, dir_okay=False), help="Write it there.")
def write_manual(file: Path | None) -> None:
    """The authors' manual, in French: fields, kinds, marking, and every rule with an example."""
    text = manual(check_example, translation({"LANG": "fr"}))
    if file is None:
        click.echo(text, nl=False)
    else:
        file.write_text(text, encoding="utf-8")
        click.echo(str(file))


def _print_problem(found: Problem, translate: wording.Translate) -> None:
    click.echo(wording.line(found, translate))
    if found.corrected is not None:
        click.echo(found.corrected)


def _counts(reading: Reading) -> dict[str, int]:
    modules = [file.value for file in reading.modules if file.value]
    errors = sum(found.severity is Severity.ERROR for found in reading.problems)
    return {
        "files": len(reading.modules) + len(reading.translations) + len(reading.series),
        "modules": len(modules),
        "items": sum(len(module.items) for module in modules),
        "errors": errors,
        "warnings": len(reading.problems) - errors,
    }


def _summary(reading: Reading, seconds: float, translate: wording.Translate) -> str:
    sentence = translate(
        "{files} files, {modules} modules, {items} items: {errors} errors, {warnings} warnings, in {seconds} s."
    )
    return sentence.format(**_counts(reading), seconds=f"{seconds:.2f}")


def _report(reading: Reading, seconds: float, translate: wording.Translate) -> dict[str, Any]:
    problems = [
        {
            "file": found.place.file,
            "line": found.place.line,
            "column": found.place.column,
            "rule": found.rule,
            "severity": found.severity.value,
            "message": wording.message(found, translate),
            "hint": wording.hint(found, translate),
            "corrected": found.corrected,
            "path": list(found.path),
        }
        for found in reading.problems
    ]
    return {**_counts(reading), "seconds": round(seconds, 3), "problems": problems}
