"""The demonstration on real content, with something of everything: what pages are judged on."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from flask import Flask

from quiz.application import create_app
from quiz.demo.world import DOORS
from quiz.storage.database import db
from tests import build
from tests.databases import Sqlite
from tests.demonstration import NOW, enter, stock
from tests.visit import Visit, form_of

MODULE = "enjeux"
FINISHED, OPEN = 1, 2


@dataclass(frozen=True)
class Demonstration:
    """The application, and a visitor signed in behind each door; the agent has one attempt finished, one open."""

    app: Flask
    visits: dict[str, Visit]


@pytest.fixture(scope="module")
def demonstration(tmp_path_factory: pytest.TempPathFactory, migrated: Path) -> Iterator[Demonstration]:
    """The demonstration, as `make run` leaves it, then visited."""
    database = Sqlite(tmp_path_factory.mktemp("house") / "quiz.db", migrated)
    app = create_app(build.settings(database.url, demonstration=True), build.Clock(NOW), build.Chance())
    with app.app_context():
        stock()
    visits = {"visitor": Visit(app)} | {door.name: enter(app, door.name) for door in DOORS}
    take_one_and_begin_another(visits["agent"])
    yield Demonstration(app, visits)
    with app.app_context():
        db.engine.dispose()


def take_one_and_begin_another(visit: Visit) -> None:
    """Answer "I do not know" to the end of a module, then begin it again."""
    page = visit.get(f"/modules/{MODULE}")
    while f"/tentatives/{OPEN}/" not in page.path:
        page = visit.send(visit.get(f"/modules/{MODULE}"), to="/tentatives")
        form = form_of(page, "/questions/")
        visit.post(form.action, {**form.values, "dont_know": "1"})
