"""The fixtures: a database of each kind, the real application on it, and a visitor."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from flask import Flask
from hypothesis import settings as properties

from quiz.application import create_app
from quiz.authoring import store as authoring
from quiz.content import store as content
from quiz.content.fingerprint import module_fingerprint
from quiz.content.module import Module
from quiz.identity import store as identity
from quiz.settings import Settings
from quiz.storage.database import db
from quiz.storage.transaction import writing
from tests import build, identity_provider
from tests.databases import Database, Postgresql, Server, Sqlite, migrate, wait_for_no_disk
from tests.examples import examples
from tests.provision import postgresql
from tests.remembered import remember, remember_statements
from tests.shared import folder, shared
from tests.visit import Visit

properties.register_profile("here", examples(100))
properties.load_profile("here")
# Made before there are workers, who share it.
folder()
remember()


@pytest.fixture(scope="session")
def server() -> Iterator[Server]:
    """A PostgreSQL server for the whole run, started by the first test that needs it."""
    programs = postgresql()
    assert programs is not None, "PostgreSQL is missing: python -m tests.provision"
    started = Server(programs)
    yield started
    started.remove()


@pytest.fixture(scope="session")
def migrated() -> Path:
    """A migrated SQLite file, to copy."""
    return shared("migrated.db", lambda file: migrate(f"sqlite:///{file}"))


@pytest.fixture
def sqlite(tmp_path: Path, migrated: Path) -> Sqlite:
    """A migrated SQLite database."""
    return Sqlite(tmp_path / "quiz.db", migrated)


@pytest.fixture(params=["sqlite", "postgresql"])
def database(request: pytest.FixtureRequest) -> Iterator[Database]:
    """A migrated database, of one kind then of the other."""
    if request.param == "sqlite":
        yield request.getfixturevalue("sqlite")
        return
    own = Postgresql(request.getfixturevalue("server"))
    yield own
    own.drop()


@pytest.fixture
def clock() -> build.Clock:
    """The hour, moved by hand."""
    return build.Clock()


@pytest.fixture
def modules() -> tuple[Module, ...]:
    """The modules published; a file of tests may say others."""
    return (build.a_module("enjeux"), build.a_module("usages"))


@pytest.fixture
def settings(database: Database) -> Settings:
    """The settings of the application; a file of tests may say others."""
    return build.settings(database.url)


@pytest.fixture
def app(settings: Settings, clock: build.Clock, modules: tuple[Module, ...]) -> Iterator[Flask]:
    """The real application, its modules published and its ministries known, with a stand-in identity provider."""
    app = create_app(settings, clock, build.Chance())
    app.register_blueprint(identity_provider.pages)
    with app.app_context():
        remember_statements(db.engine)
        wait_for_no_disk(db.engine)
    with app.app_context(), writing() as connection:
        for module in modules:
            authoring.publish(connection, module, module_fingerprint(module), "", clock())
        content.save_series(connection, build.a_series(*modules), clock())
        identity.save_ministries(connection, build.MINISTRIES)
    # Not inside the context: each request must have its own.
    yield app
    with app.app_context():
        db.engine.dispose()


@pytest.fixture
def visit(app: Flask) -> Visit:
    """Someone with a browser."""
    return Visit(app)


@pytest.fixture
def another_visit(app: Flask) -> Callable[[], Visit]:
    """Someone else, or the same person on another device."""
    return lambda: Visit(app)
