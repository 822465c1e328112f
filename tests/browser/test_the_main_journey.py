"""From the agent's door to the referent's figure, in Chromium, on both databases, without script and with it."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page

from tests.browser.acting import (
    ONWARD,
    PUBLISH,
    answer,
    become_an_agent,
    enter,
    follow,
    item_on,
    start,
    take,
    take_rightly,
)
from tests.browser.window import Window
from tests.counted import added, tallies
from tests.service import Service, run_command

pytestmark = pytest.mark.browser
# The shortest way to a result.
MODULE = "reseau"
# Where a second visitor moves another cell, and makes a publication of the same day.
ELSEWHERE = "enjeux"
NAME = "Camille Essayeuse-Dupré"
ATTESTATION = "#attestation"


def headline(page: Page) -> tuple[int, int]:
    """The range of agents that the referent's page begins with."""
    low, high = re.findall(r"\d+", page.locator(".headline strong").inner_text())[:2]
    return int(low), int(high)


def why(page: Page) -> str:
    """What the referent's page says of how the figure moved."""
    return page.locator("main .fr-callout").first.inner_text()


def print_with_a_name(window: Window, page: Page) -> None:
    """Type a name on the result, print it, go on: the paper shows the attestation, and the name goes nowhere."""
    page.locator("#typed-name").fill(NAME)
    page.emulate_media(media="print")
    assert page.locator(ATTESTATION).is_visible()
    assert page.locator("#typed-name").is_visible()
    assert page.locator("#typed-name").input_value() == NAME
    assert not page.locator(".fr-header__tools-links").is_visible()
    assert not page.locator("footer").is_visible()
    assert not page.locator("main .fr-btn").first.is_visible()
    assert page.pdf().startswith(b"%PDF")
    page.emulate_media(media="screen")
    page.locator("#typed-name").press("Enter")
    result = page.url
    follow(page, "main .fr-btns-group a.fr-btn")
    page.goto(result)
    assert page.locator("#typed-name").input_value() == ""
    for part in ("Essayeuse", "Camille"):
        assert window.sent(part) == []


# Neither asks anything of the other: each is met once.
@pytest.mark.parametrize(
    ("own_service", "script"),
    [("sqlite", False), ("postgresql", True)],
    indirect=["own_service"],
    ids=["without script", "with script"],
)
def test_a_completion_is_counted_once_and_moves_the_figure_by_eleven(
    own_service: Service, open_window: Callable[..., Window], script: bool
) -> None:
    url = own_service.database_url
    before = tallies(url)
    agent = open_window(own_service, script=script)
    page = agent.tab()
    become_an_agent(page)
    take_rightly(page, MODULE, url)
    assert "100" in page.locator(".big-score__figure").inner_text()
    print_with_a_name(agent, page)
    assert tallies(url) == before, "nothing is counted before a publication"

    referent = open_window(own_service, script=script)
    desk = referent.tab()
    enter(desk, "referent")
    assert headline(desk) == (44, 54)
    follow(desk, PUBLISH)
    assert headline(desk) == (55, 65)
    assert re.search(r"\b11\b.*\b66\b", why(desk), re.DOTALL), why(desk)
    once = {("rivages", MODULE, stage): 1 for stage in ("started", "completed", "passed")}
    assert added(before, tallies(url)) == {**once, ("rivages", "", "agents-1"): 1}
    run_command(url, "figures", "publish")
    assert added(before, tallies(url)) == {**once, ("rivages", "", "agents-1"): 1}


# What a publication prints is the same on SQLite: tests/journeys/test_demonstration.py and tests/insight.
@pytest.mark.parametrize("own_service", ["postgresql"], indirect=True)
def test_the_second_visitor_does_not_move_the_figure(own_service: Service, open_window: Callable[..., Window]) -> None:
    url = own_service.database_url
    for expected in (1, 2):
        page = open_window(own_service, script=False).tab()
        become_an_agent(page)
        take(page, ELSEWHERE)
        before = tallies(url)
        run_command(url, "figures", "publish")
        gained = added(before, tallies(url))
        assert gained["rivages", ELSEWHERE, "completed"] == gained["rivages", "", "agents-1"] == 1, expected
    desk = open_window(own_service, script=False).tab()
    enter(desk, "referent")
    assert headline(desk) == (55, 65)
    follow(desk, PUBLISH)
    assert headline(desk) == (55, 65)
    assert re.search(r"\b66\b", why(desk)), why(desk)
    assert not re.search(r"\b11\b", why(desk)), why(desk)


def test_an_attempt_left_is_taken_up_on_another_device(service: Service, open_window: Callable[..., Window]) -> None:
    window = open_window(service)
    page = window.tab()
    become_an_agent(page)
    start(page, MODULE)
    answer(page)
    follow(page, ONWARD)
    item = item_on(page, service.database_url)
    place = page.url
    elsewhere = open_window(service, script=False)
    session = next(cookie["value"] for cookie in window.context.cookies() if cookie["name"] == "session")
    elsewhere.context.add_cookies([{"name": "session", "value": session, "url": service.address}])
    other = elsewhere.tab()
    other.goto(f"/modules/{MODULE}")
    follow(other, 'main form[action$="/tentatives"] button')
    assert other.url == place
    assert item_on(other, service.database_url) == item
