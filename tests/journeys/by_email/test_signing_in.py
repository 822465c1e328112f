"""Signing in with a code sent by e-mail, through a real SMTP relay, on both databases."""

import base64
import re
import zlib
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest
from flask import Flask
from sqlalchemy import inspect, select, text

from quiz.identity.email_code.tables import EmailCodeRow, ThrottleRow
from quiz.identity.role import Grant, Role
from quiz.identity.tables import IdentityRow, PersonRow, SessionRow
from quiz.storage.database import db
from quiz.storage.transaction import reading
from tests.build import Clock
from tests.granting import grant
from tests.mailing import ARRIVED, CLAIRE, ask, mailed, token_of, type_in
from tests.relay import Relay
from tests.taking import rows
from tests.visit import Visit


def test_a_code_signs_in_and_leads_back(app: Flask, visit: Visit, relay: Relay) -> None:
    page = visit.get("/connexion?suite=/mes-resultats")
    page = visit.send(visit.follow(page, "code"), {"email": " Claire.Martin@EXAMPLE.org "})
    assert "claire.martin@example.org" in page.text
    assert relay.recipients == [["claire.martin@example.org"]]
    assert visit.get("/mes-resultats").path.startswith("/connexion")
    page = type_in(visit, page, mailed(relay).lower().replace(" ", " - "))
    assert page.path == ARRIVED
    assert len(rows(app, select(PersonRow))) == len(rows(app, select(IdentityRow))) == 1


def test_a_mail_holds_a_code_in_the_language_of_the_page_and_nothing_to_follow(visit: Visit, relay: Relay) -> None:
    ask(visit)
    token = token_of(visit.get("/connexion/code"))
    visit.client.set_cookie("langue", "en")
    visit.post("/connexion/code", {"csrf_token": token, "email": CLAIRE})
    french, english = relay.messages
    assert (french["Subject"], english["Subject"]) == ("Votre code de connexion", "Your code to sign in")
    for mail in relay.messages:
        assert mail.get_content_type() == "text/plain"
        assert "://" not in mail.get_content()
        assert mailed(relay) not in mail["Subject"]


def test_nothing_of_the_address_is_in_the_database(app: Flask, visit: Visit, relay: Relay) -> None:
    page = ask(visit)
    with app.app_context(), reading() as connection:
        waiting = dump(connection)
    type_in(visit, page, mailed(relay))
    with app.app_context(), reading() as connection:
        signed_in = dump(connection)
    for whole in (waiting, signed_in):
        assert len(whole) > 100
        assert not re.search("claire|martin|@example", whole, re.IGNORECASE)
        assert mailed(relay).replace(" ", "") not in whole


def dump(connection: object) -> str:
    """Every row of every table."""
    names = inspect(db.engine).get_table_names()
    return "\n".join(
        repr(connection.execute(text(f'SELECT * FROM "{name}"')).all())  # type: ignore[attr-defined]  # noqa: S608
        for name in names
    )


def test_the_browser_holds_the_address_sealed(visit: Visit) -> None:
    ask(visit)
    cookie = visit.client.get_cookie("session")
    assert cookie is not None
    payload = cookie.value.lstrip(".").split(".")[0]
    assert "claire" not in cookie.value.lower()
    assert b"claire" not in decoded(payload)


def decoded(payload: str) -> bytes:
    """What anyone reads of a signed cookie."""
    raw = base64.urlsafe_b64decode(payload + "=" * (-len(payload) % 4))
    try:
        return zlib.decompress(raw)
    except zlib.error:
        return raw


def test_the_same_address_is_the_same_person(app: Flask, another_visit: Callable[[], Visit], relay: Relay) -> None:
    for email in (CLAIRE, "CLAIRE.MARTIN@Example.Org"):
        visit = another_visit()
        type_in(visit, ask(visit, email), mailed(relay))
    assert (len(rows(app, select(PersonRow))), len(rows(app, select(SessionRow)))) == (1, 2)


def test_a_role_is_found_by_the_address(app: Flask, visit: Visit, relay: Relay) -> None:
    grant(app, CLAIRE, Grant(Role.AUTHOR))
    type_in(visit, ask(visit), mailed(relay))
    assert visit.get("/redaction").heading


def test_a_code_works_once(visit: Visit, another_visit: Callable[[], Visit], relay: Relay) -> None:
    page = ask(visit)
    other = visit.another_tab()
    type_in(visit, page, mailed(relay))
    assert "ne peut plus servir" in type_in(other, page, mailed(relay), 422).text


def test_one_code_typed_twice_at_once_opens_one_session(app: Flask, visit: Visit, relay: Relay) -> None:
    page = ask(visit)
    form = {"csrf_token": token_of(page), "code": mailed(relay)}
    tabs = [visit.another_tab() for _ in range(4)]
    with ThreadPoolExecutor(4) as pool:
        answers = list(pool.map(lambda tab: tab.post("/connexion/code/saisie", form).status_code, tabs))
    assert sorted(answers) == [303, 422, 422, 422]
    assert len(rows(app, select(SessionRow))) == 1


def test_a_second_code_leaves_the_first_one_good(visit: Visit, relay: Relay) -> None:
    ask(visit)
    page = ask(visit)
    assert mailed(relay, 0) != mailed(relay, 1)
    assert type_in(visit, page, mailed(relay, 0)).path == ARRIVED


def test_a_code_lives_half_an_hour(visit: Visit, relay: Relay, clock: Clock) -> None:
    page = ask(visit)
    clock.advance(minutes=29, seconds=59)
    assert visit.get("/connexion/code/saisie").path == "/connexion/code/saisie"
    clock.advance(seconds=1)
    assert type_in(visit, page, mailed(relay)).path.startswith("/connexion/code?")


def test_an_old_code_does_not_live_on_because_a_new_one_was_asked_for(visit: Visit, relay: Relay, clock: Clock) -> None:
    ask(visit)
    clock.advance(minutes=20)
    page = ask(visit)
    clock.advance(minutes=15)
    type_in(visit, page, mailed(relay, 0), 422)
    assert type_in(visit, page, mailed(relay, 1)).path == ARRIVED


@pytest.mark.parametrize(
    ("email", "told"),
    [
        ("", "adresse complète"),
        ("claire", "adresse complète"),
        ("claire@example.org\r\nBcc: bruno@example.org", "adresse complète"),
        ("claire@ailleurs.example", "@ailleurs.example"),
        ("claire@sous.example.org", "@sous.example.org"),
        ("claire@example.org.evil.example", "@example.org.evil.example"),
        ("claire+essai@example.org", "signe +"),
        ("x" * 400, "adresse complète"),
    ],
)
def test_an_address_that_cannot_sign_in_is_told_so_and_nothing_is_sent(
    app: Flask, visit: Visit, relay: Relay, email: str, told: str
) -> None:
    assert told in ask(visit, email, 422).text
    assert relay.messages == []
    assert rows(app, select(EmailCodeRow)) == rows(app, select(ThrottleRow)) == []


def test_a_domain_with_accents_is_one_domain_however_it_is_written(visit: Visit, relay: Relay) -> None:
    ask(visit, "claire@ÉCOLOGIE.example")
    ask(visit, "claire@xn--cologie-9xa.example")
    assert relay.recipients == [["claire@xn--cologie-9xa.example"]] * 2


def test_a_mailbox_the_relay_does_not_know_is_answered_like_any_other(visit: Visit, relay: Relay) -> None:
    relay.to_recipient = "550 no such user"
    page = ask(visit)
    assert page.path.startswith("/connexion/code/saisie")
    assert relay.messages == []


@pytest.mark.parametrize("trouble", ["away", "busy", "full"])
def test_a_mail_that_cannot_leave_leaves_no_code_behind(app: Flask, visit: Visit, relay: Relay, trouble: str) -> None:
    if trouble == "away":
        app.extensions["quiz_given"] = replace(
            app.extensions["quiz_given"],
            settings=replace(app.extensions["quiz_given"].settings, mail=replace(relay.mail, port=1)),
        )
    elif trouble == "busy":
        relay.to_recipient = "450 try later"
    else:
        relay.to_message = "452 no room"
    page = ask(visit, status=503)
    assert "Aucun code" in page.text
    assert rows(app, select(EmailCodeRow)) == []


def test_the_way_in_is_closed_without_a_relay(app: Flask, visit: Visit) -> None:
    given = app.extensions["quiz_given"]
    app.extensions["quiz_given"] = replace(given, settings=replace(given.settings, mail=None))
    visit.get("/connexion/code", status=404)
    assert "code" not in visit.get("/connexion").text
