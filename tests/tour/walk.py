"""Every page of every role, by chapters: each is the same at each run, whatever ran before it."""

from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from random import Random
from urllib.parse import urlsplit

from flask import Blueprint, Flask
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import HTTPException

from quiz.application import create_app
from quiz.identity.role import Grant, Role
from quiz.refusal import Reason, Refused
from quiz.storage.database import db
from tests import build, identity_provider
from tests.demonstration import CONTENT, NOW, enter, item_at, stock
from tests.granting import grant
from tests.page_rules import Page
from tests.taking import answer_to, onward
from tests.visit import Visit, form_of, held_values

KINDS = frozenset(
    """single_choice multiple_choice true_false true_false_grid numeric ordering matching
    categorise cloze short_answer hotspot opinion commitment""".split()  # noqa: SIM905
)
MODULES = tuple(sorted(path.stem for path in (CONTENT / "modules").glob("*.yaml") if "." not in path.stem))
# These may be left blank: there is nothing to correct.
BLANK_ALLOWED = frozenset(("opinion", "commitment"))
DONT_KNOW = {"dont_know": "1"}
DEFECT = "defect"
# Files, and not pages.
FILES = frozenset(("static_file", "learning.image"))
refusals = Blueprint("refusals", __name__)


@dataclass(frozen=True)
class Seen:
    """A page of the tour: what it is, and the page; `what` is the same at each run."""

    what: str
    page: Page


@dataclass(frozen=True)
class Tour:
    """The application that is visited."""

    app: Flask
    clock: build.Clock
    chance: build.Chance
    database_url: str
    # What was seen in this chapter, by endpoint.
    known: set[str] = field(default_factory=set)

    def chapter(self, name: str) -> Iterator[Seen]:
        """The pages of a chapter."""
        self.begin(name)
        self.known.clear()
        for seen in CHAPTERS[name](self):
            self.known.add(self.endpoint(seen.page.path))
            yield seen

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


def make_tour(database_url: str) -> Tour:
    """The demonstration on a migrated, empty database, ready to be visited."""
    clock, chance = build.Clock(NOW), build.Chance()
    app = create_app(build.settings(database_url, demonstration=True), clock, chance)
    app.register_blueprint(refusals)
    app.register_blueprint(identity_provider.pages)
    with app.app_context():
        stock()
    return Tour(app, clock, chance, database_url)


def open_to_all(tour: Tour) -> Iterator[Seen]:
    """What anyone may read."""
    visit = Visit(tour.app)
    for path in ("/", *(f"/modules/{slug}" for slug in MODULES), "/demonstration"):
        yield Seen(path, visit.get(path))
    yield from linked(tour, visit, [visit.get("/")], open_to_all=True)


def preferences(tour: Tour) -> Iterator[Seen]:
    """Pages as a reader prefers them."""
    for name, value in (("theme", "dark"), ("theme", "light"), ("language", "en")):
        visit = Visit(tour.app)
        visit.post("/preferences", {"path": "/", name: value})
        for path in ("/", "/modules/enjeux"):
            yield Seen(f"{path}, {name} {value}", visit.get(path, excused=ENGLISH if value == "en" else ()))


# The rules of French do not hold in English.
ENGLISH = ("language",)


def errors(tour: Tour) -> Iterator[Seen]:
    """Each refusal, a defect, a page that does not exist, a method that is not served."""
    visit = Visit(tour.app)
    yield Seen("nothing at this address", visit.get("/nulle-part", 404))
    yield Seen("a method that is not served", visit.checked(visit.client.put("/"), 405))
    for reason in (*(reason.value for reason in Reason), DEFECT):
        response = visit.client.get(f"/refus/{reason}")
        yield Seen(reason.replace("_", " "), visit.checked(response, response.status_code))


def organisation(tour: Tour) -> Iterator[Seen]:
    """An agent says where they work."""
    visit = Visit(tour.app)
    suggested = visit.send(visit.get("/demonstration"), to="/portes/agent")
    yield Seen("organisation suggested", suggested)
    another = visit.follow(suggested, "Choisir un autre")
    yield Seen("organisation to choose", another)
    [choice] = [form for form in another.all("form") if any(True for _select in form.iter("select"))]
    blank = visit.post("/mon-ministere", dict(held_values(choice)))
    yield Seen("organisation not chosen", visit.checked(blank, 422))
    yield Seen("organisation confirmed", visit.confirm(suggested))
    yield Seen("organisation, once confirmed", visit.get("/mon-ministere"))
    yield Seen("no result yet", visit.get("/mes-resultats"))
    yield Seen("not open to an agent", visit.get("/pilotage", 403))


def questions(tour: Tour) -> Iterator[Seen]:
    """Every kind of question: to answer, left blank, answered."""
    visit = enter(tour.app, "agent")
    missing = set(KINDS)
    for slug in ("actions", "enjeux") * 5:
        page = begin(tour, visit, slug)
        while "/questions/" in page.path:
            item = item_at(page.path, tour.database_url)
            new = item.kind in missing
            missing.discard(item.kind)
            if new:
                yield Seen(f"{item.kind} to answer", page)
            if new and item.kind not in BLANK_ALLOWED:
                yield Seen(f"{item.kind} left blank", visit.send(page, to="/questions/", status=422))
            page = visit.send(page, answer_to(item) if new else DONT_KNOW, to="/questions/")
            if new:
                yield Seen(f"{item.kind} answered", page)
            page = onward(visit, page)
        if not missing:
            return
    raise AssertionError(f"never asked: {sorted(missing)}")


def results(tour: Tour) -> Iterator[Seen]:
    """A module passed, another one completed only, a third one under way."""
    visit = enter(tour.app, "agent")
    page = begin(tour, visit, "reseau")
    other_tab = visit.get(page.path)
    yield Seen("answers to read again", visit.get("/modules/reseau/tentatives/1/relecture"))
    while "/questions/" in page.path:
        page = onward(visit, visit.send(page, answer_to(item_at(page.path, tour.database_url)), to="/questions/"))
    yield Seen("result of a module passed", page)
    yield Seen("answered in another tab", visit.send(other_tab, DONT_KNOW, to="/questions/", status=409))
    page = begin(tour, visit, "dinum")
    while "/questions/" in page.path:
        page = onward(visit, visit.send(page, DONT_KNOW, to="/questions/"))
    yield Seen("result of a module not passed", page)
    page = begin(tour, visit, "financement")
    expired = visit.post(page.path, {**form_of(page, "/questions/").values, "csrf_token": "lost"})
    yield Seen("a question whose page expired", visit.checked(expired, expired.status_code))
    for path in ("/", "/modules/reseau", "/modules/financement", "/mes-resultats"):
        page = visit.get(path)
        yield Seen(f"{path} on the way", page)
    yield from linked(tour, visit, [page])


def referent(tour: Tour) -> Iterator[Seen]:
    """A ministry, large, small, young or new."""
    visit = enter(tour.app, "referent")
    for ministry in ("rivages", "sentiers", "apprentissages", "calendrier"):
        yield Seen(f"dashboard of {ministry}", visit.get(f"/tableau-de-bord/{ministry}"))
    yield Seen("a ministry of someone else", visit.get("/tableau-de-bord/phares", 404))
    yield from linked(tour, visit, [visit.get("/")])


def pilot(tour: Tour) -> Iterator[Seen]:
    """Every ministry."""
    visit = enter(tour.app, "pilot")
    yield Seen("every ministry", visit.get("/pilotage"))
    for ministry in ("phares", "belvederes"):
        yield Seen(f"dashboard of {ministry}, under the threshold", visit.get(f"/tableau-de-bord/{ministry}"))
    yield from linked(tour, visit, [visit.get("/")])


def author(tour: Tour) -> Iterator[Seen]:
    """A draft with mistakes, published modules, a draft that someone else changed."""
    visit = enter(tour.app, "author")
    yield Seen("modules to write", visit.get("/redaction"))
    draft = visit.get("/redaction/imprimer")
    yield Seen("a draft with mistakes", draft)
    refused = visit.post(draft.path, {**form_of(draft).values, "publish": "1"})
    yield Seen("a draft that cannot be published", visit.checked(refused, 422))
    yield Seen("a module as published", visit.get("/redaction/enjeux"))
    yield Seen("a module previewed", visit.get("/redaction/actions/apercu"))
    draft = visit.get("/redaction/imprimer")
    text = form_of(draft).values["text"]
    visit.send(draft, {"text": f"# Relu\n{text}"})
    yield Seen("a draft that someone else changed", visit.send(draft, {"text": f"# Lu\n{text}"}, status=409))
    yield from linked(tour, visit, [visit.get("/"), draft])


def operator(tour: Tour) -> Iterator[Seen]:
    """The state of the system, whose door is not one of the demonstration's."""
    grant(tour.app, "exploitation@example.org", Grant(Role.OPERATOR, label="exploitation, poste 1"))
    visit = Visit(tour.app).sign_in("exploitation", email="exploitation@example.org")
    yield Seen("the state of the system", visit.get("/exploitation"))
    yield from linked(tour, visit, [visit.get("/")])


def begin(tour: Tour, visit: Visit, slug: str) -> Page:
    """The first question of a new attempt, or where an open one was left."""
    # Of two attempts, the later one is told by its hour.
    tour.clock.advance(minutes=1)
    return visit.send(visit.get(f"/modules/{slug}"), to="/tentatives")


def linked(tour: Tour, visit: Visit, pages: list[Page], *, open_to_all: bool = False) -> Iterator[Seen]:
    """One page of each kind not seen in this chapter that links lead to: what is new is visited by itself.

    What is open to all is left to the chapter of that name.
    """
    waiting = list(pages)
    tried: set[str] = set()
    for page in waiting:
        for link in page.all("a"):
            address = link.get("href", "").partition("#")[0]
            name = tour.endpoint(address) if address.startswith("/") else ""
            if not name or name in tour.known | tried or name in FILES:
                continue
            tried.add(name)
            if not open_to_all and Visit(tour.app).client.get(address).status_code == 200:
                continue
            response = visit.client.get(address)
            if response.status_code == 200 and response.mimetype == "text/html":
                found = visit.checked(response, 200)
                waiting.append(found)
                yield Seen(address, found)


CHAPTERS: dict[str, Callable[[Tour], Iterator[Seen]]] = {
    "open to all": open_to_all,
    "preferences": preferences,
    "errors": errors,
    "organisation": organisation,
    "questions": questions,
    "results": results,
    "referent": referent,
    "pilot": pilot,
    "author": author,
    "operator": operator,
}
