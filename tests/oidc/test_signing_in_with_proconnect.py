"""All the way through a real provider, step up, and out of it again."""

import json
from collections.abc import Callable
from dataclasses import replace
from urllib.parse import parse_qs, urlsplit

import pytest
from flask import Flask
from sqlalchemy import func, select

from quiz.identity.proconnect.tables import PendingSignInRow
from quiz.identity.role import Grant, Role
from quiz.identity.tables import IdentityRow, PersonRow, SessionRow
from tests.build import Clock
from tests.granting import grant
from tests.oidc.conftest import HOME, Someone
from tests.oidc.provider import AGENT, OTHER, PEOPLE, UNVERIFIED, IdentityProvider
from tests.taking import rows


def count(app: Flask, row: type) -> int:
    """How many rows there are."""
    return int(rows(app, select(func.count()).select_from(row))[0][0])


def test_all_the_way_in_and_the_organisation_comes_first(app: Flask, someone: Someone) -> None:
    page = someone.sign_in("/connexion?suite=/mes-resultats")
    assert page.path == "/mon-ministere?suite=/mes-resultats"
    assert someone.visit.get("/mes-resultats").heading
    assert (count(app, PersonRow), count(app, IdentityRow), count(app, SessionRow)) == (1, 1, 1)
    assert count(app, PendingSignInRow) == 0


def test_the_same_agent_on_two_devices_is_one_person_and_two_agents_are_two(
    app: Flask, anyone: Callable[..., Someone]
) -> None:
    for person in (AGENT, AGENT, OTHER):
        anyone(person).sign_in()
    assert (count(app, PersonRow), count(app, SessionRow)) == (2, 3)


def test_only_what_is_used_is_asked_for_and_every_secret_is_long(someone: Someone) -> None:
    asked = {name: value for name, [value] in parse_qs(urlsplit(someone.begin()).query).items()}
    assert asked.pop("scope").split() == ["openid", "email", "siret"]
    assert json.loads(asked.pop("claims")) == {"id_token": {"acr": None, "amr": None}}
    assert (asked.pop("response_type"), asked.pop("code_challenge_method")) == ("code", "S256")
    assert asked.pop("redirect_uri") == f"{HOME}/connexion/proconnect/retour"
    assert asked.keys() == {"client_id", "state", "nonce", "code_challenge"}
    assert min(len(asked[name]) for name in ("state", "nonce", "code_challenge")) >= 43


def test_no_secret_of_one_sign_in_is_another_ones(someone: Someone) -> None:
    first, second = (parse_qs(urlsplit(someone.begin()).query) for _time in range(2))
    assert all(first[name] != second[name] for name in ("state", "nonce", "code_challenge"))


def test_a_role_given_to_the_address_is_found_and_asks_for_a_second_factor(
    app: Flask, anyone: Callable[..., Someone]
) -> None:
    grant(app, PEOPLE[AGENT]["email"], Grant(Role.AUTHOR))
    author = anyone(AGENT)
    author.sign_in()
    page = author.visit.get("/redaction")
    assert page.path == "/connexion?suite=/redaction&renforcee=oui"
    assert "second facteur" in page.text
    url = author.begin(page.path)
    asked = json.loads(parse_qs(urlsplit(url).query)["claims"][0])["id_token"]["acr"]
    assert asked["essential"] is True and "eidas1" not in asked["values"]
    refused = author.visit.get(author.answer(url), 403)
    assert "second facteur" in refused.heading
    assert author.visit.get("/mes-connexions").path == "/mes-connexions"
    author.browser.session.cookies.clear()
    author.browser.said["acr"] = "eidas1-mfa"
    author.visit.get(author.answer(author.begin(page.path)))
    assert author.visit.get("/redaction").path == "/redaction"


def test_a_level_that_was_asked_for_is_checked_in_what_comes_back(
    app: Flask, provider: IdentityProvider, someone: Someone
) -> None:
    """Whoever takes the demand out of the address at ProConnect comes back no stronger."""
    url = someone.begin("/connexion?renforcee=oui")
    weaker = url.replace("%22essential%22%3Atrue", "%22essential%22%3Afalse")
    assert weaker != url
    assert "second facteur" in someone.visit.get(someone.answer(weaker), 403).heading
    assert count(app, SessionRow) == 0


def test_an_address_that_is_not_verified_brings_no_role(app: Flask, anyone: Callable[..., Someone]) -> None:
    grant(app, PEOPLE[UNVERIFIED]["email"], Grant(Role.AUTHOR))
    claire = anyone(UNVERIFIED, "eidas2")
    claire.sign_in()
    claire.visit.get("/redaction", 403)


def test_signing_out_here_signs_out_there(app: Flask, someone: Someone, provider: IdentityProvider) -> None:
    someone.sign_in()
    sealed = rows(app, select(SessionRow.sealed))[0][0]
    page = someone.visit.get("/mes-connexions")
    [form] = [form for form in page.all("form") if form.get("action") == "/deconnexion"]
    token = next(field.attrib["value"] for field in form.iter("input"))
    page = someone.visit.checked(someone.visit.post("/deconnexion", {"csrf_token": token}), 200)
    [url] = [link.attrib["href"] for link in page.all("a") if "/session/end" in link.get("href", "")]
    hint = parse_qs(urlsplit(url).query)["id_token_hint"][0]
    assert hint.count(".") == 2 and hint not in sealed
    assert count(app, SessionRow) == 0
    back = someone.answer(url)
    page = someone.visit.get(back)
    assert page.heading == "Vous êtes déconnecté"
    # Once only, and for nobody else.
    assert someone.visit.get(back).path == "/"
    # ProConnect asks who one is again.
    someone.begin()
    before = len(provider.seen)
    someone.sign_in()
    assert any("/interaction/" in path for _method, path in provider.seen[before:])


def test_keys_that_changed_are_found_at_once(
    anyone: Callable[..., Someone], provider: IdentityProvider, clock: Clock
) -> None:
    anyone(AGENT).sign_in()
    provider.seen.clear()
    provider.change_keys()
    clock.advance(minutes=1)
    anyone(OTHER).sign_in()
    assert [path for _method, path in provider.seen if path.endswith("/jwks")] == ["/api/v2/jwks"]


def test_addresses_and_keys_are_fetched_once_for_many_sign_ins(
    anyone: Callable[..., Someone], provider: IdentityProvider
) -> None:
    provider.seen.clear()
    for _time in range(3):
        anyone(AGENT).sign_in()
    known = [path for _method, path in provider.seen if path.endswith(("/jwks", "/openid-configuration"))]
    assert len(known) == 2


@pytest.mark.parametrize("seconds", [-60, 60])
def test_clocks_may_differ_by_a_minute(someone: Someone, clock: Clock, seconds: int) -> None:
    clock.advance(seconds=seconds)
    assert someone.sign_in().status == 200


def test_everyone_shows_a_second_factor_where_the_operator_wants_it(
    app: Flask, someone: Someone, provider: IdentityProvider
) -> None:
    found = app.extensions["proconnect"]
    found.settings = replace(provider.settings, strong_for_all=True)
    assert "second facteur" in someone.sign_in(status=403).heading
