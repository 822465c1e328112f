"""The timer's runs are kept, and the operator's page tells of them: never a person, never a figure."""

import re
from datetime import timedelta
from pathlib import Path

import pytest
from click.testing import Result
from flask import Flask
from flask.cli import ScriptInfo
from sqlalchemy import select, text

from quiz.command_line import quiz
from quiz.content.module import Module
from quiz.identity.role import Grant, Role
from quiz.storage import lease
from quiz.storage.transaction import writing
from quiz.tasks.tables import TaskRunRow
from tests.build import Clock
from tests.databases import Database
from tests.granting import grant
from tests.taking import rows, take
from tests.visit import Visit

SIZE = re.compile(r"[\d\s,]+[MG]o")


def timer(app: Flask) -> Result:
    """What the timer types."""
    return app.test_cli_runner().invoke(quiz, ["tasks", "run"], obj=ScriptInfo(create_app=lambda: app))


def runs(app: Flask) -> list[tuple[str, str | None, str]]:
    """Which tasks ran, and how they ended, in order."""
    columns = select(TaskRunRow.task, TaskRunRow.outcome, TaskRunRow.defect).order_by(TaskRunRow.id)
    return [(row.task, row.outcome, row.defect) for row in rows(app, columns)]


@pytest.fixture
def operator(app: Flask) -> Visit:
    """An operator, signed in."""
    grant(app, "nuit@example.org", Grant(Role.OPERATOR, label="exploitation, poste 1"))
    return Visit(app).sign_in("operator", email="nuit@example.org")


def test_before_and_after_the_timer(app: Flask, operator: Visit, clock: Clock) -> None:
    before = operator.get("/exploitation")
    for words in ("Le minuteur n’est pas passé", "Rien n’a encore été supprimé", "est en retard", "Jamais"):
        assert words in before.text, words
    assert timer(app).exit_code == 0
    after = operator.get("/exploitation")
    for words in ("Le minuteur n’est pas passé", "Rien n’a encore été supprimé", "est en retard"):
        assert words not in after.text, words
    assert "Faite" in after.text
    clock.advance(days=2)
    operator.sign_in("operator", email="nuit@example.org")
    assert "Le minuteur n’est pas passé" in operator.get("/exploitation").text


def test_a_run_is_kept_with_how_it_ended(app: Flask, clock: Clock) -> None:
    timer(app)
    clock.advance(hours=1)
    # No publication is due again.
    timer(app)
    done = [(task, "done", "") for task in ("statistics", "purge", "publication", "statistics", "purge")]
    assert runs(app) == done
    clock.advance(days=401)
    timer(app)
    assert len(runs(app)) == 3


def test_a_task_that_stops_does_not_stop_the_others_and_keeps_its_words_to_itself(
    app: Flask, operator: Visit, modules: tuple[Module, ...], database: Database
) -> None:
    database.spoil()
    take(Visit(app).sign_in(), modules[0])
    with app.app_context(), writing() as connection:
        connection.execute(text("DROP TABLE item_count"))
    done = timer(app)
    assert (done.exit_code, type(done.exception).__name__) == (1, runs(app)[0][2])
    assert [(task, outcome) for task, outcome, _defect in runs(app)][:2] == [
        ("statistics", "stopped"),
        ("purge", "done"),
    ]
    page = operator.get("/exploitation")
    assert "Un défaut a interrompu la dernière exécution" in page.text
    assert f"Interrompue par un défaut ({runs(app)[0][2]})" in page.text
    assert "item_count" not in page.text


def test_a_task_declined_says_so_and_needs_nobody(app: Flask, operator: Visit, clock: Clock) -> None:
    with app.app_context(), writing() as connection:
        assert lease.take(connection, "figures", "another machine", clock(), timedelta(minutes=5))
    assert timer(app).exit_code == 1
    assert runs(app)[-1] == ("publication", "declined", "")
    page = operator.get("/exploitation")
    assert "Remise à plus tard" in page.text
    assert "Un défaut" not in page.text


def test_nobody_and_no_figure_is_on_the_page(app: Flask, operator: Visit, modules: tuple[Module, ...]) -> None:
    timer(app)
    alone = operator.get("/exploitation")
    for number in range(2):
        take(Visit(app).sign_in(f"agent {number}"), modules[0])
    assert SIZE.sub("", operator.get("/exploitation").text) == SIZE.sub("", alone.text)


def test_the_version_of_the_service_is_that_of_the_changelog(operator: Visit) -> None:
    changelog = (Path(__file__).resolve().parents[2] / "CHANGELOG.md").read_text("utf-8")
    [newest, *_older] = re.findall(r"^## ([0-9.]+)", changelog, re.MULTILINE)
    assert f"Ce service{newest}" in operator.get("/exploitation").text
