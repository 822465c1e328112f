"""The pages of one's organisation, from what is known at sign-in to what is kept."""

import doctest
from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import select

from quiz.content.module import Module
from quiz.identity.ministry import OTHER_EMPLOYER, UNKNOWN, Entity, Ministry
from quiz.identity.organisation import store, suggestion
from quiz.identity.organisation.changes import Change, FormerName
from quiz.identity.organisation.loading import Organisations
from quiz.identity.organisation.suggestion import EvidenceKind, KnownEvidence, Target
from quiz.identity.tables import PersonRow, SessionRow
from quiz.storage.transaction import writing
from tests.build import MINISTRIES, MONDAY, Clock
from tests.page_rules import Page, text_of
from tests.taking import paths, rows, take
from tests.visit import Visit, form_of

YESTERDAY = (MONDAY - timedelta(days=1)).date()
GONE = Ministry("disparu", "Ministère des Choses disparues", "Choses disparues", valid_to=YESTERDAY)
ENTITIES = (
    Entity("sentiers.refuges", "sentiers", "Agence des Refuges"),
    Entity("sentiers.balisage", "sentiers", "Service du Balisage"),
    Entity("sentiers.ponts", "sentiers", "Office des Ponts", valid_to=YESTERDAY),
    Entity("rivages.ports", "rivages", "Direction des Ports"),
)
EVIDENCE = (
    KnownEvidence(EvidenceKind.SIRET, "11111111100011", Target("sentiers", "sentiers.refuges")),
    KnownEvidence(EvidenceKind.SIREN, "222222222", Target("rivages")),
    KnownEvidence(EvidenceKind.DOMAIN, "sentiers.exemple", Target("sentiers")),
    KnownEvidence(EvidenceKind.DOMAIN, "disparu.exemple", Target("disparu")),
    KnownEvidence(EvidenceKind.PATTERN, "quai-*.exemple", Target("rivages", "rivages.ports")),
    KnownEvidence(EvidenceKind.SHARED_DOMAIN, "commun.exemple", None),
)


@pytest.fixture
def known(app: Flask) -> Flask:
    """Organisations, entities and evidence; one ministry has opened its entities."""
    with app.app_context(), writing() as connection:
        store.save(connection, Organisations((*MINISTRIES, GONE), ENTITIES, EVIDENCE))
        store.open_entities(connection, "sentiers", True)
    return app


def kept(app: Flask) -> list[tuple[str | None, str | None, str | None]]:
    """The organisation of each person, and where it came from."""
    found = rows(app, select(PersonRow.ministry_id, PersonRow.entity_id, PersonRow.ministry_evidence))
    return [tuple(row) for row in found]


def suggested(app: Flask) -> tuple[str | None, str | None, str | None]:
    """What the session keeps."""
    query = select(SessionRow.suggested_ministry_id, SessionRow.suggested_entity_id, SessionRow.suggestion_reason)
    return tuple(rows(app, query)[0])


SIGN_INS = {
    "an establishment": ({"siret": "11111111100011"}, ("sentiers", "sentiers.refuges", "siret"), "établissement"),
    "another of its body": ({"siret": "22222222200013"}, ("rivages", None, "siret"), "établissement"),
    "a domain": ({"email": "amina@sentiers.exemple"}, ("sentiers", None, "domain"), "domaine"),
    "a pattern, its entity not open": ({"email": "amina@quai-nord.exemple"}, ("rivages", None, "pattern"), "domaine"),
    "a shared domain": ({"email": "amina@commun.exemple"}, (None, None, "shared_domain"), "Plusieurs ministères"),
    "a contradiction": (
        {"siret": "22222222200013", "email": "amina@sentiers.exemple"},
        (None, None, "contradiction"),
        "se contredit",
    ),
    "an unknown establishment": ({"siret": "99999999900017"}, (None, None, "unknown_siret"), "ne connaissons pas"),
    "a ministry that is gone": ({"email": "amina@disparu.exemple"}, (None, None, "nothing"), "jamais"),
}


@pytest.mark.parametrize("case", SIGN_INS)
def test_what_is_known_at_sign_in_is_suggested_and_said(known: Flask, visit: Visit, case: str) -> None:
    given, expected, words = SIGN_INS[case]
    visit.sign_in(ministry=None, **given)
    assert suggested(known) == expected
    assert words in visit.get("/mon-ministere").text
    assert kept(known) == [(None, None, None)]
    assert "exemple" not in str(rows(known, select(SessionRow.__table__)))
    assert "11111111" not in str(rows(known, select(SessionRow.__table__)))


def options(page: Page) -> list[str]:
    """The organisations of the list."""
    return [text_of(option) for option in page.all("option") if option.get("value")]


def test_yes_keeps_the_ministry_and_the_entity_and_what_told_them(known: Flask, visit: Visit) -> None:
    page = visit.sign_in(ministry=None, siret="11111111100011").get("/mon-ministere")
    assert "Ministère des Sentiers, Agence des Refuges" in page.text
    visit.send(page)
    assert kept(known) == [("sentiers", "sentiers.refuges", "siret")]


def test_an_entity_that_was_not_suggested_cannot_be_slipped_in(known: Flask, visit: Visit) -> None:
    page = visit.sign_in(ministry=None, siret="11111111100011").get("/mon-ministere")
    visit.checked(visit.post("/mon-ministere", {**form_of(page).values, "entity": "rivages.ports"}), 200)
    assert kept(known) == [("sentiers", None, "siret")]


def test_another_one_is_chosen_in_a_list_without_what_is_gone(known: Flask, visit: Visit) -> None:
    page = visit.follow(visit.sign_in(ministry=None, siret="22222222200013").get("/mon-ministere"), "Choisir un autre")
    assert options(page) == ["Rivages", "Sentiers", "Autre employeur public", "Je ne sais pas"]
    page = visit.send(page, {"ministry": "sentiers"})
    assert kept(known) == [("sentiers", None, "chosen")]
    assert page.heading == "Votre entité"


@pytest.mark.parametrize("answer", [OTHER_EMPLOYER, UNKNOWN])
def test_the_answers_that_are_no_ministry_are_answers(known: Flask, visit: Visit, answer: str) -> None:
    page = visit.sign_in(ministry=None).get("/mon-ministere")
    assert visit.send(page, {"ministry": "", "other": answer}).path == "/"
    assert kept(known) == [(answer, None, "chosen")]


def test_i_do_not_know_is_one_click_away_from_a_suggestion(known: Flask, visit: Visit) -> None:
    page = visit.sign_in(ministry=None, siret="22222222200013").get("/mon-ministere")
    visit.send(page, {"other": UNKNOWN})
    assert kept(known) == [(UNKNOWN, None, "chosen")]


def test_nothing_is_kept_where_nothing_was_chosen(known: Flask, visit: Visit) -> None:
    page = visit.sign_in(ministry=None).get("/mon-ministere")
    refused = visit.send(page, {"ministry": ""}, status=422)
    assert refused.heading.startswith("À reprendre")
    visit.checked(visit.post("/mon-ministere", {**form_of(refused).values, "ministry": "disparu"}), 422)
    visit.checked(visit.post("/mon-ministere", {**form_of(refused).values, "other": "n’importe"}), 422)
    assert kept(known) == [(None, None, None)]


def test_an_entity_is_optional_and_only_where_its_ministry_opened_it(known: Flask, visit: Visit) -> None:
    page = visit.sign_in(ministry=None).get("/mon-ministere?suite=/modules/enjeux")
    page = visit.send(page, {"ministry": "sentiers"})
    assert page.path == "/mon-ministere/entite?suite=/modules/enjeux"
    assert options(page) == ["Agence des Refuges", "Service du Balisage"]
    assert visit.follow(page, "Continuer sans").path == "/modules/enjeux"
    missing = visit.send(visit.get("/mon-ministere/entite"), {"entity": ""}, status=422)
    visit.checked(visit.post("/mon-ministere/entite", {**form_of(missing).values, "entity": "sentiers.ponts"}), 422)
    visit.checked(visit.post("/mon-ministere/entite", {**form_of(missing).values, "entity": "rivages.ports"}), 422)
    visit.send(missing, {"entity": "sentiers.balisage"})
    assert kept(known) == [("sentiers", "sentiers.balisage", "chosen")]
    assert "Service du Balisage" in visit.get("/mon-ministere").text
    visit.checked(visit.post("/mon-ministere/entite", {**form_of(missing).values, "entity": "sentiers.refuges"}), 409)


def test_a_ministry_that_has_not_opened_its_entities_asks_nothing(known: Flask, visit: Visit) -> None:
    page = visit.sign_in(ministry=None).get("/mon-ministere")
    assert visit.send(page, {"ministry": "rivages"}).path == "/"
    assert visit.get("/mon-ministere/entite").path == "/"
    token = form_of(page).values["csrf_token"]
    visit.checked(visit.post("/mon-ministere/entite", {"csrf_token": token, "entity": "rivages.ports"}), 422)
    assert kept(known) == [("rivages", None, "chosen")]


def test_the_link_of_a_campaign_suggests_and_is_forgotten(known: Flask, visit: Visit) -> None:
    assert visit.get("/c/sentiers.refuges?suite=/modules/enjeux").path == "/modules/enjeux"
    visit.sign_in(ministry=None)
    assert suggested(known) == ("sentiers", "sentiers.refuges", "campaign")
    assert "lien que vous avez suivi" in visit.get("/mon-ministere").text
    visit.sign_in(ministry=None)
    found = rows(known, select(SessionRow.suggestion_reason).order_by(SessionRow.opened_at))
    assert [row[0] for row in found] == ["nothing"]


@pytest.mark.parametrize("code", ["inconnu", "disparu", UNKNOWN, "sentiers.inconnue", "sentiers'--"])
def test_a_campaign_for_nobody_is_not_found_and_keeps_nothing(known: Flask, visit: Visit, code: str) -> None:
    visit.get(f"/c/{code}", 404)
    visit.sign_in(ministry=None)
    assert suggested(known) == (None, None, "nothing")


def test_a_campaign_for_an_entity_that_is_gone_suggests_its_ministry(known: Flask, visit: Visit) -> None:
    visit.get("/c/sentiers.ponts")
    visit.sign_in(ministry=None)
    assert suggested(known) == ("sentiers", None, "campaign")


def test_a_campaign_leads_nowhere_else(known: Flask, visit: Visit) -> None:
    assert visit.get("/c/sentiers?suite=//ailleurs.exemple/").path == "/"


LAST_DAY = MONDAY.date() + timedelta(days=9)
ENDING = Ministry("disparu", "Ministère des Choses disparues", "Choses disparues", valid_to=LAST_DAY)


def reshuffled(app: Flask, clock: Clock, *changes: Change, entities: tuple[Entity, ...] = ()) -> None:
    """The last day of a ministry is past, and the map says what became of it."""
    clock.now = MONDAY + timedelta(days=10)
    with app.app_context(), writing() as connection:
        store.save(connection, Organisations((*MINISTRIES, ENDING), (*ENTITIES, *entities), EVIDENCE, changes=changes))


@pytest.fixture
def settled(app: Flask, visit: Visit, modules: tuple[Module, ...]) -> Visit:
    """An agent of a ministry about to end, with a module completed there."""
    with app.app_context(), writing() as connection:
        store.save(connection, Organisations((*MINISTRIES, ENDING), ENTITIES, EVIDENCE))
    take(visit.sign_in(ministry="disparu"), modules[0])
    assert kept(app)[0][0] == "disparu"
    return visit


def test_whose_ministry_was_merged_is_asked_whether_they_are_of_what_it_became(
    app: Flask, settled: Visit, clock: Clock
) -> None:
    reshuffled(app, clock, Change(LAST_DAY + timedelta(days=1), "disparu", "rivages"))
    page = settled.sign_in(ministry=None).get("/mes-resultats")
    page = settled.get("/modules/enjeux")
    page = settled.send(page, to="/tentatives")
    assert page.path.startswith("/mon-ministere")
    assert "Le ministère que vous aviez indiqué est devenu celui-ci" in page.text
    assert "Ministère des Rivages" in page.text
    settled.confirm(page)
    assert kept(app) == [("rivages", None, "successor")]
    # What was counted stays where it was.
    assert [row.ministry_id for row in paths(app)] == ["disparu"]


def test_whose_ministry_was_split_chooses_and_is_told_why(app: Flask, settled: Visit, clock: Clock) -> None:
    day = LAST_DAY + timedelta(days=1)
    reshuffled(
        app, clock, Change(day, "disparu", "rivages", "disparu.x"), entities=(Entity("disparu.x", "rivages", "X"),)
    )
    page = settled.sign_in(ministry=None).get("/mon-ministere")
    assert "n’est plus ce qu’il était" in page.text
    assert "Ministère des Choses disparues" not in page.text


def test_evidence_tells_before_the_map_does(app: Flask, settled: Visit, clock: Clock) -> None:
    reshuffled(app, clock, Change(LAST_DAY + timedelta(days=1), "disparu", "rivages"))
    assert "Sentiers" in settled.sign_in(ministry=None, siret="11111111100011").get("/mon-ministere").text


def test_whose_entity_moved_is_asked_whether_they_moved_along(known: Flask, visit: Visit, clock: Clock) -> None:
    visit.confirm(visit.sign_in(ministry=None, siret="11111111100011").get("/mon-ministere"))
    assert kept(known)[0][:2] == ("sentiers", "sentiers.refuges")
    clock.advance(days=1)
    moved = Entity("sentiers.refuges", "rivages", "Agence des Refuges")
    with known.app_context(), writing() as connection:
        store.save_entities(connection, (moved,))
        store.open_entities(connection, "rivages", True)
    page = visit.sign_in(ministry=None).get("/mon-ministere")
    assert "Ministère des Rivages, Agence des Refuges" in page.text


def test_as_long_as_nothing_has_ended_nobody_is_asked_again(app: Flask, settled: Visit, clock: Clock) -> None:
    clock.now = MONDAY + timedelta(days=9)
    settled.sign_in(ministry=None)
    assert kept(app)[0][0] == "disparu"


def test_former_names_are_told(app: Flask, visit: Visit) -> None:
    former = (FormerName("rivages", YESTERDAY, "Ministère des Plages"),)
    with app.app_context(), writing() as connection:
        store.save(connection, Organisations(MINISTRIES, former_names=former))
    assert "Nommé auparavant : Ministère des Plages (jusqu’au 22 novembre 2026)" in spaced(
        visit.sign_in().get("/mon-ministere").text
    )


def spaced(text: str) -> str:
    """A text with plain spaces."""
    return text.replace("\u00a0", " ").replace("\u202f", " ")


def test_the_examples_hold() -> None:
    assert doctest.testmod(suggestion).failed == 0
