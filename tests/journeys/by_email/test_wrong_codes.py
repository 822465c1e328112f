"""Codes that are missed, and too often: counted right with several requests at once."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

from flask import Flask
from sqlalchemy import select

from quiz.identity.email_code.tables import EmailCodeRow, ThrottleRow
from tests.build import Clock
from tests.mailing import ARRIVED, WRONG, ask, mailed, token_of, type_in
from tests.relay import Relay
from tests.taking import rows
from tests.visit import Visit


def test_a_code_is_missed_five_times_at_most(visit: Visit, relay: Relay) -> None:
    page = ask(visit)
    told = [type_in(visit, page, WRONG, 422).text for _ in range(5)]
    assert "Il reste 4 essais" in told[0]
    assert "Il reste un essai" in told[3]
    assert "ne peut plus servir" in told[4]
    assert "ne peut plus servir" in type_in(visit, page, mailed(relay), 422).text


def test_many_tries_at_once_are_still_five(app: Flask, visit: Visit, relay: Relay) -> None:
    page = ask(visit)
    form = {"csrf_token": token_of(page), "code": WRONG}
    tabs = [visit.another_tab() for _ in range(8)]
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda tab: tab.post("/connexion/code/saisie", form), tabs))
    assert rows(app, select(EmailCodeRow.tries)) == [(5,)]
    assert {count for (count,) in rows(app, select(ThrottleRow.count))} == {1, 8}
    type_in(visit, page, mailed(relay), 422)


def test_a_slip_costs_no_try(app: Flask, visit: Visit, relay: Relay) -> None:
    page = ask(visit)
    for slip in ("", "K7Q", "K7QF M2X!", "https://example.org/"):
        assert "huit lettres et chiffres" in type_in(visit, page, slip, 422).text
    assert rows(app, select(EmailCodeRow.tries)) == [(0,)]
    assert type_in(visit, page, mailed(relay)).path == ARRIVED


def test_a_code_opens_nothing_in_another_browser(
    visit: Visit, another_visit: Callable[[], Visit], relay: Relay
) -> None:
    ask(visit)
    thief = another_visit()
    page = ask(thief)
    type_in(thief, page, mailed(relay, 0), 422)
    assert type_in(visit, visit.get("/connexion/code/saisie?suite=/mes-resultats"), mailed(relay, 0)).status == 200


def test_what_another_browser_gets_wrong_takes_no_try_from_mine(
    visit: Visit, another_visit: Callable[[], Visit], relay: Relay
) -> None:
    page = ask(visit)
    thief = another_visit()
    wrong = ask(thief)
    for _ in range(5):
        type_in(thief, wrong, WRONG, 422)
    assert type_in(visit, page, mailed(relay, 0)).path == ARRIVED


def test_five_mails_to_one_address_and_then_a_wait(
    app: Flask, another_visit: Callable[[], Visit], relay: Relay, clock: Clock
) -> None:
    for _ in range(5):
        ask(another_visit())
    page = ask(another_visit(), status=429)
    assert "10:30" in page.text
    assert "Retry-After" in page.headers
    assert len(relay.messages) == 5
    ask(another_visit(), "bruno@example.org")
    clock.advance(minutes=30)
    ask(another_visit())
    assert len(relay.messages) == 7


def test_too_many_wrong_codes_close_the_address_for_an_hour(
    visit: Visit, another_visit: Callable[[], Visit], relay: Relay, clock: Clock
) -> None:
    for _browser in range(4):
        guesser = another_visit()
        page = ask(guesser)
        for _ in range(5):
            type_in(guesser, page, WRONG, 422)
    page = ask(visit)
    assert "11:00" in type_in(visit, page, mailed(relay), 429).text
    other = another_visit()
    assert type_in(other, ask(other, "bruno@example.org"), mailed(relay)).path == ARRIVED
    clock.advance(hours=1)
    assert type_in(visit, ask(visit), mailed(relay)).path == ARRIVED
