"""What an author types, and what the terminal answers."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from quiz.authoring.commands import content_commands, translation
from quiz.content.schema import module_schema

MODULE = """\
module: enjeux
title: Épisode 2 : les enjeux
summary: Situer le poids du numérique.
duration_minutes: 6
objectives:
  - id: mesurer
    text: Situer le poids du numérique
video:
  title: Épisode 2
reading: Le numérique pèse.
draw: 1
reviewed_on: 2026-11-23
this_week: Garder son ordinateur.
items:
  - id: part
    kind: true_false
    objective: mesurer
    prompt: Le numérique pèse.
    correct: true
    explanation: Oui.
    source:
      title: Étude
      url: https://exemple.fr
      year: 2025
"""
RIGHT = MODULE.replace("title: Épisode 2 : les enjeux", 'title: "Épisode 2 : les enjeux"')


def run(*arguments: str | Path, language: str = "C") -> Result:
    environment = {"LANG": language, "LC_ALL": "", "LC_MESSAGES": ""}
    return CliRunner().invoke(content_commands, [str(each) for each in arguments], env=environment)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "modules").mkdir()
    (tmp_path / "modules" / "enjeux.yaml").write_text(RIGHT, encoding="utf-8")
    return tmp_path


def test_check_counts_what_it_read_and_succeeds(folder: Path) -> None:
    result = run("check", folder)
    assert result.exit_code == 0, result.output
    assert result.output.startswith("1 files, 1 modules, 1 items: 0 errors, ")


def test_check_tells_the_place_the_rule_and_the_line_to_paste(folder: Path) -> None:
    file = folder / "modules" / "enjeux.yaml"
    file.write_text(MODULE, encoding="utf-8")
    result = run("check", folder)
    assert result.exit_code == 1
    told = "A colon followed by a space, inside a text, was read as a field. (Put the text between quotation marks.)"
    assert result.output.splitlines()[:2] == [
        f"{file.as_posix()}:2:8: unquoted-colon: {told}",
        'title: "Épisode 2 : les enjeux"',
    ]


def test_a_warning_is_told_and_let_through(folder: Path) -> None:
    (folder / "modules" / "enjeux.yml").write_text(RIGHT, encoding="utf-8")
    result = run("check", folder)
    assert result.exit_code == 0
    assert ": file-ignored: " in result.output


def test_check_says_the_same_in_json(folder: Path) -> None:
    (folder / "modules" / "enjeux.yaml").write_text(MODULE, encoding="utf-8")
    result = run("check", folder, "--format", "json")
    report = json.loads(result.stdout)
    assert result.exit_code == 1
    assert (report["files"], report["modules"], report["items"], report["errors"]) == (1, 1, 1, 1)
    (found,) = report["problems"]
    assert (found["line"], found["column"], found["rule"], found["severity"]) == (2, 8, "unquoted-colon", "error")
    assert found["corrected"] == 'title: "Épisode 2 : les enjeux"'


def test_a_folder_without_modules_is_an_error(tmp_path: Path) -> None:
    result = run("check", tmp_path / "nowhere")
    assert result.exit_code == 1
    assert "folder-missing" in result.output


def test_schema_writes_the_files_editors_read(tmp_path: Path) -> None:
    result = run("schema", "--write", tmp_path / "schema")
    assert result.exit_code == 0
    assert json.loads((tmp_path / "schema" / "module.schema.json").read_text(encoding="utf-8")) == module_schema()
    assert (tmp_path / "schema" / "series.schema.json").exists()


def test_a_terminal_that_is_not_french_reads_english() -> None:
    assert translation({"LANG": "en_GB.UTF-8"})("None is marked correct.") == "None is marked correct."
    assert translation({"LC_ALL": "C", "LANG": "fr_FR.UTF-8"})("x") == "x"
