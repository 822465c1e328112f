"""A telephone with a poor network, 400 kbit/s and 100 ms there and back: a module is taken, no page is waited for."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page

from tests.browser.acting import AGENT_DOOR, CONFIRM, DONT_KNOW, ONWARD, RESULT, START, follow
from tests.browser.window import Window
from tests.service import Service

pytestmark = pytest.mark.browser
MODULE = "reseau"
CONDITIONS = {"offline": False, "latency": 100, "downloadThroughput": 50_000, "uploadThroughput": 50_000}
# From the click to the page drawn, files and all: in ms. A post and the page it leads to take two ways there and back.
FIRST, LATER = 3_000, 2_000
WAITED = "performance.getEntriesByType('navigation')[0].loadEventEnd"


def waited(page: Page) -> float:
    """How long the page was waited for."""
    page.wait_for_function(f"{WAITED} > 0")
    return float(page.evaluate(WAITED))


def test_a_module_is_taken_and_no_page_is_waited_for(service: Service, open_window: Callable[..., Window]) -> None:
    page = open_window(service).tab()
    page.context.new_cdp_session(page).send("Network.emulateNetworkConditions", CONDITIONS)
    page.goto("/demonstration")
    first = waited(page)
    later: dict[str, float] = {}

    def then(selector: str) -> None:
        follow(page, selector)
        later[f"{len(later)} {page.url}"] = waited(page)

    for selector in (AGENT_DOOR, CONFIRM, f'.steps a[href="/modules/{MODULE}"]', START):
        then(selector)
    while not RESULT.search(page.url):
        then(DONT_KNOW)
        then(ONWARD)
    assert 400 < first < FIRST
    assert {place: wait for place, wait in later.items() if wait >= LATER} == {}
    assert min(later.values()) > 100, "the network was not slow"
