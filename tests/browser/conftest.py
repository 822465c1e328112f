"""Chromium, a real service, and windows whose requests and consoles are looked at when they close."""

import logging
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Playwright, sync_playwright

from tests.browser.window import Window, all_wrong
from tests.provision import chromium
from tests.service import Service, demonstration_on_postgresql, demonstration_on_sqlite
from tests.tour.chapters import Album
from tests.tour.replay import Replay, replaying
from tests.tour.walk import Tour, make_tour

# Nothing but loopback has an address, so that even a defect of ours reaches nobody.
ARGUMENTS = [
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-gpu",
    "--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1",
]


# Without it no frame is ever drawn, which is a third of what showing a page costs; nor is anything ever still enough
# to be clicked.
UNDRAWN = "--disable-threaded-compositing"


# Of the folder, not of the session: other folders start a Playwright of their own afterwards.
@pytest.fixture(scope="package")
def playwright() -> Iterator[Playwright]:
    """One Playwright for the folder."""
    with sync_playwright() as playwright:
        yield playwright


@pytest.fixture(scope="package")
def browser(playwright: Playwright) -> Iterator[Browser]:
    """One Chromium for the folder."""
    browser = launch(playwright, ARGUMENTS)
    yield browser
    browser.close()


@pytest.fixture(scope="package")
def undrawn(playwright: Playwright) -> Iterator[Browser]:
    """Another, which lays pages out and draws none: for those that are read."""
    browser = launch(playwright, [*ARGUMENTS, UNDRAWN])
    yield browser
    browser.close()


def launch(playwright: Playwright, arguments: list[str]) -> Browser:
    """A Chromium that reaches nobody."""
    program = chromium()
    assert program is not None, "Chromium is missing: python -m tests.provision"
    return playwright.chromium.launch(executable_path=program, args=arguments)


@pytest.fixture(scope="package")
def tour(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Tour]:
    """The demonstration in this process, whose every page can be visited."""
    # One line for each of a thousand requests would hide what there is to see.
    logging.getLogger("werkzeug").setLevel(logging.ERROR)
    tour = make_tour(tmp_path_factory.mktemp("tour"))
    yield tour
    tour.close()


@pytest.fixture(scope="package")
def album(request: pytest.FixtureRequest) -> Album:
    """The pages of the tour."""
    return Album(lambda: request.getfixturevalue("tour"))


@pytest.fixture(scope="package")
def replay(tour: Tour) -> Iterator[Replay]:
    """The same, for a browser."""
    with replaying(tour.app) as replay:
        yield replay


def running(url: str, folder: Path) -> Iterator[Service]:
    """A service that is up, stopped in the end; its log must tell no defect."""
    service = Service(url, folder)
    service.start()
    service.wait()
    yield service
    service.close()
    assert service.defects() == []


@pytest.fixture(scope="package")
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    """A service for all tests that do not mind each other's agents."""
    folder = tmp_path_factory.mktemp("service")
    yield from running(demonstration_on_sqlite(folder), folder)


@pytest.fixture(params=["sqlite", "postgresql"])
def own_service(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Service]:
    """A service of the test's own, on one database then on the other."""
    if request.param == "sqlite":
        url = demonstration_on_sqlite(tmp_path)
    else:
        url = demonstration_on_postgresql(request.getfixturevalue("server"))
    yield from running(url, tmp_path)


@pytest.fixture
def open_window(browser: Browser) -> Iterator[Callable[..., Window]]:
    """Opens windows; at the end nothing may have left for another host, and no console may have complained."""
    opened: list[Window] = []

    def opening(service: Service, *, script: bool = True) -> Window:
        opened.append(Window(browser, service.address, script=script))
        return opened[-1]

    yield opening
    wrong = all_wrong(opened)
    for window in opened:
        window.close()
    assert wrong == []
