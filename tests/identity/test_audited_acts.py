"""Every act that changes what others may see leaves its line in the audit log, in words that its readers understand."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result
from flask import Flask
from flask.cli import ScriptInfo
from sqlalchemy import select

from quiz.command_line import quiz
from quiz.content.module import Module
from quiz.identity.audit.tables import AuditRow
from quiz.identity.role import Grant, Role
from tests.build import a_module
from tests.granting import grant
from tests.identity.organisation.proposal.test_pages import SHEET, send
from tests.service import ROOT
from tests.taking import rows
from tests.visit import Visit, held_values

HERE = "/tableau-de-bord/rivages/entites"


@pytest.fixture
def modules() -> tuple[Module, ...]:
    """Those of the series of the service: none may leave the path."""
    return tuple(a_module(slug) for slug in ("reseau", "enjeux", "actions", "dinum", "financement"))


@pytest.fixture
def pilot(app: Flask) -> Visit:
    """A pilot who is an author too, signed in."""
    grant(app, "pilote@example.org", Grant(Role.PILOT, label="mission"), Grant(Role.AUTHOR, label="rédaction"))
    return Visit(app).sign_in("pilote", email="pilote@example.org")


@pytest.fixture
def command(app: Flask) -> Callable[..., Result]:
    """A `quiz` command, on the database of the test."""

    def run(*words: str) -> Result:
        done = app.test_cli_runner().invoke(quiz, [*words], obj=ScriptInfo(create_app=lambda: app))
        assert done.exit_code == 0, done.output
        return done

    return run


def acts(app: Flask) -> list[tuple[str, str, str]]:
    """What was done, by which role, on what, in order; less the roles the fixtures gave."""
    found = rows(app, select(AuditRow.act, AuditRow.role, AuditRow.what).order_by(AuditRow.id))
    return [tuple(row) for row in found if row.act != "role_granted"]


def test_entities_opened_closed_and_accepted(app: Flask, pilot: Visit) -> None:
    for opened in ("yes", "no"):
        pilot.send(pilot.get(HERE), {"opened": opened}, to="/ouverture")
    send(pilot, SHEET.encode())
    page = pilot.follow(pilot.get("/pilotage/entites"), "Ministère des Rivages")
    pilot.send(page, {"decision": "accepted"})
    # Decided already: nothing is done, and nothing is said to be.
    pilot.send(page, {"decision": "accepted"})
    assert acts(app) == [
        ("organisations_changed", "pilot", "rivages · opened"),
        ("organisations_changed", "pilot", "rivages · closed"),
        ("organisations_changed", "pilot", "rivages · accepted"),
    ]
    page = pilot.get("/journal")
    for words in ("Rivages, entités ouvertes", "Rivages, entités fermées", "Rivages, entités proposées, acceptées"):
        assert words in page.text


def test_a_proposal_refused_leaves_no_line(app: Flask, pilot: Visit) -> None:
    send(pilot, SHEET.encode())
    pilot.send(pilot.follow(pilot.get("/pilotage/entites"), "Ministère des Rivages"), {"decision": "refused"})
    assert acts(app) == []


def test_reference_files_loaded_once_and_not_again_where_they_change_nothing(
    app: Flask, pilot: Visit, command: Callable[..., Result]
) -> None:
    for _time in range(2):
        command("organisations", "load", str(ROOT / "content/reference"))
    assert acts(app) == [("organisations_changed", "command", "loaded")]
    assert "fichiers de référence chargés" in pilot.get("/journal").text


def test_a_copy_and_a_publication_by_command(
    app: Flask, pilot: Visit, command: Callable[..., Result], tmp_path: Path
) -> None:
    command("figures", "publish")
    command("figures", "close-quarter", "--on", "2026-11-23")
    command("db", "backup", str(tmp_path / "copy"))
    assert [act for act, _role, _what in acts(app)] == ["figures_published", "figures_published", "database_copied"]
    assert "Base de données copiée" in pilot.get("/journal").text


def test_a_module_published_in_the_browser_and_by_command(
    app: Flask, pilot: Visit, command: Callable[..., Result]
) -> None:
    for _time in range(2):
        command("content", "publish", str(ROOT / "content"))
    published = acts(app)
    assert {(act, role) for act, role, _what in published} == {("module_published", "command")}
    # Each module once, and each translation.
    names = [what for _act, _role, what in published]
    assert len(names) == len(set(names))
    assert any(name.endswith(".en") for name in names)
    for path, what, before, after in (
        ("/redaction/enjeux", "enjeux", "pass_mark: 70 %", "pass_mark: 75 %"),
        ("/redaction/enjeux/traductions/en", "enjeux.en", "title: ", "title: More on "),
    ):
        page = pilot.get(path)
        [form] = [form for form in page.all("form") if list(form.iter("textarea"))]
        values = dict(held_values(form))
        changed = values["text"].replace(before, after, 1)
        assert changed != values["text"]
        pilot.checked(pilot.post(path, {**values, "text": changed, "publish": "1"}), 200)
        assert acts(app)[-1] == ("module_published", "pilot", what)
    assert len(acts(app)) == len(published) + 2


def test_a_series_that_loses_a_counted_module_is_refused_in_words_and_publishes_nothing(
    app: Flask, command: Callable[..., Result], tmp_path: Path
) -> None:
    shutil.copytree(ROOT / "content", tmp_path / "content")
    [series] = (tmp_path / "content/series").glob("*.yaml")
    command("content", "publish", str(tmp_path / "content"))
    before = acts(app)
    series.write_text(series.read_text("utf-8").replace("  - dinum\n", ""), "utf-8")
    words = ["content", "publish", str(tmp_path / "content")]
    refused = app.test_cli_runner().invoke(quiz, words, obj=ScriptInfo(create_app=lambda: app))
    assert (refused.exit_code, "keep it there" in refused.output) == (1, True)
    assert acts(app) == before
