"""Translations are published with their version, may be corrected, and every process sees the correction."""

import json
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from flask import Flask
from sqlalchemy import Connection, create_engine, event, select

from quiz.authoring import store as authoring
from quiz.authoring.commands import content_commands
from quiz.authoring.publication import Outcome
from quiz.content import store
from quiz.content.store import TRANSLATION_REMEMBERED, Shelf, Version
from quiz.content.tables import ModuleTranslationRow
from quiz.content.translation import Translation
from quiz.storage.database import engine_options
from quiz.storage.transaction import writing
from tests import build
from tests.databases import Database

from .english import ENGLISH, SOURCE

NOW = build.MONDAY
LATER = NOW + TRANSLATION_REMEMBERED
MODULE = build.a_module("enjeux")


def a_translation(title: str, language: str = "en") -> Translation:
    return Translation(translation_of="enjeux", language=language, title=title)


@pytest.fixture
def connection(database: Database) -> Iterator[Connection]:
    """A connection where one module is published."""
    engine = create_engine(database.url, **engine_options(database.url))
    with engine.begin() as opened:
        authoring.publish(opened, MODULE, "first", "", NOW)
        yield opened
    engine.dispose()


def current(connection: Connection) -> Version:
    return Shelf().version(connection, store.current_versions(connection)["enjeux"])


def statements(connection: Connection) -> list[str]:
    """Every statement sent from now on."""
    sent: list[str] = []
    event.listen(connection, "before_cursor_execute", lambda *event: sent.append(event[2]))
    return sent


def test_a_module_is_read_in_the_language_asked_for_where_it_is_translated(connection: Connection) -> None:
    assert authoring.publish_translation(connection, a_translation("The stakes"), "first") is Outcome.TRANSLATED
    shelf, version = Shelf(), current(connection)
    assert shelf.module(connection, version, "en", NOW).title == "The stakes"
    assert shelf.module(connection, version, "de", NOW) == version.module
    assert shelf.module(connection, version, "fr", NOW) is version.module


def test_a_translation_is_read_once_a_minute_and_french_never(connection: Connection) -> None:
    authoring.publish_translation(connection, a_translation("The stakes"), "first")
    shelf, version, sent = Shelf(), current(connection), statements(connection)
    for now in (NOW, NOW + timedelta(seconds=59)):
        for language in ("en", "de", "fr"):
            shelf.module(connection, version, language, now)
    assert len(sent) == 2
    shelf.module(connection, version, "en", LATER)
    assert len(sent) == 3


def test_a_corrected_translation_is_seen_a_minute_later_at_most(connection: Connection) -> None:
    shelf, version = Shelf(), current(connection)
    titles = []
    for title in ("The steaks", "The stakes"):
        authoring.publish_translation(connection, a_translation(title), "first")
        titles.append(shelf.module(connection, version, "en", NOW).title)
    assert titles == ["The steaks", "The steaks"]
    assert shelf.module(connection, version, "en", LATER).title == "The stakes"


def test_a_translation_that_comes_after_its_version_is_seen_too(connection: Connection) -> None:
    shelf, version = Shelf(), current(connection)
    assert shelf.module(connection, version, "en", NOW) == MODULE
    authoring.publish_translation(connection, a_translation("The stakes"), "first")
    assert shelf.module(connection, version, "en", LATER).title == "The stakes"


def test_the_same_translation_published_again_changes_nothing(connection: Connection) -> None:
    for expected in (Outcome.TRANSLATED, Outcome.UNCHANGED):
        assert authoring.publish_translation(connection, a_translation("The stakes"), "first") is expected


def test_each_version_and_language_has_its_own_translation(connection: Connection) -> None:
    authoring.publish(connection, build.a_module("enjeux", title="Les enjeux"), "second", "", NOW)
    authoring.publish_translation(connection, a_translation("The stakes"), "first")
    authoring.publish_translation(connection, a_translation("The new stakes"), "second")
    authoring.publish_translation(connection, a_translation("Die Lage", "de"), "second")
    rows = connection.execute(
        select(ModuleTranslationRow.source_fingerprint, ModuleTranslationRow.language, ModuleTranslationRow.document)
        .order_by(ModuleTranslationRow.version_id, ModuleTranslationRow.language)
    )  # fmt: skip
    assert [(row.source_fingerprint, row.language, json.loads(row.document)["title"]) for row in rows] == [
        ("first", "en", "The stakes"),
        ("second", "de", "Die Lage"),
        ("second", "en", "The new stakes"),
    ]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder of content with one module and its translation."""
    for name in ("modules", "images"):
        (tmp_path / name).mkdir()
    (tmp_path / "images" / "etiquette.svg").write_text("<svg/>", encoding="utf-8")
    (tmp_path / "modules" / "enjeux.yaml").write_text(SOURCE, encoding="utf-8")
    (tmp_path / "modules" / "enjeux.en.yaml").write_text(ENGLISH, encoding="utf-8")
    return tmp_path


def publish(app: Flask, folder: Path) -> Result:
    with app.app_context():
        return CliRunner().invoke(content_commands, ["publish", str(folder)])


def test_publishing_a_folder_publishes_its_translations(app: Flask, folder: Path) -> None:
    assert publish(app, folder).output == "enjeux: new version published\nenjeux.en: translation published\n"
    assert publish(app, folder).output == "enjeux: unchanged\nenjeux.en: unchanged\n"
    with app.app_context(), writing() as connection:
        assert Shelf().module(connection, current(connection), "en", NOW).title.startswith("The stakes")


def test_a_translation_with_a_problem_keeps_the_whole_folder_from_being_published(app: Flask, folder: Path) -> None:
    (folder / "modules" / "enjeux.en.yaml").write_text(ENGLISH.replace('    unit: "%"\n', ""), encoding="utf-8")
    result = publish(app, folder)
    assert result.exit_code == 1
    assert ": translation-missing: “unit” is in the source and not here. (Translate it.)" in result.output
    with app.app_context(), writing() as connection:
        assert current(connection).number == 1


def test_check_counts_translations_among_the_files(folder: Path) -> None:
    result = CliRunner().invoke(content_commands, ["check", str(folder)])
    assert result.output.startswith("2 files, 1 modules, ")
