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
from quiz.authoring.difference import Difference, difference
from quiz.authoring.difference_words import words
from quiz.authoring.files import check_example, read_file, write_file
from quiz.authoring.manual import manual
from quiz.authoring.publication import Outcome
from quiz.content import store as content
from quiz.content import wording
from quiz.content.files import media_digests, read_folder, read_image
from quiz.content.problem import Problem, Severity
from quiz.content.reading import Reading, images_shown
from quiz.content.rules import N_
from quiz.content.schema import schemas
from quiz.identity.audit import store as audit
from quiz.identity.audit.act import COMMAND, Act
from quiz.refusal import Reason, Refused
from quiz.storage.transaction import reading, writing
from quiz.web.terminal import translation

OUTCOMES = {
    Outcome.NEW_VERSION: "new version published",
    Outcome.RETURNED: "returned to an earlier version",
    Outcome.UNCHANGED: "unchanged",
    Outcome.TRANSLATED: "translation published",
}
NOT_PUBLISHED = {
    Reason.PATH_SHORTENED: (
        "A module leaves the series, and agents have counted it already: keep it there. Nothing was published."
    )
}
OTHER_TEXTS = N_("other texts")
STAYS_PUBLISHED = N_("published, and not in this folder: it stays published")
NOTHING_CHANGES = N_("nothing changes")


@click.group("content")
def content_commands() -> None:
    """Modules, their translations and series: check them, describe their format."""


@content_commands.command("check")
@click.argument("folder", default="content", type=click.Path(path_type=Path))
@click.option("--format", "output", type=click.Choice(["text", "json"]), default="text", help="How to say it.")
def check(folder: Path, output: str) -> None:
    """Every problem of every file of FOLDER (content, if not said), each with its line to paste."""
    started = perf_counter()
    read = read_folder(folder, datetime.now(UTC).date())
    seconds = perf_counter() - started
    translate = translation(os.environ)
    if output == "json":
        click.echo(json.dumps(_report(read, seconds, translate), ensure_ascii=False, indent=2))
    else:
        for found in read.problems:
            _print_problem(found, translate)
        click.echo(_summary(read, seconds, translate))
    if read.has_errors:
        raise SystemExit(1)


@content_commands.command("publish")
@click.argument("folder", default="content", type=click.Path(path_type=Path))
@with_appcontext
def publish(folder: Path) -> None:
    """Propose the modules, translations and series of FOLDER to agents; what is published already is left as it is."""
    now = datetime.now(UTC)
    read = read_folder(folder, now.date())
    translate = translation(os.environ)
    if read.has_errors:
        for found in read.problems:
            _print_problem(found, translate)
        raise click.ClickException("Nothing was published: correct these first.")
    pictures = {name: read_image(folder, name) for name in images_shown(read)}
    with writing() as connection:
        try:
            outcomes = store.publish_folder(connection, read, pictures, now)
        except Refused as refused:
            raise click.ClickException(NOT_PUBLISHED[refused.reason]) from refused
        for name, outcome in outcomes:
            if outcome is not Outcome.UNCHANGED:
                audit.write(connection, Act.MODULE_PUBLISHED, COMMAND, name, now)
            click.echo(f"{name}: {OUTCOMES[outcome]}")


@content_commands.command("pull")
@click.argument("folder", default="content", type=click.Path(path_type=Path, file_okay=False))
@click.option("--overwrite", is_flag=True, help="Also write over files that say something else.")
@with_appcontext
def pull(folder: Path, overwrite: bool) -> None:
    """Write what is published into FOLDER: the modules, translations, series and images that would give it again."""
    with reading() as connection:
        files = store.published_files(connection)
    lost = [name for name, body in files.items() if body is None]
    if lost:
        raise click.ClickException(
            f"These cannot be written, publish them again from their files first: {', '.join(lost)}."
        )
    bodies = {name: body for name, body in files.items() if body is not None}
    same = {name: body for name, body in bodies.items() if read_file(folder / name) == body}
    other = [name for name in bodies if name not in same and read_file(folder / name) is not None]
    if other and not overwrite:
        raise click.ClickException(
            f"Nothing was written: these files say something else. Add --overwrite to lose it: {', '.join(other)}."
        )
    for name, body in bodies.items():
        if name not in same:
            write_file(folder / name, body)
        click.echo(f"{name}: {'unchanged' if name in same else 'written'}")


@content_commands.command("diff")
@click.argument("folder", default="content", type=click.Path(path_type=Path))
@with_appcontext
def diff(folder: Path) -> None:
    """What publishing FOLDER would change in what agents are asked, in words."""
    read = read_folder(folder, datetime.now(UTC).date())
    translate = translation(os.environ)
    if read.has_errors:
        for found in read.problems:
            _print_problem(found, translate)
        raise click.ClickException("Correct these first.")
    digests = media_digests(folder)
    with reading() as connection:
        current, shelf = content.current_versions(connection), content.Shelf()
        for file in read.modules:
            if file.value:
                version_id = current.get(file.value.module)
                version = shelf.version(connection, version_id) if version_id else None
                change = difference(
                    version.module if version else None, file.value, version.media if version else {}, digests
                )
                _print_difference(file.value.module, change, new=version is None, translate=translate)
        for text in read.translations:
            if text.value:
                kept = content.kept_translation(
                    connection, current.get(text.value.translation_of, 0), text.value.language
                )
                if kept is None or kept.value != text.value:
                    click.echo(f"{text.value.translation_of}.{text.value.language}: {translate(OTHER_TEXTS)}")
    for slug in sorted(current.keys() - {file.value.module for file in read.modules if file.value}):
        click.echo(f"{slug}: {translate(STAYS_PUBLISHED)}")


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


def _print_difference(slug: str, found: Difference, *, new: bool, translate: wording.Translate) -> None:
    if new:
        sentence = translate(N_("first version, {count} questions")).format(count=len(found.added))
        click.echo(f"{slug}: {sentence}")
    elif found.nothing():
        click.echo(f"{slug}: {translate(NOTHING_CHANGES)}")
    else:
        click.echo(f"{slug}:")
        for line in words(found, translate):
            click.echo(f"  {line}")


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
