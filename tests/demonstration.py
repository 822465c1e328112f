"""The demonstration in one process: the real content published, the invented world, somebody behind each door."""

import json
import re
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from random import Random

from flask import Flask
from sqlalchemy import select

from quiz.application import create_app
from quiz.authoring import store as authoring
from quiz.content.files import read_folder, read_image
from quiz.content.item import ScoredItem, UnscoredItem
from quiz.content.module import Module
from quiz.content.reading import images_shown
from quiz.content.tables import ModuleVersionRow
from quiz.demo.store import seed
from quiz.identity.guard import given
from quiz.learning.tables import AttemptRow
from quiz.storage.database import db
from quiz.storage.transaction import writing
from tests import build
from tests.counted import found
from tests.databases import Sqlite, migrate
from tests.shared import shared
from tests.visit import Visit

CONTENT = Path(__file__).resolve().parents[1] / "content"
NOW = datetime(2026, 12, 1, 10, 0, tzinfo=UTC)
QUESTION = re.compile(r"/modules/([^/]+)/tentatives/(\d+)/questions/(\d+)$")


def stocked() -> Path:
    """A SQLite file holding the demonstration, to copy."""
    return shared("stocked.db", _stock)


@contextmanager
def demonstration(folder: Path) -> Iterator[Flask]:
    """The demonstration, on a database of its own in a folder."""
    database = Sqlite(folder / "quiz.db", stocked())
    # What the file holds was drawn with the chance of any test: the same would give the same identifiers again.
    chance = build.Chance(Random(2027))  # noqa: S311 - as in build
    app = create_app(build.settings(database.url, demonstration=True), build.Clock(NOW), chance)
    yield app
    with app.app_context():
        db.engine.dispose()


def _stock(file: Path) -> None:
    url = f"sqlite:///{file}"
    migrate(url)
    app = create_app(build.settings(url, demonstration=True), build.Clock(NOW), build.Chance())
    with app.app_context():
        _publish_and_invent()
        db.engine.dispose()


def _publish_and_invent() -> None:
    reading = read_folder(CONTENT, NOW.date())
    pictures = {name: read_image(CONTENT, name) for name in images_shown(reading)}
    with writing() as connection:
        authoring.publish_folder(connection, reading, pictures, NOW)
    assert seed(given())


def enter(app: Flask, door: str) -> Visit:
    """Someone who has come through a door."""
    visit = Visit(app)
    page = visit.send(visit.get("/demonstration"), to=f"/portes/{door}")
    if page.path.startswith("/mon-ministere"):
        visit.confirm(page)
    return visit


def item_at(address: str, database_url: str) -> ScoredItem | UnscoredItem:
    """The item asked at an address, told by the database: by the latest attempt of that module and number."""
    place = QUESTION.search(address)
    assert place, address
    attempts = (
        select(AttemptRow.items, ModuleVersionRow.document)
        .join(ModuleVersionRow, ModuleVersionRow.id == AttemptRow.version_id)
        .where(AttemptRow.module_slug == place[1], AttemptRow.number == int(place[2]))
        .order_by(AttemptRow.opened_at.desc())
    )
    items, document = found(database_url, attempts)[0]
    item = Module.model_validate_json(document).item(json.loads(items)[int(place[3]) - 1])
    assert item is not None
    return item
