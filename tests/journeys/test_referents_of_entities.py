"""A referent of one entity: asked for, given, reviewed, and seeing that entity alone, wherever it moves."""

from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import select, update

from quiz.identity.audit.tables import AuditRow
from quiz.identity.ministry import Entity
from quiz.identity.organisation import store as organisations
from quiz.identity.organisation.tables import EntityRow
from quiz.identity.role import Grant, Role
from quiz.identity.tables import RoleGrantRow, RoleRequestRow
from quiz.storage.transaction import writing
from tests.build import MONDAY
from tests.granting import grant
from tests.taking import rows
from tests.visit import Visit

PORTS, REFUGES = Entity("rivages.ports", "rivages", "Ports et Quais"), Entity("sentiers.refuges", "sentiers", "Refuges")
HERE = "/tableau-de-bord/rivages/entites/rivages.ports"
OTHERS = (
    "/tableau-de-bord/rivages",
    "/tableau-de-bord/rivages/entites",
    "/tableau-de-bord/rivages/entites/rivages.phares",
    "/tableau-de-bord/sentiers/entites/sentiers.refuges",
    "/tableau-de-bord/sentiers/entites/nulle-part",
    "/tableau-de-bord/rivages/effectif",
)
PORTS_ONLY = Grant(Role.ENTITY_REFERENT, "rivages", label="ports, poste 1", entity_id="rivages.ports")


@pytest.fixture
def known(app: Flask) -> Flask:
    """Two ministries that opened their entities, and a pilot."""
    with app.app_context(), writing() as connection:
        organisations.save_entities(connection, (PORTS, REFUGES, Entity("rivages.phares", "rivages", "Phares")))
        for ministry_id in ("rivages", "sentiers"):
            organisations.open_entities(connection, ministry_id, True)
    grant(app, "pilote@example.org", Grant(Role.PILOT, label="mission"))
    return app


@pytest.fixture
def pilot(known: Flask) -> Visit:
    return Visit(known).sign_in("pilote", email="pilote@example.org")


@pytest.fixture
def referent(known: Flask) -> Visit:
    """Signs in as whoever holds the role of the ports."""
    grant(known, "ports@example.org", PORTS_ONLY)
    return Visit(known).sign_in("ports", email="ports@example.org")


def test_what_they_see_stays_inside(referent: Visit) -> None:
    page = referent.follow(referent.get("/"), "Tableau de bord")
    assert page.path == HERE
    assert "Aucun chiffre de cette entité n’est encore publié" in page.text
    assert "/c/rivages.ports" in page.text
    for path in OTHERS:
        referent.get(path, status=404)
    for path in ("/pilotage", "/exports", "/questions-souvent-manquees", "/tableau-de-bord"):
        referent.get(path, status=403)


def test_an_entity_that_moves_takes_its_referent_along(known: Flask, referent: Visit) -> None:
    with known.app_context(), writing() as connection:
        connection.execute(update(EntityRow).where(EntityRow.id == "rivages.ports").values(ministry_id="sentiers"))
    page = referent.get(HERE)
    assert page.path == "/tableau-de-bord/sentiers/entites/rivages.ports"
    assert "Sentiers" in page.text


def test_the_link_to_share_suggests_the_entity(known: Flask) -> None:
    agent = Visit(known)
    agent.get("/c/rivages.ports")
    agent.sign_in("nouvelle", ministry=None)
    assert "Ports et Quais" in agent.get("/mon-ministere").text


def test_whoever_sees_the_ministry_sees_its_entities_and_no_other(known: Flask, pilot: Visit) -> None:
    grant(known, "rivages@example.org", Grant(Role.REFERENT, "rivages"))
    referent = Visit(known).sign_in("rivages", email="rivages@example.org")
    page = referent.follow(referent.get("/tableau-de-bord/rivages/entites"), "Ports et Quais")
    assert page.path == HERE
    # An entity of another ministry is not there, under any address.
    for path in ("rivages/entites/sentiers.refuges", "sentiers/entites/sentiers.refuges", "rivages/entites/nulle-part"):
        referent.get(f"/tableau-de-bord/{path}", status=404)
    pilot.get("/tableau-de-bord/sentiers/entites/sentiers.refuges")


def test_a_pilot_gives_the_role_in_the_browser(known: Flask, pilot: Visit) -> None:
    fields = {"email": "ports@example.org", "role": "entity_referent", "label": "antenne, poste 1"}
    token = next(each.get("value") for each in pilot.get("/roles").all("input") if each.get("name") == "csrf_token")
    page = pilot.checked(pilot.post("/roles", {"csrf_token": str(token), **fields}), 422)
    assert "Un référent d’entité a une entité" in page.text
    page = pilot.checked(pilot.post("/roles", {"csrf_token": str(token), **fields, "entity": "rivages.ports"}), 200)
    assert "Ports et Quais" in page.text
    Visit(known).sign_in("ports", email="ports@example.org").get(HERE)
    assert "Référent d’une entité, Rivages, Ports et Quais, antenne, poste 1" in pilot.get("/journal").text


def test_an_agent_asks_for_an_entity_alone(known: Flask, pilot: Visit) -> None:
    claire = Visit(known).sign_in("claire", email="claire.martin@example.org")
    ask = claire.get("/acces-referent")
    wrong = claire.send(ask, {"position": "formation", "entity": "sentiers.refuges"}, status=422)
    assert "Cette entité n’est pas de ce ministère" in wrong.text
    assert rows(known, select(RoleRequestRow)) == []
    waiting = claire.send(ask, {"position": "formation", "entity": "rivages.ports"})
    assert "Ports et Quais" in waiting.text
    page = pilot.send(pilot.get("/roles"), {"email": "claire.martin@example.org"}, to="/roles/demandes/")
    assert "Ports et Quais" in page.text
    [given] = rows(known, select(RoleGrantRow.role, RoleGrantRow.entity_id).where(RoleGrantRow.entity_id.is_not(None)))
    assert tuple(given) == ("entity_referent", "rivages.ports")
    assert rows(known, select(AuditRow.what))[-1][0].startswith("entity_referent · rivages · rivages.ports")


def test_once_the_role_has_ended_what_was_published_stays_readable_thirty_days(known: Flask) -> None:
    for days, status in ((1, 200), (30, 200), (31, 404)):
        ended = Grant(Role.ENTITY_REFERENT, "rivages", MONDAY.date() - timedelta(days=days), "x", "rivages.ports")
        grant(known, f"ended{days}@example.org", ended)
        page = Visit(known).sign_in(f"ended {days}", email=f"ended{days}@example.org").get(HERE, status=status)
        assert ("Votre rôle a pris fin" in page.text) is (status == 200)
