"""Hands that slip: a double click, the back button, two tabs. One answer is kept, and there is always a way on."""

from collections.abc import Callable
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page
from sqlalchemy import func, select

from quiz.learning.tables import AttemptRow, ResponseRow
from tests.browser.acting import FEEDBACK, ONWARD, SUBMIT, answer, become_an_agent, fill, follow, start
from tests.browser.window import Window
from tests.counted import found
from tests.service import Service

pytestmark = pytest.mark.browser
MODULE = "reseau"
FIRST = f"/modules/{MODULE}/tentatives/1/questions/1"
SECOND = f"/modules/{MODULE}/tentatives/1/questions/2"


def path(page: Page) -> str:
    """Where a tab is."""
    return urlsplit(page.url).path


def responses(service: Service) -> int:
    """How many responses the latest attempt holds."""
    latest = select(AttemptRow.id).order_by(AttemptRow.opened_at.desc()).limit(1).scalar_subquery()
    counted = select(func.count()).select_from(ResponseRow).where(ResponseRow.attempt_id == latest)
    [(count,)] = found(service.database_url, counted)
    return int(count)


@pytest.fixture(params=[False, True], ids=["without script", "with script"])
def window(request: pytest.FixtureRequest, service: Service, open_window: Callable[..., Window]) -> Window:
    return open_window(service, script=request.param)


@pytest.fixture
def page(window: Window) -> Page:
    """An agent before the first question."""
    page = window.tab()
    become_an_agent(page)
    start(page, MODULE)
    return page


def test_a_double_click_sends_one_answer(service: Service, window: Window, page: Page) -> None:
    fill(page)
    page.locator(SUBMIT).dblclick()
    page.locator(FEEDBACK).wait_for()
    assert path(page) == FIRST
    assert responses(service) == 1
    answer_next = page.locator(ONWARD)
    with page.expect_navigation():
        answer_next.click()
    assert path(page) == SECOND


def test_after_the_back_button_the_answer_given_is_shown(service: Service, window: Window, page: Page) -> None:
    answer(page)
    verdict = page.locator("h1").inner_text()
    follow(page, ONWARD)
    page.go_back()
    page.locator(FEEDBACK).wait_for()
    assert page.locator("h1").inner_text() == verdict
    page.go_back()
    # The form as it was before the answer, where the browser kept it, or the answer: never a form that records twice.
    if page.locator(SUBMIT).count() and path(page) == FIRST:
        follow(page, SUBMIT)
    assert responses(service) == 1


def test_the_other_tab_is_told_that_the_answer_is_given_and_led_on(
    service: Service, window: Window, page: Page
) -> None:
    other = window.tab()
    other.goto(FIRST)
    fill(other)
    answer(page)
    window.expected.add(409)
    follow(other, SUBMIT)
    assert other.locator("main .error").is_visible()
    follow(other, "main .error a.fr-btn")
    assert path(other) == SECOND
    assert responses(service) == 1


def test_both_tabs_sending_at_once_record_one_answer(service: Service, window: Window, page: Page) -> None:
    other = window.tab()
    other.goto(FIRST)
    fill(page)
    fill(other)
    window.expected.add(409)
    page.locator(SUBMIT).click(no_wait_after=True)
    other.locator(SUBMIT).click(no_wait_after=True)
    for tab in (page, other):
        tab.locator(f"{FEEDBACK}, main .error").wait_for()
    assert sorted(tab.locator(FEEDBACK).count() for tab in (page, other)) == [0, 1]
    assert responses(service) == 1
