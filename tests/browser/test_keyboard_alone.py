"""Journeys with Tab, Space, arrows and Enter alone: from the door to the result, and to one's data."""

from collections.abc import Callable

import pytest

from tests.browser.acting import AGENT_DOOR, CONFIRM, FEEDBACK, ONWARD, RESULT, START, SUBMIT
from tests.browser.focus import fill_by_keyboard, press_enter_on, tab, tab_to
from tests.browser.window import Window
from tests.service import Service

pytestmark = pytest.mark.browser
# The shortest way to a result.
MODULE = "reseau"


def test_a_module_is_taken_and_one_s_data_are_reached_by_keyboard_alone(
    service: Service, open_window: Callable[..., Window]
) -> None:
    page = open_window(service).tab()
    page.goto("/demonstration")
    press_enter_on(page, AGENT_DOOR)
    press_enter_on(page, CONFIRM)
    press_enter_on(page, f'.steps a[href="/modules/{MODULE}"]')
    press_enter_on(page, START)
    while not RESULT.search(page.url):
        assert fill_by_keyboard(page)
        with page.expect_navigation():
            page.keyboard.press("Enter")
        assert page.locator(FEEDBACK).is_visible()
        press_enter_on(page, ONWARD)
    tab_to(page, "#typed-name")
    press_enter_on(page, 'a[href="/mes-resultats"]')
    press_enter_on(page, 'a[href="/mes-donnees"]')
    press_enter_on(page, 'a[href="/mes-donnees/effacement"]')
    tab_to(page, "main form button")


def test_the_first_stop_leads_to_the_content(service: Service, open_window: Callable[..., Window]) -> None:
    page = open_window(service).tab()
    page.goto("/modules/enjeux")
    tab(page)
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "content"
    tab(page)
    assert page.evaluate("document.activeElement.closest('main') !== null")


def test_after_a_mistake_the_focus_goes_to_what_there_is_to_correct(
    service: Service, open_window: Callable[..., Window]
) -> None:
    window = open_window(service)
    window.expected.add(422)
    page = window.tab()
    page.goto("/demonstration")
    press_enter_on(page, AGENT_DOOR)
    press_enter_on(page, CONFIRM)
    page.goto(f"/modules/{MODULE}")
    press_enter_on(page, START)
    # The last question of this module may be left blank; the first ones may not.
    press_enter_on(page, SUBMIT)
    assert page.evaluate("document.activeElement.id") == "summary"
    tab(page)
    assert page.evaluate("document.activeElement.matches('#summary a')")
