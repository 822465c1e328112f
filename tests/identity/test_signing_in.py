"""Who asks, from a session to a person, on both databases and through the guard."""

from collections.abc import Callable
from uuid import UUID

import pytest
from flask import Flask
from sqlalchemy import func, select

from quiz.identity import store
from quiz.identity.keyed_hash import token_hash
from quiz.identity.role import Grant, Role
from quiz.identity.sign_in import SignIn
from quiz.identity.tables import IdentityRow, PersonRow, RoleGrantRow, SessionRow
from quiz.storage.transaction import writing
from tests.build import MONDAY, settings
from tests.granting import grant
from tests.taking import rows
from tests.visit import Visit

HASHING_KEY = settings("").hashing_key


def count(app: Flask, row: type) -> int:
    """How many rows there are."""
    return int(rows(app, select(func.count()).select_from(row))[0][0])


def test_signing_in_twice_is_one_person_and_two_sessions(app: Flask, another_visit: Callable[[], Visit]) -> None:
    another_visit().sign_in("amina")
    another_visit().sign_in("amina")
    another_visit().sign_in("bruno")
    assert (count(app, PersonRow), count(app, IdentityRow), count(app, SessionRow)) == (2, 2, 3)


def test_nothing_kept_reads_as_a_name_an_address_or_a_subject(app: Flask, visit: Visit) -> None:
    visit.sign_in("amina.durand", email="amina.durand@example.org")
    kept = [rows(app, select(row.__table__)) for row in (PersonRow, IdentityRow, SessionRow)]
    assert "amina" not in str(kept)
    assert "example.org" not in str(kept)


def test_signing_out_ends_the_session_on_the_server_too(visit: Visit) -> None:
    copied = visit.sign_in().another_tab()
    visit.sign_out()
    assert visit.get("/mes-resultats").path.startswith("/connexion")
    assert copied.get("/mes-resultats").path.startswith("/connexion")


def test_signing_in_again_changes_the_cookie(visit: Visit) -> None:
    def cookie() -> str:
        held = visit.sign_in().client.get_cookie("session")
        assert held is not None
        assert held.http_only
        assert held.same_site == "Lax"
        return held.value

    assert cookie() != cookie()


def test_a_cookie_made_by_someone_else_opens_nothing(app: Flask, visit: Visit) -> None:
    visit.sign_in()
    forged = Visit(app, "eyJ0b2tlbiI6ImEifQ.aSQdAA.forged")
    assert forged.get("/mes-resultats").path.startswith("/connexion")


@pytest.mark.parametrize("address", ["Claire@Example.org", " claire@example.org "])
def test_a_role_is_found_by_the_address_it_was_given_to(app: Flask, visit: Visit, address: str) -> None:
    for _twice in range(2):
        grant(app, "claire@example.org", Grant(Role.AUTHOR))
    assert count(app, RoleGrantRow) == 1
    visit.sign_in("claire", email=address)
    assert visit.get("/redaction").heading


def test_a_role_needs_an_address_that_the_provider_vouches_for(app: Flask, visit: Visit) -> None:
    grant(app, "claire@example.org", Grant(Role.AUTHOR))
    visit.sign_in("claire@example.org")
    visit.get("/redaction", status=403)


def test_a_confirmed_organisation_is_not_changed_by_another_post(app: Flask, visit: Visit) -> None:
    token = visit.sign_in(ministry=None).token("/mon-ministere")
    chosen = {"csrf_token": token, "ministry": "sentiers"}
    assert visit.post("/mon-ministere", chosen).status_code == 303
    visit.checked(visit.post("/mon-ministere", {**chosen, "ministry": "rivages"}), 409)
    assert rows(app, select(PersonRow.ministry_id, PersonRow.ministry_evidence)) == [("sentiers", "chosen")]


def test_an_organisation_that_is_not_listed_is_refused(app: Flask, visit: Visit) -> None:
    token = visit.sign_in(ministry=None).token("/mon-ministere")
    visit.checked(visit.post("/mon-ministere", {"csrf_token": token, "ministry": "inconnu"}), 422)
    assert rows(app, select(PersonRow.ministry_id)) == [(None,)]


@pytest.mark.parametrize("strong", [True, False])
def test_a_session_keeps_how_strongly_one_signed_in(app: Flask, strong: bool) -> None:
    token, person_id = "a" * 64, UUID(int=1, version=4)
    with app.app_context(), writing() as connection:
        sign_in = SignIn("issuer", "subject", strong=strong)
        assert store.open_session(connection, sign_in, HASHING_KEY, token, person_id, MONDAY) == person_id
        asker, _nothing = store.load_asker(connection, store.Asked(token_hash(token), person_id, MONDAY, writes=False))
    assert (asker.person_id, asker.strong) == (person_id, strong)
