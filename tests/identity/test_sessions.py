"""A session: its two limits, its end on every device, and what is sent once it is over."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from flask import Flask
from sqlalchemy import func, select

from quiz.application import create_app
from quiz.identity import store
from quiz.identity.tables import HeldPostRow, SessionRow
from quiz.learning.tables import ResponseRow
from quiz.settings import Settings
from quiz.storage.database import db
from quiz.storage.transaction import writing
from tests import build
from tests.build import Clock
from tests.page_rules import Page
from tests.taking import rows, start
from tests.visit import Visit, form_of


def count(app: Flask, row: type) -> int:
    """How many rows there are."""
    return int(rows(app, select(func.count()).select_from(row))[0][0])


def test_used_every_few_hours_a_session_lasts_twenty(visit: Visit, clock: Clock) -> None:
    visit.sign_in()
    for _visit in range(5):
        clock.advance(hours=3, minutes=59)
        assert visit.get("/mes-resultats").path == "/mes-resultats"
    clock.advance(minutes=6)
    assert visit.get("/mes-resultats").path == "/connexion?suite=/mes-resultats"


def test_left_alone_a_session_lasts_four_hours(visit: Visit, clock: Clock) -> None:
    visit.sign_in()
    clock.advance(hours=4, minutes=1)
    assert visit.get("/mes-resultats").path == "/connexion?suite=/mes-resultats"


def test_a_copy_of_the_cookie_left_alone_is_of_no_more_use_than_the_cookie(visit: Visit, clock: Clock) -> None:
    copied = visit.sign_in().another_tab()
    clock.advance(hours=3)
    visit.get("/mes-resultats")
    clock.advance(hours=3)
    assert visit.get("/mes-resultats").path == "/mes-resultats"
    assert copied.get("/mes-resultats").path.startswith("/connexion")


def test_one_click_ends_every_session_and_nobody_elses(another_visit: Callable[[], Visit]) -> None:
    desk, phone, other = another_visit().sign_in(), another_visit().sign_in(), another_visit().sign_in("bruno")
    page = desk.get("/mes-connexions")
    assert len([item for main in page.all("main") for item in main.iter("li")]) == 2
    desk.send(page, to="/partout")
    assert [someone.get("/mes-resultats").path for someone in (desk, phone, other)] == [
        "/connexion?suite=/mes-resultats",
        "/connexion?suite=/mes-resultats",
        "/mes-resultats",
    ]


def test_signing_in_ends_the_session_the_browser_had(app: Flask, visit: Visit) -> None:
    copied = visit.sign_in().another_tab()
    visit.sign_in()
    assert count(app, SessionRow) == 1
    assert copied.get("/mes-resultats").path.startswith("/connexion")


def test_whoever_planted_a_cookie_holds_nothing_once_its_bearer_signs_in(app: Flask, visit: Visit) -> None:
    visit.sign_in("mallory")
    planted, token = visit.another_tab(), visit.token("/mes-connexions")
    visit.sign_in()
    assert planted.get("/mes-resultats").path.startswith("/connexion")
    visit.checked(visit.post("/deconnexion/partout", {"csrf_token": token}), 400)
    assert count(app, SessionRow) == 1


@pytest.mark.parametrize("address", ["https://localhost", ""])
def test_over_https_the_cookie_is_of_this_host_alone(
    settings: Settings, clock: Clock, app: Flask, address: str
) -> None:
    """Whether the proxy says https, or the settings do and the proxy forgot to."""
    secure = create_app(replace(settings, address=address, demonstration=True), clock, build.Chance())
    base = "http://localhost" if address else "https://localhost"
    [cookie] = secure.test_client().get("/demonstration", base_url=base).headers.getlist("Set-Cookie")
    assert cookie.startswith("__Host-session=")
    assert {"Secure", "HttpOnly", "Path=/", "SameSite=Lax"} <= set(cookie.split("; "))
    assert "Domain" not in cookie
    with secure.app_context():
        db.engine.dispose()


def answered_late(visit: Visit, clock: Clock) -> Page:
    """The page that follows an answer sent once the session was over."""
    page = start(visit.sign_in(), build.a_module())
    form = form_of(page, "/questions/")
    clock.advance(hours=5)
    return visit.checked(visit.post(form.action, {**form.values, "dont_know": "1"}), 200)


def test_an_answer_sent_too_late_is_kept_and_recorded_once_one_is_back(app: Flask, visit: Visit, clock: Clock) -> None:
    page = answered_late(visit, clock)
    assert page.path == "/connexion?suite=/reponse-gardee"
    assert "gardé un quart d’heure" in page.text
    assert (count(app, ResponseRow), count(app, HeldPostRow)) == (0, 1)
    clock.advance(minutes=14)
    visit.sign_in(ministry=None)
    page = visit.send(visit.get("/reponse-gardee"))
    assert page.path.endswith("/tentatives/1/questions/1")
    assert count(app, ResponseRow) == 1
    # Its submission key makes a second time harmless.
    visit.send(visit.get("/reponse-gardee"))
    assert count(app, ResponseRow) == 1


def test_what_is_held_is_held_a_quarter_of_an_hour(app: Flask, visit: Visit, clock: Clock) -> None:
    answered_late(visit, clock)
    clock.advance(minutes=16)
    visit.sign_in(ministry=None)
    assert visit.get("/reponse-gardee").path == "/"
    with app.app_context(), writing() as connection:
        store.delete_expired_sessions(connection, clock())
    assert count(app, HeldPostRow) == 0


def test_what_is_held_for_someone_is_dropped_when_another_signs_in(app: Flask, visit: Visit, clock: Clock) -> None:
    answered_late(visit, clock)
    visit.sign_in("bruno")
    assert visit.get("/reponse-gardee").path == "/"
    assert count(app, HeldPostRow) == 0
    visit.sign_in()
    assert visit.get("/reponse-gardee").path == "/"
    assert count(app, ResponseRow) == 0


def test_nothing_is_held_of_a_post_that_no_page_of_ours_sent(app: Flask, visit: Visit, clock: Clock) -> None:
    page = start(visit.sign_in(), build.a_module())
    form = form_of(page, "/questions/")
    clock.advance(hours=5)
    visit.post(form.action, {**form.values, "csrf_token": "forged", "dont_know": "1"})
    Visit(app).post(form.action, {"dont_know": "1"})
    assert count(app, HeldPostRow) == 0
