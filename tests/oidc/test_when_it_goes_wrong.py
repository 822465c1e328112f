"""Each thing that can go wrong with ProConnect is a page that says what to do, and leaves nothing half-made."""

import base64
import hmac
import json
import logging
import re
from collections.abc import Callable
from dataclasses import replace
from typing import Any
from urllib.parse import quote

import pytest
from flask import Flask
from joserfc import jwt
from joserfc.jwk import RSAKey
from sqlalchemy import func, select

from quiz.identity.tables import IdentityRow, PersonRow, SessionRow
from tests.build import Clock
from tests.databases import Sqlite
from tests.oidc.conftest import Someone
from tests.oidc.provider import AGENT, HTML, IdentityProvider, Reply, Twist, changed
from tests.page_rules import Page
from tests.taking import rows

REFERENCE = re.compile(r"[2-9A-HJKMNP-TV-Z]{4}-[2-9A-HJKMNP-TV-Z]{4}")
Claims = dict[str, Any]


@pytest.fixture
def database(sqlite: Sqlite) -> Sqlite:
    """One database is enough: what goes wrong is on the network, and the whole way is walked on both elsewhere."""
    return sqlite


@pytest.fixture(autouse=True)
def nothing_half_made(app: Flask) -> Any:
    """Whatever the test did, nobody was made and nobody is signed in."""
    yield
    kept = [rows(app, select(func.count()).select_from(row))[0][0] for row in (PersonRow, IdentityRow, SessionRow)]
    assert kept == [0, 0, 0]


def told(page: Page) -> str:
    """The heading of a page of error, which has a reference and a way on."""
    assert REFERENCE.search(page.text), page.text
    assert any(
        link.get("href", "").startswith(("/connexion", "/aide")) for main in page.all("main") for link in main.iter("a")
    )
    return page.heading


UNVERIFIED = "Votre identité n’a pas pu être vérifiée"
AWAY = "ProConnect ne répond pas"
MISCONFIGURED = "ProConnect n’a pas accepté notre demande"
EXPIRED = "La connexion a pris trop de temps"


def id_token(provider: IdentityProvider, change: Callable[[Claims], Claims]) -> Twist:
    """The identity token with other claims, under the provider's own signature."""

    def twist(reply: Reply) -> Reply:
        def with_token(tokens: Claims) -> Claims:
            claims = jwt.decode(tokens["id_token"], provider.key, algorithms=["RS256"]).claims
            return {**tokens, "id_token": provider.signed(change(dict(claims)))}

        return changed(reply, with_token)

    return twist


@pytest.mark.parametrize(
    "claims",
    [
        {"aud": "another-service"},
        {"aud": ["quiz-essais", "another-service"]},
        {"iss": "https://elsewhere.example/api/v2"},
        {"nonce": "0" * 64},
        {"nonce": None},
        {"sub": ""},
        {"sub": None},
        {"exp": None},
        {"iat": True},
    ],
)
def test_an_identity_token_that_is_not_for_this_sign_in_is_not_believed(
    someone: Someone, provider: IdentityProvider, claims: Claims
) -> None:
    provider.twist("/token", id_token(provider, lambda said: {**said, **claims}))
    assert told(someone.sign_in(status=502)) == UNVERIFIED


def test_a_nonce_that_someone_changed_on_the_way_is_noticed(someone: Someone) -> None:
    url = re.sub(r"nonce=[0-9a-f]+", "nonce=" + "1" * 64, someone.begin())
    assert told(someone.visit.get(someone.answer(url), 502)) == UNVERIFIED


def forged(make: Callable[[Claims, IdentityProvider], str]) -> Callable[[IdentityProvider], Twist]:
    """An identity token made by someone else."""

    def of(provider: IdentityProvider) -> Twist:
        def twist(reply: Reply) -> Reply:
            def with_token(tokens: Claims) -> Claims:
                claims = jwt.decode(tokens["id_token"], provider.key, algorithms=["RS256"]).claims
                return {**tokens, "id_token": make(dict(claims), provider)}

            return changed(reply, with_token)

        return twist

    return of


def by_another_key(claims: Claims, provider: IdentityProvider) -> str:
    other = RSAKey.generate_key(2048)
    return jwt.encode({"alg": "RS256", "kid": provider.key.kid}, claims, other)


def by_the_public_key(claims: Claims, provider: IdentityProvider) -> str:
    """What is public used as a secret: the old confusion of HS256 with RS256, which libraries refuse to make."""
    _header, payload, _signature = provider.signed(claims).split(".")
    header = unpadded(json.dumps({"alg": "HS256", "kid": provider.key.kid}).encode())
    secret = provider.key.as_pem(private=False)
    return f"{header}.{payload}.{unpadded(hmac.digest(secret, f'{header}.{payload}'.encode(), 'sha256'))}"


def unpadded(octets: bytes) -> str:
    return base64.urlsafe_b64encode(octets).rstrip(b"=").decode()


def by_nobody(claims: Claims, provider: IdentityProvider) -> str:
    _header, payload, _signature = provider.signed(claims).split(".")
    return f"eyJhbGciOiJub25lIn0.{payload}."


def by_a_key_nobody_knows(claims: Claims, provider: IdentityProvider) -> str:
    other = RSAKey.generate_key(2048)
    return jwt.encode({"alg": "RS256", "kid": "inconnue"}, claims, other)


@pytest.mark.parametrize("make", [by_another_key, by_the_public_key, by_nobody, by_a_key_nobody_knows])
def test_a_signature_that_is_not_the_providers_is_not_believed(
    someone: Someone, provider: IdentityProvider, make: Callable[[Claims, IdentityProvider], str]
) -> None:
    provider.twist("/token", forged(make)(provider))
    assert told(someone.sign_in(status=502)) == UNVERIFIED


def userinfo(provider: IdentityProvider, change: Callable[[Claims], Claims]) -> Twist:
    """Userinfo with other claims, under the provider's own signature."""

    def twist(reply: Reply) -> Reply:
        claims = jwt.decode(reply.body.decode(), provider.key, algorithms=["RS256"]).claims
        return replace(reply, body=provider.signed(change(dict(claims))).encode())

    return twist


@pytest.mark.parametrize(
    "claims", [{"sub": "7c1e-other"}, {"aud": "another-service"}, {"iss": "https://elsewhere.example"}, {"sub": None}]
)
def test_userinfo_about_someone_else_or_for_someone_else_is_not_believed(
    someone: Someone, provider: IdentityProvider, claims: Claims
) -> None:
    provider.twist("/userinfo", userinfo(provider, lambda said: {**said, **claims}))
    assert told(someone.sign_in(status=502)) == UNVERIFIED


def tampered(reply: Reply) -> Reply:
    """The signed answer with a letter of its claims changed."""
    header, payload, signature = reply.body.decode().split(".")
    letter = "A" if payload[20] != "A" else "B"
    return replace(reply, body=f"{header}.{payload[:20]}{letter}{payload[21:]}.{signature}".encode())


def unsigned(reply: Reply) -> Reply:
    return Reply(200, "application/json", b'{"sub": "7c1e-agent", "aud": "quiz-essais"}')


def broken(reply: Reply) -> Reply:
    return Reply(500, "text/plain", b"")


def endless(reply: Reply) -> Reply:
    return Reply(200, reply.kind, b" " * 400_000)


def unreadable(reply: Reply) -> Reply:
    return Reply(200, "application/json", b"[1, 2")


def page_of_a_proxy(reply: Reply) -> Reply:
    return HTML


def without_authorization(reply: Reply) -> Reply:
    """What a provider answers when a proxy on the way has stripped the header that says who asks."""
    return Reply(401, "application/json", b'{"error": "invalid_token"}')


def wrong_secret(reply: Reply) -> Reply:
    return Reply(401, "application/json", b'{"error": "invalid_client"}')


def lost_token(reply: Reply) -> Reply:
    return changed(reply, lambda said: {"access_token": said["access_token"]})


@pytest.mark.parametrize(
    ("path", "twist", "status", "heading"),
    [
        ("/userinfo", tampered, 502, UNVERIFIED),
        ("/userinfo", unsigned, 502, MISCONFIGURED),
        ("/userinfo", page_of_a_proxy, 503, AWAY),
        ("/userinfo", broken, 503, AWAY),
        ("/userinfo", endless, 503, AWAY),
        ("/userinfo", without_authorization, 503, AWAY),
        ("/token", page_of_a_proxy, 503, AWAY),
        ("/token", broken, 503, AWAY),
        ("/token", endless, 503, AWAY),
        ("/token", unreadable, 503, AWAY),
        ("/token", wrong_secret, 502, MISCONFIGURED),
        ("/token", lost_token, 502, UNVERIFIED),
        ("/jwks", page_of_a_proxy, 503, AWAY),
        ("/jwks", unreadable, 503, AWAY),
        ("/jwks", lambda _reply: Reply(200, "application/json", b'{"keys": [{"kty": "RSA"}]}'), 503, AWAY),
        ("/jwks", lambda _reply: Reply(200, "application/json", b'{"keys": []}'), 503, AWAY),
    ],
)  # fmt: skip
def test_what_comes_back_wrong_is_told_and_nobody_is_signed_in(
    someone: Someone, provider: IdentityProvider, path: str, twist: Twist, status: int, heading: str
) -> None:
    provider.twist(path, twist)
    page = someone.sign_in(status=status)
    assert told(page) == heading
    assert (page.headers.get("Retry-After") is not None) == (status == 503)


@pytest.mark.parametrize("seconds", [-600, 7200])
def test_clocks_that_disagree_are_told_as_such(someone: Someone, clock: Clock, seconds: int) -> None:
    url = someone.answer(someone.begin())
    clock.advance(seconds=seconds)
    if seconds > 0:
        # A sign-in lasts a quarter of an hour: it is begun under the other hour too.
        url = someone.answer(someone.begin())
    assert told(someone.visit.get(url, 502)) == "Deux horloges ne sont pas d’accord"


def test_a_code_that_comes_too_late_is_asked_for_once_more_then_told(
    someone: Someone, provider: IdentityProvider
) -> None:
    provider.twist("/token", lambda _reply: Reply(400, "application/json", b'{"error": "invalid_grant"}'))
    page = someone.visit.get(someone.answer(someone.begin()))
    [again] = [link.attrib["href"] for link in page.all("a") if "/authorize" in link.get("href", "")]
    assert told(someone.visit.get(someone.answer(again), 400)) == EXPIRED


@pytest.mark.parametrize(
    ("error", "description", "status", "heading"),
    [
        ("access_denied", "User cancelled", 403, "Vous n’êtes pas connecté"),
        ("access_denied", "requested ACRs could not be satisfied", 403, "Un second facteur est nécessaire"),
        ("login_required", "", 400, EXPIRED),
        ("server_error", "", 503, AWAY),
        ("temporarily_unavailable", "", 503, AWAY),
        ("invalid_request", "Y000400", 502, MISCONFIGURED),
        ("invalid_client", "", 502, MISCONFIGURED),
        ("invalid_scope", "requested scope is not allowed", 502, MISCONFIGURED),
        ("unauthorized_client", "", 502, MISCONFIGURED),
        ("something_new", "", 502, MISCONFIGURED),
    ],
)
def test_every_error_of_the_provider_has_its_page(
    someone: Someone, error: str, description: str, status: int, heading: str
) -> None:
    state = re.search(r"state=([0-9a-f]+)", someone.begin())
    assert state
    path = f"/connexion/proconnect/retour?error={error}&error_description={quote(description)}&state={state[1]}"
    assert told(someone.visit.get(path, status)) == heading
    # It served once.
    assert told(someone.visit.get(path, 400)) == EXPIRED


def test_giving_up_at_the_provider_is_told_kindly(someone: Someone) -> None:
    someone.browser.said["answer"] = "no"
    page = someone.sign_in("/connexion?suite=/modules/enjeux", status=403)
    assert told(page) == "Vous n’êtes pas connecté"
    assert someone.visit.follow(page, "Se connecter de nouveau").path == "/connexion?suite=/modules/enjeux"


def test_a_way_back_that_was_begun_in_another_browser_signs_nobody_in(
    someone: Someone, anyone: Callable[..., Someone]
) -> None:
    """Otherwise a link would sign its reader in as whoever sent it."""
    mallory, victim = anyone(AGENT), someone
    link = mallory.answer(mallory.begin())
    victim.begin()
    assert told(victim.visit.get(link, 400)) == EXPIRED
    assert victim.visit.get("/mes-connexions").path.startswith("/connexion")


def test_without_cookies_the_way_back_says_so(someone: Someone) -> None:
    back = someone.answer(someone.begin())
    someone.visit.client.delete_cookie("session")
    assert told(someone.visit.get(back, 400)) == "Votre navigateur n’a envoyé aucun cookie"


def test_without_cookies_the_way_in_says_so(someone: Someone) -> None:
    page = someone.visit.get("/connexion")
    someone.visit.client.delete_cookie("session")
    answer = someone.visit.post("/connexion/proconnect", {"suite": "/", "csrf_token": "x"})
    assert page.heading
    assert told(someone.visit.checked(answer, 400)) == "Votre navigateur n’a envoyé aucun cookie"


def test_a_sign_in_left_for_a_quarter_of_an_hour_is_begun_again(someone: Someone, clock: Clock) -> None:
    back = someone.answer(someone.begin())
    clock.advance(minutes=16)
    assert told(someone.visit.get(back, 400)) == EXPIRED


@pytest.mark.parametrize("state", ["", "0" * 64, "%00", "é", "x" * 5000, "'; DROP TABLE person; --"])
def test_a_state_of_nobody_is_an_expired_sign_in(someone: Someone, state: str) -> None:
    someone.begin()
    someone.visit.get(f"/connexion/proconnect/retour?code=x&state={state}", 404 if state == "%00" else 400)


def test_what_the_provider_says_begins_no_line_of_the_log(someone: Someone, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.INFO)
    state = re.search(r"state=([0-9a-f]+)", someone.begin())
    assert state
    words = quote("oops\r\n2026-01-01 INFO forged: signed in as pilot\x1b[2J")
    someone.visit.get(
        f"/connexion/proconnect/retour?error=server_error&error_description={words}&state={state[1]}", 503
    )
    [line] = [record.getMessage() for record in caplog.records if "server_error" in record.getMessage()]
    assert "\n" not in line and "\r" not in line and "\x1b" not in line
