"""Files and database say the same: what is pulled gives the same versions, and a difference is told in words."""

from datetime import date
from pathlib import Path
from shutil import copytree

import pytest
from click.testing import CliRunner, Result
from flask import Flask
from sqlalchemy import update

from quiz.authoring.commands import content_commands
from quiz.content import store
from quiz.content.files import media_digests, read_folder
from quiz.content.fingerprint import module_fingerprint
from quiz.content.module import Module
from quiz.content.tables import ModuleVersionRow
from quiz.storage.transaction import reading, writing
from tests.build import a_module

CONTENT = Path(__file__).resolve().parents[2] / "content"


@pytest.fixture
def modules() -> tuple[Module, ...]:
    """An earlier version of one module: the rest is published by the tests."""
    return (a_module("enjeux"),)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the content of this repository."""
    for name in ("modules", "series", "images"):
        copytree(CONTENT / name, tmp_path / "ours" / name)
    return tmp_path / "ours"


def run(app: Flask, *arguments: str | Path) -> Result:
    with app.app_context():
        return CliRunner().invoke(content_commands, [str(each) for each in arguments], env={"LANG": "C", "LC_ALL": "C"})


def files(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_what_is_pulled_is_what_was_published_to_the_byte(app: Flask, folder: Path, tmp_path: Path) -> None:
    assert run(app, "publish", folder).exit_code == 0
    pulled = run(app, "pull", tmp_path / "theirs")
    assert pulled.exit_code == 0, pulled.output
    assert files(tmp_path / "theirs") == files(folder)
    read = read_folder(tmp_path / "theirs", date(2026, 11, 24))
    assert not read.has_errors
    with app.app_context(), reading() as connection:
        for file in read.modules:
            assert file.value is not None
            known = store.fingerprints(connection, file.value.module)
            assert module_fingerprint(file.value, media_digests(tmp_path / "theirs")) in known
    again = run(app, "publish", tmp_path / "theirs").output.splitlines()
    assert len(again) == 10 and all(line.endswith(": unchanged") for line in again)


def test_pulling_loses_no_work_unless_it_is_told_to(app: Flask, folder: Path) -> None:
    run(app, "publish", folder)
    file = folder / "modules" / "enjeux.yaml"
    published, mine = file.read_bytes(), file.read_bytes() + b"# en cours\n"
    file.write_bytes(mine)
    refused = run(app, "pull", folder)
    assert refused.exit_code == 1
    assert "modules/enjeux.yaml" in refused.output
    assert file.read_bytes() == mine
    assert run(app, "pull", folder, "--overwrite").exit_code == 0
    assert file.read_bytes() == published


def test_a_version_without_its_source_is_named_and_nothing_is_written(app: Flask, folder: Path, tmp_path: Path) -> None:
    run(app, "publish", folder)
    with app.app_context(), writing() as connection:
        connection.execute(update(ModuleVersionRow).where(ModuleVersionRow.slug == "reseau").values(source=""))
    result = run(app, "pull", tmp_path / "theirs")
    assert result.exit_code == 1
    assert "modules/reseau.yaml" in result.output
    assert not (tmp_path / "theirs").exists()


def test_a_difference_is_told_in_words(app: Flask, folder: Path) -> None:
    assert "reseau: first version, 22 questions" in run(app, "diff", folder).output
    run(app, "publish", folder)
    assert run(app, "diff", folder).output.splitlines() == [
        f"{name}: nothing changes" for name in ("actions", "dinum", "enjeux", "financement", "reseau")
    ]
    for name, was, now in (
        ("enjeux.yaml", "answer: 11.3", "answer: 11.4"),
        ("enjeux.yaml", "pass_mark: 70\u00a0%", "pass_mark: 80 %"),
        ("reseau.en.yaml", "Who does what", "Who does it"),
    ):
        file = folder / "modules" / name
        text = file.read_text(encoding="utf-8")
        assert was in text or was.replace("\u00a0", " ") in text
        changed = text.replace(was, now, 1).replace(was.replace("\u00a0", " "), now, 1)
        file.write_text(changed, encoding="utf-8")
    (folder / "modules" / "dinum.yaml").unlink()
    (folder / "modules" / "dinum.en.yaml").unlink()
    series = folder / "series" / "numerique-ecoresponsable.yaml"
    series.write_text(series.read_text(encoding="utf-8").replace("  - dinum\n", ""), encoding="utf-8")
    told = run(app, "diff", folder).output.splitlines()
    assert told[told.index("enjeux:") + 1 :][:2] == [
        "  part-electricite-2022: the right answer",
        "  the pass mark: 70 %, then 80 %",
    ]
    assert "reseau.en: other texts" in told
    assert "dinum: published, and not in this folder: it stays published" in told


def test_a_difference_with_a_problem_is_told_as_a_problem(app: Flask, folder: Path) -> None:
    file = folder / "modules" / "enjeux.yaml"
    file.write_text(file.read_text(encoding="utf-8").replace("draw: 6", "draw: 99"), encoding="utf-8")
    result = run(app, "diff", folder)
    assert result.exit_code == 1
    assert "draw" in result.output
