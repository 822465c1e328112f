"""An editor underlines the lines that the checker tells, wherever JSON Schema can say what is wrong."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from quiz.authoring.files import check_example
from quiz.authoring.manual_first_module import FIRST_TRANSLATION
from quiz.content.example_module import EXAMPLES_DAY, EXAMPLES_IMAGES, EXAMPLES_MODULES, MODULE, SERIES
from quiz.content.files import read_series_text, read_text
from quiz.content.problem import Problem
from quiz.content.rule_examples import EXAMPLES, Example
from quiz.content.rules import SHAPE_RULES

from .language_server import LanguageServer

CONTENT = Path(__file__).resolve().parents[2] / "content"
MODULE_HEAD = "# yaml-language-server: $schema=../schema/module.schema.json\n"
SERIES_HEAD = "# yaml-language-server: $schema=../schema/series.schema.json\n"
# JSON Schema cannot say them: a text of spaces alone is long enough before its spaces are taken away, and
# YAML's "not a number" is a number.
BEYOND_SCHEMA = {'    prompt: §" "\n', "answer: §.nan"}
RENAMED = "field-unknown-near"
EXPRESSIBLE = [each for each in EXAMPLES if each.rule in SHAPE_RULES and each.now not in BEYOND_SCHEMA]
SERIES_WRONG = [
    Example("field-unknown", "summary: ", "couleur: vert\nsummary: ", series=True),
    Example("field-missing", 'title: "Le parcours"\n', "", series=True),
    Example("list-wanted", "modules:\n  - enjeux\n  - reseau\n", "modules: enjeux\n", series=True),
    Example("number-read-as-text", "  - reseau", "  - 12", series=True),
]
SEVERAL = MODULE.replace("draw: 6 ", "couleur: vert\ndraw: six ").replace("kind: opinion", "kind: devinette")


@pytest.fixture(scope="module")
def server() -> Iterator[LanguageServer]:
    with LanguageServer() as running:
        yield running


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Content whose schemas are those that are committed."""
    content = tmp_path_factory.mktemp("content")
    shutil.copytree(CONTENT / "schema", content / "schema")
    (content / "modules").mkdir()
    (content / "series").mkdir()
    return content


def underlined(server: LanguageServer, folder: Path, text: str, problems: tuple[Problem, ...] = ()) -> set[int]:
    """The lines underlined in a new file of a folder, in view of what the checker tells of it."""
    file = folder / f"{len(list(folder.iterdir()))}.yaml"
    file.write_text(text, encoding="utf-8")
    # An editor says of a field under a wrong name that it is unknown, and of the right one that it is missing.
    renamed = {f'Missing property "{found.parameters["nearest"]}".' for found in problems if found.rule == RENAMED}
    diagnostics = (found for found in server.diagnostics(file) if found["message"] not in renamed)
    return {found["range"]["start"]["line"] + 1 for found in diagnostics}


@pytest.mark.parametrize("example", EXPRESSIBLE, ids=lambda each: f"{each.rule}: {each.now[:30]!r}")
def test_a_wrong_module_is_underlined_where_it_is_told(server: LanguageServer, folder: Path, example: Example) -> None:
    text = MODULE_HEAD + example.text()
    problems = read_text(text, "enjeux.yaml", EXAMPLES_DAY, EXAMPLES_IMAGES).problems
    told = {found.place.line for found in problems if found.rule in SHAPE_RULES}
    assert example.rule in {found.rule for found in problems}
    assert underlined(server, folder / "modules", text, problems) == told


@pytest.mark.parametrize("example", SERIES_WRONG, ids=lambda each: each.rule)
def test_a_wrong_series_is_underlined_where_it_is_told(server: LanguageServer, folder: Path, example: Example) -> None:
    text = SERIES_HEAD + example.text()
    problems = read_series_text(text, "parcours.yaml", EXAMPLES_MODULES).problems
    told = {found.place.line for found in problems if found.rule in SHAPE_RULES}
    assert example.rule in {found.rule for found in problems}
    assert underlined(server, folder / "series", text) == told


@pytest.mark.parametrize(
    ("was", "now"),
    [
        ("language: en\n", "language: english\n"),
        ("summary: >-", "draw: 2\nsummary: >-"),
        ('"Keep your computer"', "12"),
    ],
)
def test_a_wrong_translation_is_underlined_where_it_is_told(
    server: LanguageServer, folder: Path, was: str, now: str
) -> None:
    text = FIRST_TRANSLATION.replace(was, now, 1)
    told = {found.place.line for found in check_example("garder.en.yaml", text).problems}
    assert len(told) == 1
    assert underlined(server, folder / "modules", text) == told


def test_several_mistakes_are_all_underlined(server: LanguageServer, folder: Path) -> None:
    text = MODULE_HEAD + SEVERAL
    told = {found.place.line for found in read_text(text, "enjeux.yaml", EXAMPLES_DAY, EXAMPLES_IMAGES).problems}
    assert len(told) == 3
    assert underlined(server, folder / "modules", text) == told


def test_nothing_is_underlined_in_a_right_module_translation_or_series(server: LanguageServer, folder: Path) -> None:
    assert underlined(server, folder / "modules", MODULE_HEAD + MODULE) == set()
    assert underlined(server, folder / "modules", FIRST_TRANSLATION) == set()
    assert underlined(server, folder / "series", SERIES_HEAD + SERIES) == set()


def published() -> list[Path]:
    return sorted([*(CONTENT / "modules").glob("*.yaml"), *(CONTENT / "series").glob("*.yaml")])


@pytest.mark.parametrize("file", published(), ids=lambda file: file.name)
def test_nothing_is_underlined_in_our_own_content_which_names_its_schema(server: LanguageServer, file: Path) -> None:
    schema = file.read_text(encoding="utf-8").splitlines()[0].rpartition("$schema=")[2]
    assert (file.parent / schema).resolve().is_relative_to(CONTENT / "schema")
    assert (file.parent / schema).is_file()
    assert server.diagnostics(file) == []
