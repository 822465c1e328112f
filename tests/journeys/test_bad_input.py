"""What should not be sent: refused in words, with a reference that is in the log, and nothing recorded."""

import logging
import re
from collections.abc import Callable
from urllib.parse import unquote

import pytest
from flask import Flask

from quiz.content.module import Module
from quiz.identity.role import Grant, Role
from tests.build import a_module, some_items
from tests.granting import grant
from tests.page_rules import Page
from tests.taking import answer_to, attempts, item_on, responses, start
from tests.visit import Visit, form_of

QUESTION = "/modules/enjeux/tentatives/1/questions/1"


@pytest.fixture
def modules() -> tuple[Module, ...]:
    return (a_module("enjeux", items=some_items(3)),)


def refused(visit: Visit, page: Page, values: dict[str, str], status: int) -> Page:
    """The page that answers a post no page of ours would send."""
    form = form_of(page, "/questions/")
    return visit.checked(visit.post(form.action, {**form.values, **values}), status)


@pytest.mark.parametrize(
    "values",
    [
        {"r-choice": "z"},
        {"r-choice": "a", "r-autre": "a"},
        {"r-choice": "a", "submission_key": ""},
        {"r-choice": "a", "submission_key": "n’importe quoi"},
    ],
    ids=["an option that is not there", "a slot that is not there", "no key", "an unreadable key"],
)
def test_a_forged_answer_is_refused(
    app: Flask, visit: Visit, modules: tuple[Module, ...], values: dict[str, str]
) -> None:
    page = start(visit.sign_in(), modules[0])
    assert refused(visit, page, values, 400).heading
    assert responses(app) == []


def test_an_item_outside_the_attempt_is_not_there(app: Flask, visit: Visit, modules: tuple[Module, ...]) -> None:
    page = start(visit.sign_in(), modules[0])
    form = form_of(page, "/questions/").filled({"r-choice": "a"})
    visit.checked(visit.post(QUESTION.replace("questions/1", "questions/9"), form.values), 404)
    visit.get(QUESTION.replace("questions/1", "questions/0"), status=404)
    assert responses(app) == []


def test_an_expired_page_keeps_the_answer_and_can_be_sent_again(
    app: Flask, visit: Visit, modules: tuple[Module, ...]
) -> None:
    page = start(visit.sign_in(), modules[0])
    values = answer_to(item_on(page, modules[0]))
    expired = visit.send(page, {**values, "csrf_token": "périmé"}, to="/questions/", status=400)
    assert responses(app) == []
    assert form_of(expired, "/questions/").values["r-choice"] == values["r-choice"]
    visit.send(expired, to="/questions/")
    assert len(responses(app)) == 1


def test_a_post_of_another_site_is_refused(app: Flask, visit: Visit, modules: tuple[Module, ...]) -> None:
    page = start(visit.sign_in(), modules[0])
    form = form_of(page, "/questions/").filled(answer_to(item_on(page, modules[0])))
    headers = {"Sec-Fetch-Site": "cross-site"}
    assert visit.client.post(form.action, data=form.values, headers=headers).status_code == 400
    assert responses(app) == []


def test_starting_without_the_token_is_refused(app: Flask, visit: Visit) -> None:
    visit.sign_in()
    visit.checked(visit.post("/modules/enjeux/tentatives", {}), 400)
    assert attempts(app) == []


def test_an_oversized_form_is_refused(app: Flask, visit: Visit, modules: tuple[Module, ...]) -> None:
    page = start(visit.sign_in(), modules[0])
    refused(visit, page, {"r-choice": "a" * 2_000_000}, 413)
    assert responses(app) == []


@pytest.mark.parametrize(
    "path",
    [
        "/modules/inconnu",
        "/modules/enjeux/tentatives/99",
        "/modules/enjeux/tentatives/99999999999999999999",
        "/modules/inconnu/tentatives/1/questions/1",
        "/modules/enjeux/tentatives/1/relecture",
        "/nulle-part",
        "/modules/%00",
    ],
)
def test_what_is_not_there_is_not_found(visit: Visit, path: str) -> None:
    visit.sign_in()
    assert visit.get(path, status=404).heading


def test_another_persons_attempt_is_not_there(
    app: Flask, visit: Visit, another_visit: Callable[[], Visit], modules: tuple[Module, ...]
) -> None:
    page = start(visit.sign_in("amina"), modules[0])
    form = form_of(page, "/questions/").filled({"r-choice": "a"})
    other = another_visit().sign_in("bruno")
    other.get(page.path, status=404)
    own = form_of(other.get("/modules/enjeux"), "/tentatives").values["csrf_token"]
    other.checked(other.post(form.action, {**form.values, "csrf_token": own}), 404)
    assert responses(app) == []


@pytest.mark.parametrize("path", ["/mes-resultats", QUESTION])
def test_a_page_of_ones_own_asks_a_visitor_to_sign_in(visit: Visit, path: str) -> None:
    assert visit.get(path).path.startswith("/connexion")


def test_an_answer_after_the_session_is_over_leads_to_signing_in(
    app: Flask, visit: Visit, modules: tuple[Module, ...]
) -> None:
    page = start(visit.sign_in(), modules[0])
    form = form_of(page, "/questions/").filled(answer_to(item_on(page, modules[0])))
    visit.client.delete_cookie("session")
    assert visit.post(form.action, form.values).location.startswith("/connexion")
    assert responses(app) == []


@pytest.mark.parametrize("path", ["/tableau-de-bord", "/redaction"])
def test_a_page_of_another_role_is_not_open(visit: Visit, path: str) -> None:
    visit.sign_in()
    assert visit.get(path, status=403).heading


def test_a_text_that_no_database_can_keep_is_no_defect(app: Flask, visit: Visit) -> None:
    grant(app, "claire@example.org", Grant(Role.AUTHOR))
    page = visit.sign_in("claire", email="claire@example.org").get("/redaction/enjeux")
    form = form_of(page, "/redaction/enjeux")
    assert visit.post(form.action, {**form.values, "text": "module: \0"}).status_code < 500


def test_a_way_back_never_leaves_the_service(visit: Visit) -> None:
    for elsewhere in ("https://example.org/", "//example.org/", "/\\example.org", "javascript:alert(1)"):
        page = visit.get(f"/connexion?suite={elsewhere}")
        fields = [field.get("value", "") for field in page.all("input") if field.get("name") == "suite"]
        ways = [
            unquote(link.attrib["href"]).partition("suite=")[2] for main in page.all("main") for link in main.iter("a")
        ]
        assert not [way for way in fields + ways if not re.match(r"(/(?![/\\])|$)", way)]


def test_the_reference_of_a_failure_is_in_the_log(visit: Visit, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.INFO, "quiz"):
        page = visit.get("/modules/inconnu", status=404)
    [line] = [record.getMessage() for record in caplog.records if record.name.startswith("quiz")]
    assert line.split()[0] in page.text
    assert "Traceback" not in page.html
