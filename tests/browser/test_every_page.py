"""Every page of every role, as it comes and as it corrects: no finding of the audit, nothing wider than the screen."""

from collections.abc import Callable, Iterator

import pytest

from tests.browser.acting import (
    DONT_KNOW,
    KINDS,
    ONWARD,
    RESULT,
    SUBMIT,
    answer,
    become_an_agent,
    enter,
    follow,
    item_on,
    right_answer,
    start,
)
from tests.browser.audit import Audit
from tests.browser.window import Window
from tests.service import ROOT, Service

pytestmark = pytest.mark.browser
MODULES = tuple(sorted(path.stem for path in (ROOT / "content/modules").glob("*.yaml") if "." not in path.stem))
NOTICES = ("/aide", "/plan-du-site", "/accessibilite", "/mentions-legales", "/donnees-personnelles")
NOBODY = ("/", "/demonstration", "/connexion", *NOTICES)
# These may be left blank: there is nothing to correct.
BLANK_ALLOWED = frozenset(("opinion", "commitment"))


@pytest.fixture
def audit(service: Service, open_window: Callable[..., Window]) -> Iterator[Audit]:
    audit = Audit(open_window(service))
    yield audit
    assert audit.pages >= 1
    assert audit.found == [], "\n".join(audit.found)


def test_pages_open_to_all(audit: Audit) -> None:
    for path in NOBODY:
        audit.at(path)
    for slug in MODULES:
        audit.at(f"/modules/{slug}")
    audit.at("/nulle-part", status=404)


@pytest.mark.parametrize("choice", ["theme=dark", "theme=light", "language=en"])
def test_pages_as_a_reader_prefers_them(audit: Audit, choice: str) -> None:
    name, value = choice.split("=")
    audit.page.goto("/modules/enjeux")
    follow(audit.page, f'.preferences button[name="{name}"][value="{value}"]')
    for path in ("/", "/modules/enjeux", "/demonstration"):
        audit.at(path, f"{path} with {choice}")


def test_the_organisation_of_an_agent(audit: Audit) -> None:
    enter(audit.page)
    audit.here("organisation suggested")
    audit.window.expected.add(422)
    follow(audit.page, 'main a[href*="choisir"]')
    audit.here("organisation to choose")
    follow(audit.page, 'main form:has(select[name="ministry"]) button')
    audit.here("organisation not chosen")
    audit.page.goto("/mon-ministere")
    follow(audit.page, 'main form:has(input[type="hidden"][name="ministry"]) button')
    audit.at("/mon-ministere", "organisation confirmed")
    audit.at("/mon-ministere/changement", "organisation to change")
    audit.at("/mon-ministere/changement?ministry=", "change not said", status=422)
    audit.at("/mon-ministere/changement?reason=correction&ministry=sentiers", "what a change does")
    audit.at("/mes-resultats", "no result yet")
    audit.at("/pilotage", "not open to an agent", status=403)


def test_questions_of_every_kind_before_and_after_the_answer(audit: Audit) -> None:
    page, url = audit.page, audit.window.service.database_url
    audit.window.expected.add(422)
    become_an_agent(page)
    missing = set(KINDS)
    for slug in ("actions", "enjeux") * 5:
        start(page, slug)
        while not RESULT.search(page.url):
            kind = item_on(page, url).kind
            new = kind in missing
            missing.discard(kind)
            if new:
                audit.here(f"{kind} to answer")
            if new and kind not in BLANK_ALLOWED:
                follow(page, SUBMIT)
                audit.here(f"{kind} left blank")
            answer(page)
            if new:
                audit.here(f"{kind} answered")
            follow(page, ONWARD)
        if not missing:
            break
    assert missing == set()


def test_results_of_an_agent(audit: Audit) -> None:
    page, url = audit.page, audit.window.service.database_url
    become_an_agent(page)
    start(page, "reseau")
    audit.at("/modules/reseau/tentatives/1/relecture", "answers to read again")
    page.goto("/modules/reseau/tentatives/1")
    first = page.url
    other = audit.window.tab()
    other.goto(first)
    audit.window.expected.add(409)
    while not RESULT.search(page.url):
        answer(page, right_answer(item_on(page, url)))
        follow(page, ONWARD)
    audit.here("result of a module passed")
    audit.page = other
    # The whole attempt is over; this tab still shows its first question.
    follow(other, DONT_KNOW)
    audit.here("answered in another tab")
    audit.page = page
    start(page, "dinum")
    while not RESULT.search(page.url):
        follow(page, DONT_KNOW)
        follow(page, ONWARD)
    audit.here("result of a module completed and not passed")
    start(page, "financement")
    for path in ("/", "/modules/reseau", "/modules/financement", "/mes-resultats"):
        audit.at(path, f"{path} on the way")


def test_pages_of_a_referent(audit: Audit) -> None:
    enter(audit.page, "referent")
    audit.here("dashboard of the first ministry")
    for ministry in ("sentiers", "apprentissages", "calendrier"):
        audit.at(f"/tableau-de-bord/{ministry}")
    audit.at("/tableau-de-bord/phares", "a ministry of someone else", status=404)


def test_pages_of_a_pilot(audit: Audit) -> None:
    enter(audit.page, "pilot")
    audit.here("every ministry")
    for ministry in ("phares", "belvederes"):
        audit.at(f"/tableau-de-bord/{ministry}", "a ministry below the threshold")


def test_pages_of_an_author(audit: Audit) -> None:
    enter(audit.page, "author")
    audit.here("modules to write")
    audit.at("/redaction/imprimer", "a draft with mistakes")
    follow(audit.page, 'button[name="correct"]')
    audit.here("a draft with a line corrected")
    audit.at("/redaction/enjeux", "a module as published")
    audit.at("/redaction/enjeux/traductions/en", "a translation")
    for slug in MODULES:
        audit.at(f"/redaction/{slug}/apercu")
    other = audit.window.tab()
    for tab in (audit.page, other):
        tab.goto("/redaction/imprimer")
    audit.window.expected.add(409)
    for tab in (audit.page, other):
        tab.locator("#text").fill("# Relu\n" + tab.locator("#text").input_value())
        follow(tab, 'form:has(#text) button[type="submit"]:not([name])')
    audit.page = other
    audit.here("a draft that someone else changed in between")
