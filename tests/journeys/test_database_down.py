"""The database goes away and comes back: nothing is acknowledged that was not recorded."""

from collections.abc import Iterator

import pytest
from flask import Flask

from quiz.content.module import Module
from quiz.storage.database import db
from tests.build import a_module, some_items
from tests.databases import Database
from tests.taking import answer_to, item_on, responses, start
from tests.visit import Visit, form_of


class Outage:
    """The database of a test, which goes away and comes back."""

    def __init__(self, app: Flask, database: Database) -> None:
        self.app = app
        self.database = database
        self.down = False

    def begin(self) -> None:
        """Take the database away; a file already open would still answer, so its connections are closed."""
        if self.app.config["SQLALCHEMY_DATABASE_URI"].startswith("sqlite"):
            with self.app.app_context():
                db.engine.dispose()
        self.database.stop()
        self.down = True

    def end(self) -> None:
        """Bring it back."""
        if self.down:
            self.database.start()
        self.down = False


@pytest.fixture
def modules() -> tuple[Module, ...]:
    return (a_module("enjeux", items=some_items(3)),)


@pytest.fixture
def outage(app: Flask, database: Database) -> Iterator[Outage]:
    failing = Outage(app, database)
    yield failing
    failing.end()


def test_an_answer_during_an_outage_is_not_acknowledged_and_can_be_sent_again(
    app: Flask, visit: Visit, outage: Outage, modules: tuple[Module, ...]
) -> None:
    page = start(visit.sign_in(), modules[0])
    form = form_of(page, "/questions/").filled(answer_to(item_on(page, modules[0])))
    outage.begin()
    told = visit.checked(visit.post(form.action, form.values), 503)
    assert int(told.headers["Retry-After"]) > 0
    outage.end()
    assert responses(app) == []
    assert visit.post(form.action, form.values).status_code == 303
    assert len(responses(app)) == 1


def test_the_probe_says_so_and_comes_back(visit: Visit, outage: Outage) -> None:
    assert visit.client.get("/healthz").status_code == 200
    outage.begin()
    told = visit.client.get("/healthz")
    assert (told.status_code, told.text, "Set-Cookie" in told.headers) == (503, "unavailable\n", False)
    outage.end()
    assert visit.client.get("/healthz").status_code == 200


def test_every_page_says_so_and_comes_back(visit: Visit, outage: Outage) -> None:
    visit.sign_in()
    outage.begin()
    for path in ("/", "/modules/enjeux", "/mes-resultats"):
        page = visit.get(path, status=503)
        assert page.headers["Retry-After"]
        assert "Traceback" not in page.html
    outage.end()
    assert visit.get("/mes-resultats").heading
