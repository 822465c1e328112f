"""The chapters of those who have a role: a referent, the pilot, an author, the operator."""

from collections.abc import Iterator
from datetime import timedelta

from sqlalchemy import insert

from quiz.identity.organisation.tables import OrganisationChangeRow
from quiz.identity.role import Grant, Role
from quiz.storage.transaction import writing
from tests.demonstration import enter
from tests.granting import grant
from tests.mailing import token_of
from tests.tour.agents import DONT_KNOW, MODULES
from tests.tour.walk import Seen, Tour, begin, linked, seen
from tests.visit import Visit, form_of


def referent(tour: Tour) -> Iterator[Seen]:
    """A ministry, large, small, young or new."""
    visit = enter(tour.app, "referent")
    desks = [visit.get(f"/tableau-de-bord/{each}") for each in ("rivages", "sentiers", "apprentissages", "calendrier")]
    for page in desks:
        yield seen(f"dashboard of {page.path.rpartition('/')[2]}", page)
    yield seen("a ministry of someone else", visit.get("/tableau-de-bord/phares", 404))
    yield from linked(tour, visit, desks, left=Visit(tour.app))
    for path in ("/tableau-de-bord/rivages/effectif", "/tableau-de-bord/rivages/objectif"):
        yield seen(f"{path} left blank", visit.send(visit.get(path), to=path, status=422))


def pilot(tour: Tour) -> Iterator[Seen]:
    """Every ministry."""
    visit = enter(tour.app, "pilot")
    every = visit.get("/pilotage")
    yield seen("every ministry", every)
    desks = [visit.get(f"/tableau-de-bord/{ministry}") for ministry in ("phares", "belvederes")]
    for page in desks:
        yield seen(f"dashboard of {page.path.rpartition('/')[2]}, under the threshold", page)
    yield from linked(tour, visit, [every, *desks], left=Visit(tour.app))
    for path in ("/pilotage/trimestres", "/pilotage/jetons", "/roles"):
        page = visit.get(path)
        yield seen(f"{path} left blank", visit.checked(visit.post(path, {"csrf_token": token_of(page)}), 422))
    reorganise(tour)
    yield seen("every ministry, once some are merged and split", visit.get("/pilotage"))
    for ministry in ("sentiers", "apprentissages"):
        page = visit.get(f"/tableau-de-bord/{ministry}")
        yield seen(f"dashboard of {ministry}, once some are merged and split", page)


def reorganise(tour: Tour) -> None:
    """A ministry joined another, and an entity of a third: three weeks ago, published since."""
    day = tour.clock().date() - timedelta(weeks=3)
    changes = (
        {"day": day, "source_id": "belvederes", "target_id": "sentiers", "entity_id": None},
        {"day": day, "source_id": "apprentissages", "target_id": "sentiers", "entity_id": "apprentissages.lecture"},
    )
    with tour.app.app_context(), writing() as connection:
        connection.execute(insert(OrganisationChangeRow), changes)


def author(tour: Tour) -> Iterator[Seen]:
    """A draft with mistakes, published modules, a draft that someone else changed."""
    visit = enter(tour.app, "author")
    modules = visit.get("/redaction")
    yield seen("modules to write", modules)
    draft = visit.get("/redaction/imprimer")
    yield seen("a draft with mistakes", draft)
    refused = visit.post(draft.path, {**form_of(draft, draft.path).values, "publish": "1"})
    yield seen("a draft that cannot be published", visit.checked(refused, 422))
    published = visit.get("/redaction/enjeux")
    yield seen("a module as published", published)
    previews = [visit.get(f"/redaction/{slug}/apercu") for slug in MODULES]
    for preview in previews:
        yield seen(preview.path, preview)
    translation = visit.get("/redaction/enjeux/traductions/en")
    yield seen("a translation", translation)
    draft = visit.get("/redaction/imprimer")
    lines = [button.attrib["value"] for button in draft.all("button") if button.get("name") == "correct"]
    corrected = visit.post(draft.path, {**form_of(draft, draft.path).values, "correct": lines[0]})
    draft = visit.checked(corrected, 200)
    yield seen("a draft with a line corrected", draft)
    text = form_of(draft, draft.path).values["text"]
    visit.send(draft, {"text": f"# Relu\n{text}"})
    yield seen("a draft that someone else changed", visit.send(draft, {"text": f"# Lu\n{text}"}, status=409))
    yield from linked(tour, visit, [modules, published, translation, *previews], left=Visit(tour.app))
    visit.confirm(visit.get("/mon-ministere"))
    page = begin(tour, visit, "reseau")
    tour.clock.advance(hours=5)
    yield seen("signed out meanwhile", visit.send(page, DONT_KNOW, to="/questions/"))
    visit.send(visit.get("/demonstration"), to="/portes/author")
    yield seen("an answer that was kept meanwhile", visit.get("/reponse-gardee"))


def operator(tour: Tour) -> Iterator[Seen]:
    """The state of the system, whose door is not one of the demonstration's."""
    grant(tour.app, "exploitation@example.org", Grant(Role.OPERATOR, label="exploitation, poste 1"))
    visit = Visit(tour.app).sign_in("exploitation", email="exploitation@example.org", strong=True)
    state = visit.get("/exploitation")
    yield seen("the state of the system", state)
    yield from linked(tour, visit, [visit.get("/"), state], left=Visit(tour.app))
