"""The network goes away in the middle: with script the answer is kept and said to be, sent later, and counted once."""

import json
from collections.abc import Callable
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page, Route
from sqlalchemy import select

from quiz.learning.tables import AttemptRow, ResponseRow
from tests.browser.acting import FEEDBACK, ONWARD, RESULT, SUBMIT, become_an_agent, fill, follow, start
from tests.browser.window import Window
from tests.counted import found
from tests.service import Service

pytestmark = pytest.mark.browser
MODULE = "actions"
SIGN_OUT = 'form[action$="/deconnexion"] button'
FILLED = """() => [...new FormData(document.getElementById("question-form"))]
    .filter(([name]) => name !== "csrf_token").sort()"""
TOLD = 'document.querySelector(".status").textContent'


@pytest.fixture
def window(service: Service, open_window: Callable[..., Window]) -> Window:
    return open_window(service)


@pytest.fixture
def page(window: Window) -> Page:
    """An agent before the first question."""
    page = window.tab()
    become_an_agent(page)
    start(page, MODULE)
    return page


def recorded(service: Service) -> list[str]:
    """The submission keys of the responses of the latest attempt."""
    latest = select(AttemptRow.id).order_by(AttemptRow.opened_at.desc()).limit(1).scalar_subquery()
    query = select(ResponseRow.submission_key).where(ResponseRow.attempt_id == latest)
    return [str(key) for (key,) in found(service.database_url, query)]


def kept(page: Page) -> dict[str, str]:
    """Everything the tab keeps."""
    held: dict[str, str] = page.evaluate("({...sessionStorage})")
    assert page.evaluate("localStorage.length") == 0
    return held


def test_at_every_question_the_answer_waits_for_the_network_and_is_found_again(
    service: Service, window: Window, page: Page
) -> None:
    keys: list[str] = []
    while not RESULT.search(page.url):
        fill(page)
        filled = page.evaluate(FILLED)
        keys.append(next(value for name, value in filled if name == "submission_key"))
        window.context.set_offline(True)
        page.locator(SUBMIT).click()
        assert page.evaluate(TOLD) == page.locator(".status").get_attribute("data-offline")
        held = kept(page)
        assert held.keys() == {"answer"}
        answer = json.loads(held["answer"])
        assert (answer["path"], sorted(answer["fields"])) == (urlsplit(page.url).path, filled)
        window.context.set_offline(False)
        words = page.locator("#question-form").get_attribute("data-kept")
        page.wait_for_function(f"words => {TOLD} === words", arg=words)
        page.reload()
        assert (page.evaluate(FILLED), page.evaluate(TOLD)) == (filled, words)
        follow(page, SUBMIT)
        assert page.locator(FEEDBACK).is_visible()
        assert (kept(page), page.evaluate(TOLD)) == ({}, "")
        follow(page, ONWARD)
    assert sorted(recorded(service)) == sorted(keys)


def send_into_nothing(window: Window, page: Page, *, arrives: bool) -> str:
    """Submit the answer: it is lost on its way there, or what comes back is; returns where it was sent."""
    place = page.url

    def lose(route: Route) -> None:
        if arrives:
            route.fetch(max_redirects=0)
        route.abort()

    fill(page)
    page.route(place, lose, times=1)
    page.locator(SUBMIT).click()
    page.wait_for_url("chrome-error://**")
    window.complaints = [each for each in window.complaints if "net::ERR_FAILED" not in each]
    return place


def test_an_answer_lost_on_its_way_is_there_when_one_comes_back(service: Service, window: Window, page: Page) -> None:
    place = send_into_nothing(window, page, arrives=False)
    assert recorded(service) == []
    page.goto("/")
    page.goto(place)
    assert page.evaluate(TOLD) == page.locator("#question-form").get_attribute("data-kept")
    follow(page, SUBMIT)
    assert (len(recorded(service)), kept(page)) == (1, {})


def test_an_answer_that_had_arrived_is_not_asked_for_again(service: Service, window: Window, page: Page) -> None:
    place = send_into_nothing(window, page, arrives=True)
    page.goto(place)
    assert page.locator(FEEDBACK).is_visible()
    assert (len(recorded(service)), kept(page)) == (1, {})


def test_nothing_is_kept_once_signed_out(window: Window, page: Page) -> None:
    place = page.url
    fill(page)
    window.context.set_offline(True)
    page.locator(SUBMIT).click()
    window.context.set_offline(False)
    assert kept(page)
    page.goto("/")
    assert kept(page), "the answer of an attempt under way waits while one looks elsewhere"
    with page.expect_response(lambda answer: answer.request.method == "POST") as left:
        follow(page, SIGN_OUT)
    assert left.value.all_headers()["clear-site-data"] == '"storage"'
    assert kept(page) == {}
    page.goto(place)
    assert "/connexion" in page.url
    assert kept(page) == {}
