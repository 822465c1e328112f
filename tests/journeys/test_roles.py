"""Roles in the browser: a pilot gives, reviews and takes back; an agent asks for a referent's access."""

from collections.abc import Callable
from datetime import timedelta
from functools import partial

import pytest
from flask import Flask
from sqlalchemy import select

from quiz.identity.audit.tables import AuditRow
from quiz.identity.role import Grant, Role
from quiz.identity.tables import RoleGrantRow, RoleRequestRow
from tests.build import MONDAY, Clock
from tests.granting import grant
from tests.mailing import token_of
from tests.page_rules import Page
from tests.taking import rows, statuses, together
from tests.visit import Visit

TODAY = MONDAY.date()
PILOT, CLAIRE = "pilote@example.org", "claire.martin@example.org"
GIVEN = {"email": CLAIRE, "role": "referent", "ministry": "rivages", "label": "poste 2"}


@pytest.fixture
def pilot(app: Flask, visit: Visit) -> Visit:
    """A pilot, signed in."""
    grant(app, PILOT, Grant(Role.PILOT, label="mission, poste 1"))
    return visit.sign_in("pilote", email=PILOT)


@pytest.fixture
def claire(app: Flask, another_visit: Callable[[], Visit]) -> Visit:
    """An agent with a verified address."""
    return another_visit().sign_in("claire", email=CLAIRE)


def token_at_the_foot(visit: Visit) -> str:
    """A token good for any form of this visitor, from the button that signs out."""
    [field] = [field for field in visit.get("/").all("input") if field.get("name") == "csrf_token"][:1]
    return field.attrib["value"]


def give(pilot: Visit, status: int = 200, **fields: str) -> Page:
    """Fill the form that gives a role."""
    page = pilot.get("/roles")
    form = {"csrf_token": token_of(page), **GIVEN, **fields}
    return pilot.checked(pilot.post("/roles", form), status)


def ask(visit: Visit, status: int = 200, **fields: str) -> Page:
    """Ask for a referent's access."""
    return visit.send(visit.get("/acces-referent"), {"position": "formation", **fields}, status=status)


def reference_in(page: Page) -> str:
    """The reference an agent is shown."""
    [found] = [text for text in page.text.split() if len(text) == 9 and text[4] == "-"]
    return found


def decide(pilot: Visit, status: int = 200, **fields: str) -> Page:
    """Decide the one request that waits."""
    return pilot.send(pilot.get("/roles"), fields, to="/roles/demandes/", status=status)


def test_a_role_given_holds_from_the_next_sign_in(app: Flask, pilot: Visit, claire: Visit) -> None:
    assert "poste 2" in give(pilot).text
    claire.get("/tableau-de-bord/rivages", status=404)
    claire.sign_in("claire", email=CLAIRE).get("/tableau-de-bord/rivages")
    [row] = rows(app, select(RoleGrantRow).where(RoleGrantRow.role == "referent"))
    assert (row.until, row.deputy) == (TODAY + timedelta(days=365), False)
    assert rows(app, select(AuditRow.act, AuditRow.role, AuditRow.label, AuditRow.what))[-1] == (
        "role_granted", "pilot", "mission, poste 1", "referent · rivages · poste 2",
    )  # fmt: skip


def test_given_again_a_role_goes_on_and_is_still_one(app: Flask, pilot: Visit) -> None:
    give(pilot, until="2026-12-01")
    page = give(pilot, until="2027-12-01", deputy="1")
    assert "1er décembre 2027" in page.text
    assert "suppléance" in page.text
    assert len(rows(app, select(RoleGrantRow).where(RoleGrantRow.role == "referent"))) == 1


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        ({"email": "claire"}, "adresse électronique complète"),
        ({"role": "dieu"}, "Choisissez un rôle"),
        ({"ministry": ""}, "Un référent a un ministère"),
        ({"ministry": "nulle-part"}, "Un référent a un ministère"),
        ({"ministry": "je-ne-sais-pas"}, "Un référent a un ministère"),
        ({"label": "Claire"}, "nomme quelqu’un"),
        ({"label": ""}, "Dites quel poste"),
        ({"until": "2026-11-22"}, "un jour à venir"),
        ({"until": "demain"}, "un jour à venir"),
    ],
)
def test_what_is_wrong_is_told_and_nothing_is_given(
    app: Flask, pilot: Visit, fields: dict[str, str], told: str
) -> None:
    page = give(pilot, 422, **fields)
    assert told in page.text
    assert len(rows(app, select(RoleGrantRow))) == 1


def test_a_role_taken_back_ends_at_once(app: Flask, pilot: Visit, another_visit: Callable[[], Visit]) -> None:
    give(pilot)
    claire = another_visit().sign_in("claire", email=CLAIRE)
    claire.get("/tableau-de-bord/rivages")
    [(number,)] = rows(app, select(RoleGrantRow.id).where(RoleGrantRow.role == "referent"))
    pilot.send(pilot.get("/roles"), to=f"/roles/{number}/retrait")
    assert claire.get("/tableau-de-bord/rivages").path.startswith("/connexion")
    assert rows(app, select(AuditRow.act))[-1] == ("role_revoked",)
    token = token_of(pilot.get("/roles"))
    pilot.checked(pilot.post(f"/roles/{number}/retrait", {"csrf_token": token}), 404)


def test_a_role_about_to_end_says_so_to_its_holder_and_to_the_pilot(
    app: Flask, pilot: Visit, another_visit: Callable[[], Visit], clock: Clock
) -> None:
    give(pilot, until="2026-12-25")
    claire = another_visit().sign_in("claire", email=CLAIRE)
    assert "Votre rôle prend fin" not in claire.get("/").text
    assert "trente jours" not in pilot.get("/roles").text
    clock.advance(days=2)
    claire.sign_in("claire", email=CLAIRE)
    assert "Votre rôle prend fin le 25 décembre 2026" in claire.get("/").text
    assert "Prend fin bientôt" in claire.get("/acces-referent").text
    assert "1 rôle prend fin dans les trente jours" in pilot.sign_in("pilote", email=PILOT).get("/roles").text


def test_an_agent_asks_and_the_pilot_knows_them_by_their_address(app: Flask, pilot: Visit, claire: Visit) -> None:
    page = ask(claire, deputy="1")
    reference = reference_in(page)
    assert CLAIRE.split("@", maxsplit=1)[0] not in repr(rows(app, select(RoleRequestRow)))
    assert reference in pilot.get("/roles").text
    page = decide(pilot, email=" Claire.MARTIN@example.org")
    assert f"Chargé de formation, {reference}" in page.text
    assert rows(app, select(RoleRequestRow)) == []
    claire.sign_in("claire", email=CLAIRE).get("/tableau-de-bord/rivages")


@pytest.mark.parametrize("email", ["", "bruno@example.org", "claire"])
def test_a_request_is_not_accepted_for_another_address(app: Flask, pilot: Visit, claire: Visit, email: str) -> None:
    ask(claire)
    assert "Recopiez celle" in decide(pilot, 422, email=email).text
    assert len(rows(app, select(RoleRequestRow))) == len(rows(app, select(RoleGrantRow))) == 1


def test_a_request_declined_leaves_the_queue_and_a_line_in_the_log(app: Flask, pilot: Visit, claire: Visit) -> None:
    ask(claire)
    decide(pilot, decline="1")
    assert rows(app, select(RoleRequestRow)) == []
    assert rows(app, select(AuditRow.act))[-1] == ("role_request_declined",)
    assert len(rows(app, select(RoleGrantRow))) == 1


def test_asking_twice_is_one_request_with_one_reference(app: Flask, claire: Visit) -> None:
    first = reference_in(ask(claire))
    page = ask(claire, position="communication")
    assert reference_in(page) == first
    assert "Chargé de communication" in page.text
    assert len(rows(app, select(RoleRequestRow))) == 1


def test_without_a_verified_address_nobody_can_ask(app: Flask, visit: Visit) -> None:
    page = visit.sign_in("amina").get("/acces-referent")
    assert "sans adresse vérifiée" in page.text
    form = {"csrf_token": token_at_the_foot(visit), "ministry": "rivages", "position": "formation"}
    visit.checked(visit.post("/acces-referent", form), 422)
    assert rows(app, select(RoleRequestRow)) == []


@pytest.mark.parametrize("fields", [{"position": ""}, {"ministry": "je-ne-sais-pas"}, {"ministry": "nulle-part"}])
def test_a_choice_outside_the_lists_is_told(app: Flask, claire: Visit, fields: dict[str, str]) -> None:
    assert "dans la liste" in ask(claire, 422, **fields).text
    assert rows(app, select(RoleRequestRow)) == []


@pytest.mark.parametrize("role", [None, Role.REFERENT, Role.AUTHOR, Role.OPERATOR])
def test_only_a_pilot_gives_roles(app: Flask, claire: Visit, role: Role | None) -> None:
    if role:
        grant(app, CLAIRE, Grant(role, "rivages" if role is Role.REFERENT else None))
        claire.sign_in("claire", email=CLAIRE)
    claire.get("/roles", status=403)
    token = token_at_the_foot(claire)
    for path in ("/roles", "/roles/1/retrait", "/roles/demandes/1"):
        claire.checked(claire.post(path, {"csrf_token": token, **GIVEN}), 403)
    assert len(rows(app, select(RoleGrantRow))) == bool(role)


def test_the_last_pilot_stays_one_and_another_may_go(
    app: Flask, pilot: Visit, another_visit: Callable[[], Visit]
) -> None:
    grant(app, "ancien@example.org", Grant(Role.PILOT, None, TODAY - timedelta(days=1), "poste ancien"))
    numbers = dict(tuple(row) for row in rows(app, select(RoleGrantRow.label, RoleGrantRow.id)))
    mine, ended = numbers["mission, poste 1"], numbers["poste ancien"]
    page = pilot.send(pilot.get("/roles"), to=f"/roles/{mine}/retrait", status=409)
    assert "dernier pilote" in page.heading
    assert pilot.follow(page, "Revenir aux rôles").path == "/roles"
    # A role that has ended is no pilot's any more: it goes, and leaves the last one where they are.
    pilot.send(pilot.get("/roles"), to=f"/roles/{ended}/retrait")
    give(pilot, email="autre@example.org", role="pilot", label="mission, poste 2")
    assert pilot.send(pilot.get("/roles"), to=f"/roles/{mine}/retrait").path.startswith("/connexion")
    assert [row.label for row in rows(app, select(RoleGrantRow.label))] == ["mission, poste 2"]


def test_two_pilots_who_take_each_others_role_back_at_once_leave_one(
    app: Flask, pilot: Visit, another_visit: Callable[[], Visit]
) -> None:
    grant(app, "autre@example.org", Grant(Role.PILOT, label="mission, poste 2"))
    other = another_visit().sign_in("autre", email="autre@example.org")
    numbers = dict(tuple(row) for row in rows(app, select(RoleGrantRow.label, RoleGrantRow.id)))
    sent = [
        (visit, f"/roles/{numbers[label]}/retrait", token_of(visit.get("/roles")))
        for visit, label in ((pilot, "mission, poste 2"), (other, "mission, poste 1"))
    ]
    answers = together(app, *(partial(visit.post, path, {"csrf_token": token}) for visit, path, token in sent))
    assert statuses(answers)[0] == 303
    assert len(rows(app, select(RoleGrantRow).where(RoleGrantRow.role == "pilot"))) == 1
