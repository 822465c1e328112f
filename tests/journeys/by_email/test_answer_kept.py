"""An answer sent once the session was over, and a code by e-mail to come back: it is given back to its sender alone."""

import pytest
from flask import Flask
from sqlalchemy import func, select

from quiz.identity import store
from quiz.identity.tables import HeldPostRow
from quiz.learning.tables import ResponseRow
from tests.build import Clock, a_module
from tests.mailing import ask, mailed, type_in
from tests.relay import Relay
from tests.taking import rows, start
from tests.visit import Visit, form_of

BRUNO = "bruno@example.org"


@pytest.fixture
def late(visit: Visit, relay: Relay, clock: Clock) -> Visit:
    """Claire, who signed in with a code and sent an answer five hours later."""
    come_in(visit, relay)
    page = visit.get("/mon-ministere")
    visit.send(page, {"ministry": "rivages"}, to="/mon-ministere")
    page = start(visit, a_module())
    form = form_of(page, "/questions/")
    clock.advance(hours=5)
    back = visit.checked(visit.post(form.action, {**form.values, "dont_know": "1"}), 200)
    assert back.path == "/connexion?suite=/reponse-gardee"
    return visit


def come_in(visit: Visit, relay: Relay, email: str = "claire.martin@example.org") -> None:
    """Sign in with a code."""
    type_in(visit, ask(visit, email), mailed(relay))


def recorded(app: Flask) -> int:
    """How many answers are recorded."""
    return int(rows(app, select(func.count()).select_from(ResponseRow))[0][0])


def test_the_sender_finds_it_again(app: Flask, late: Visit, relay: Relay, clock: Clock) -> None:
    clock.advance(minutes=10)
    come_in(late, relay)
    assert late.send(late.get("/reponse-gardee")).path.endswith("/questions/1")
    assert recorded(app) == 1


def test_anyone_else_finds_nothing_and_it_is_dropped(app: Flask, late: Visit, relay: Relay) -> None:
    come_in(late, relay, BRUNO)
    assert late.get("/reponse-gardee").path == "/"
    assert (recorded(app), rows(app, select(HeldPostRow))) == (0, [])


def test_without_its_two_guards_anyone_else_would_find_it(
    late: Visit, relay: Relay, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(store, "drop_held_post", lambda *_given: None)
    come_in(late, relay, BRUNO)
    # Not dropped, it is still nobody else's.
    assert late.get("/reponse-gardee").path == "/"
    [sender] = rows(late.app, select(HeldPostRow.person_id))
    kept = store.held_post
    monkeypatch.setattr(store, "held_post", lambda connection, _person, now: kept(connection, sender[0], now))
    assert late.get("/reponse-gardee").path == "/reponse-gardee"
