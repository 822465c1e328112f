"""ProConnect stops: whoever is signed in goes on, and leaves; whoever is not is told."""

from dataclasses import replace

import pytest
from flask import Flask

from quiz.settings import Settings
from tests import build
from tests.databases import Database
from tests.oidc.conftest import HOME, Someone
from tests.oidc.provider import IdentityProvider
from tests.taking import take
from tests.visit import Visit, form_of


@pytest.fixture
def mortal() -> IdentityProvider:
    """A provider of the test's own, which it stops."""
    return IdentityProvider(HOME)


@pytest.fixture
def settings(database: Database, mortal: IdentityProvider) -> Settings:
    """A service that knows that one."""
    return replace(build.settings(database.url), address=HOME, proconnect=mortal.settings)


def press(visit: Visit, status: int) -> str:
    """Press the button of ProConnect; returns the heading of what comes."""
    form = form_of(visit.get("/connexion"), "/connexion/proconnect")
    return visit.checked(visit.post(form.action, form.values), status).heading


def test_whoever_is_signed_in_goes_on_and_leaves(app: Flask, someone: Someone, mortal: IdentityProvider) -> None:
    page = someone.sign_in()
    ministry = next(iter(page.all("select")))
    chosen = next(option.attrib["value"] for option in ministry.iter("option") if option.get("value"))
    token = someone.visit.token("/mes-connexions")
    someone.visit.post("/mon-ministere", {"csrf_token": token, "ministry": chosen})
    waiting = Someone(Visit(app))
    back = waiting.answer(waiting.begin())
    mortal.stop()
    assert take(someone.visit, build.a_module()).heading == "Module réussi"
    assert waiting.visit.get(back, 503).heading == "ProConnect ne répond pas"
    someone.visit.post("/deconnexion", {"csrf_token": someone.visit.token("/mes-connexions")})
    assert someone.visit.get("/mes-resultats").path.startswith("/connexion")


def test_a_service_that_starts_while_the_provider_is_away_says_so_and_lets_people_leave(
    app: Flask, mortal: IdentityProvider
) -> None:
    mortal.stop()
    visit = Visit(app)
    assert press(visit, 503) == "ProConnect ne répond pas"
    visit.sign_in()
    visit.sign_out()
    assert visit.get("/mes-resultats").path.startswith("/connexion")
