"""The demonstration on real content, with something of everything: what pages are judged on."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import pytest
from flask import Flask

from quiz.application import create_app
from quiz.authoring import store as authoring
from quiz.content import store as content
from quiz.content.files import media_digests, read_folder
from quiz.content.fingerprint import module_fingerprint
from quiz.demo.store import seed
from quiz.demo.world import DOORS
from quiz.identity.guard import given
from quiz.storage.database import db
from quiz.storage.transaction import writing
from tests import build
from tests.databases import Sqlite
from tests.visit import Visit, form_of

CONTENT = Path(__file__).resolve().parents[2] / "content"
NOW = datetime(2026, 12, 1, 10, 0, tzinfo=UTC)
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


def stock() -> None:
    """Publish the content of this repository, and invent the rest."""
    reading = read_folder(CONTENT, NOW.date())
    media = media_digests(CONTENT)
    with writing() as connection:
        for series in reading.series:
            if series.value:
                content.save_series(connection, series.value, NOW)
        for file in reading.modules:
            if file.value:
                authoring.publish(connection, file.value, module_fingerprint(file.value, media), file.source, NOW)
    assert seed(given())


def enter(app: Flask, door: str) -> Visit:
    """Someone who has come through a door."""
    visit = Visit(app)
    page = visit.send(visit.get("/demonstration"), to=f"/portes/{door}")
    if page.path.startswith("/mon-ministere"):
        visit.post("/mon-ministere", {"csrf_token": csrf_token(visit), "ministry": "rivages"})
    return visit


def csrf_token(visit: Visit) -> str:
    """A token good for any form of this visitor, from the form at the foot of the page."""
    [field] = [field for field in visit.get("/").all("input") if field.get("name") == "csrf_token"][:1]
    return field.attrib["value"]


def take_one_and_begin_another(visit: Visit) -> None:
    """Answer "I do not know" to the end of a module, then begin it again."""
    page = visit.get(f"/modules/{MODULE}")
    while f"/tentatives/{OPEN}/" not in page.path:
        page = visit.send(visit.get(f"/modules/{MODULE}"), to="/tentatives")
        form = form_of(page, "/questions/")
        visit.post(form.action, {**form.values, "dont_know": "1"})
