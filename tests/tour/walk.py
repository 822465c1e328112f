"""The application that is toured, and how it is walked: each chapter is the same at each run, after any other."""

from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path
from random import Random
from urllib.parse import urlsplit

from flask import Blueprint, Flask
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import HTTPException

from quiz.application import create_app
from quiz.refusal import Reason, Refused
from quiz.settings import ProConnect
from quiz.storage.database import db
from tests import build, identity_provider
from tests.databases import Sqlite
from tests.demonstration import NOW, stocked
from tests.page_rules import Page
from tests.visit import Visit

DEFECT = "defect"
# Files, and not pages.
FILES = frozenset(("static_file", "picture.image"))
ADDRESS = "http://localhost"
# It has pages of its own here; nobody goes there.
NEVER_ASKED = ProConnect("https://proconnect.invalid", "client", "secret")
refusals = Blueprint("refusals", __name__)


@dataclass(frozen=True)
class Seen:
    """A page of the tour: what it is, the same at each run, and what came."""

    what: str
    path: str
    status: int
    headers: tuple[tuple[str, str], ...]
    html: str


def seen(what: str, page: Page) -> Seen:
    """A page, once looked at."""
    return Seen(what, page.path, page.status, tuple(page.headers.items()), page.html)


@dataclass(frozen=True)
class Tour:
    """The application that is visited."""

    app: Flask
    clock: build.Clock
    chance: build.Chance
    database_url: str

    def begin(self, name: str) -> None:
        """Let what follows be the same at each run, whichever chapters came before."""
        self.chance.source = Random(name)  # noqa: S311 - wanted: the same at each run
        self.clock.now = NOW

    def endpoint(self, address: str) -> str:
        """Which page is read at an address; nothing where it is none of ours."""
        with suppress(HTTPException):
            return str(self.app.url_map.bind("localhost").match(urlsplit(address).path)[0])
        return ""

    def close(self) -> None:
        """Leave the database."""
        with self.app.app_context():
            db.engine.dispose()


@refusals.get("/refus/<reason>")
def refuse(reason: str) -> ResponseReturnValue:
    """Whatever can be refused, and a defect; only the tour has this page."""
    if reason == DEFECT:
        raise RuntimeError("a defect, on purpose")
    raise Refused(Reason(reason))


def make_tour(folder: Path) -> Tour:
    """The demonstration on a database of its own in a folder, ready to be visited."""
    clock, chance = build.Clock(NOW), build.Chance()
    database = Sqlite(folder / "quiz.db", stocked())
    settings = replace(build.settings(database.url, demonstration=True), address=ADDRESS, proconnect=NEVER_ASKED)
    app = create_app(settings, clock, chance)
    # Mails stand in the log of a demonstration.
    app.logger.disabled = True
    app.register_blueprint(refusals)
    app.register_blueprint(identity_provider.pages)
    return Tour(app, clock, chance, database.url)


def linked(tour: Tour, visit: Visit, pages: Iterable[Page], *, left: Visit | None) -> Iterator[Seen]:
    """One page of each kind that these and the pages found lead to.

    What someone else may read as well is left to the chapter about them.
    """
    waiting = list(pages)
    known = {tour.endpoint(page.path) for page in waiting} | FILES
    for page in waiting:
        for link in page.all("a"):
            address = link.get("href", "").partition("#")[0]
            name = tour.endpoint(address) if address.startswith("/") else ""
            if not name or name in known:
                continue
            known.add(name)
            if left is not None and left.client.get(address).status_code == 200:
                continue
            response = visit.client.get(address)
            if response.status_code == 200 and response.mimetype == "text/html":
                found = visit.checked(response, 200)
                waiting.append(found)
                yield seen(address, found)


def begin(tour: Tour, visit: Visit, slug: str) -> Page:
    """The first question of a new attempt, or where an open one was left."""
    # Of two attempts, the later one is told by its hour.
    tour.clock.advance(minutes=1)
    return visit.send(visit.get(f"/modules/{slug}"), to="/tentatives")
