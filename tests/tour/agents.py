"""The chapters of anyone and of agents: what all may read, refusals, the organisation, questions, results, ways in."""

from collections.abc import Iterator
from xml.etree.ElementTree import Element

from quiz.refusal import Reason
from tests.demonstration import CONTENT, enter, item_at
from tests.page_rules import Page
from tests.taking import answer_to, onward
from tests.tour.walk import DEFECT, Seen, Tour, begin, linked, seen
from tests.visit import Visit, form_of, held_values

KINDS = frozenset(
    """single_choice multiple_choice true_false true_false_grid numeric ordering matching
    categorise cloze short_answer hotspot opinion commitment""".split()  # noqa: SIM905 - a line each would hide the list
)
MODULES = tuple(sorted(path.stem for path in (CONTENT / "modules").glob("*.yaml") if "." not in path.stem))
# These may be left blank: there is nothing to correct.
BLANK_ALLOWED = frozenset(("opinion", "commitment"))
DONT_KNOW = {"dont_know": "1"}
# The rules of French do not hold in English.
ENGLISH = ("language",)


def open_to_all(tour: Tour) -> Iterator[Seen]:
    """What anyone may read."""
    visit = Visit(tour.app)
    for path in ("/", *(f"/modules/{slug}" for slug in MODULES), "/demonstration"):
        yield seen(path, visit.get(path))
    yield from linked(tour, visit, [visit.get("/"), visit.get("/modules/enjeux")], left=None)


def preferences(tour: Tour) -> Iterator[Seen]:
    """Pages as a reader prefers them."""
    for name, value in (("theme", "dark"), ("theme", "light"), ("language", "en")):
        visit = Visit(tour.app)
        visit.post("/preferences", {"path": "/", name: value})
        for path in ("/", "/modules/enjeux", "/demonstration"):
            yield seen(f"{path}, {name} {value}", visit.get(path, excused=ENGLISH if value == "en" else ()))


def errors(tour: Tour) -> Iterator[Seen]:
    """Each refusal, a defect, a page that does not exist, a method that is not served."""
    visit = Visit(tour.app)
    yield seen("nothing at this address", visit.get("/nulle-part", 404))
    yield seen("a method that is not served", visit.checked(visit.client.put("/"), 405))
    for reason in (*(reason.value for reason in Reason), DEFECT):
        response = visit.client.get(f"/refus/{reason}")
        yield seen(reason.replace("_", " "), visit.checked(response, response.status_code))


def organisation(tour: Tour) -> Iterator[Seen]:
    """An agent says where they work, then that it is elsewhere."""
    visit = Visit(tour.app)
    suggested = visit.send(visit.get("/demonstration"), to="/portes/agent")
    yield seen("organisation suggested", suggested)
    another = visit.follow(suggested, "Choisir un autre")
    yield seen("organisation to choose", another)
    blank = dict(held_values(choice_on(another)))
    yield seen("organisation not chosen", visit.checked(visit.post("/mon-ministere", blank), 422))
    yield seen("organisation confirmed", visit.confirm(suggested))
    yield seen("organisation, once confirmed", visit.get("/mon-ministere"))
    yield seen("no result yet", visit.get("/mes-resultats"))
    yield seen("not open to an agent", visit.get("/pilotage", 403))
    to_change = visit.get("/mon-ministere/changement")
    yield seen("organisation to change", to_change)
    yield seen("change not said", visit.get("/mon-ministere/changement?ministry=", 422))
    agreed = visit.get("/mon-ministere/changement?reason=correction&ministry=rivages.ports", 422)
    yield seen("change to nothing known", agreed)
    yield seen("what a change does", visit.get("/mon-ministere/changement?reason=correction&ministry=sentiers"))
    visit = Visit(tour.app)
    another = visit.follow(visit.send(visit.get("/demonstration"), to="/portes/agent"), "Choisir un autre")
    chosen = {**dict(held_values(choice_on(another))), "ministry": "sentiers"}
    entities = visit.checked(visit.post("/mon-ministere", chosen), 200)
    yield seen("entity to name", entities)
    yield seen("entity not named", visit.send(entities, to="/entite", status=422))


def choice_on(page: Page) -> Element:
    """The form with a list to choose in."""
    [form] = [form for form in page.all("form") if any(True for _select in form.iter("select"))]
    return form


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
                yield seen(f"{item.kind} to answer", page)
            if new and item.kind not in BLANK_ALLOWED:
                yield seen(f"{item.kind} left blank", visit.send(page, to="/questions/", status=422))
            page = visit.send(page, answer_to(item) if new else DONT_KNOW, to="/questions/")
            if new:
                yield seen(f"{item.kind} answered", page)
            page = onward(visit, page)
        if not missing:
            return
    raise AssertionError(f"never asked: {sorted(missing)}")


def results(tour: Tour) -> Iterator[Seen]:
    """A module passed, another one completed only, a third one under way; then everything erased."""
    visit = enter(tour.app, "agent")
    page = begin(tour, visit, "reseau")
    other_tab = visit.get(page.path)
    yield seen("answers to read again", visit.get("/modules/reseau/tentatives/1/relecture"))
    while "/questions/" in page.path:
        page = onward(visit, visit.send(page, answer_to(item_at(page.path, tour.database_url)), to="/questions/"))
    yield seen("result of a module passed", page)
    yield seen("answered in another tab", visit.send(other_tab, DONT_KNOW, to="/questions/", status=409))
    page = begin(tour, visit, "dinum")
    while "/questions/" in page.path:
        page = onward(visit, visit.send(page, DONT_KNOW, to="/questions/"))
    yield seen("result of a module not passed", page)
    page = begin(tour, visit, "financement")
    expired = visit.post(page.path, {**form_of(page, "/questions/").values, "csrf_token": "lost"})
    yield seen("a question whose page expired", visit.checked(expired, expired.status_code))
    on_the_way = [visit.get(path) for path in ("/", "/modules/reseau", "/modules/financement", "/mes-resultats")]
    for page in on_the_way:
        yield seen(f"{page.path} on the way", page)
    yield from linked(tour, visit, on_the_way, left=Visit(tour.app))
    yield seen("a role to ask for", visit.get("/acces-referent"))
    yield seen("data erased", visit.send(visit.get("/mes-donnees/effacement"), to="/effacement"))


def signing_in(tour: Tour) -> Iterator[Seen]:
    """Ways in and out: a code by mail, ProConnect, a session that ended, two paths joined."""
    visit = Visit(tour.app)
    to_say = visit.get("/connexion/code")
    yield seen("address of a mail to say", to_say)
    yield seen("an address of no known domain", visit.send(to_say, {"email": "a@nulle-part.example"}, status=422))
    mailed = visit.send(to_say, {"email": f"{tour.chance(64):x}@demonstration.invalid"})
    yield seen("a code to type", mailed)
    yield seen("no code", visit.send(mailed, {"code": "?"}, to="/saisie", status=422))
    wrong = visit.send(mailed, {"code": "2222 2222"}, to="/saisie", status=422)
    yield seen("another code", wrong)
    while wrong.status == 422:
        typed = visit.post("/connexion/code/saisie", {**form_of(wrong, "/saisie").values, "code": "2222 2222"})
        wrong = visit.checked(typed, typed.status_code)
    yield seen("too many wrong codes", wrong)
    with visit.client.session_transaction() as kept:
        kept["left"] = "state"
    yield seen("signed out of ProConnect", visit.get("/deconnexion/retour?state=state"))
    yield seen("back from ProConnect, asked for by nobody", visit.get("/connexion/proconnect/retour?state=lost", 400))
