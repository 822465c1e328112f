"""The provider's process, and the service set up with it, on both databases."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime

import pytest
from flask import Flask

from quiz.settings import Settings
from tests import build
from tests.databases import Database
from tests.oidc.provider import Browser, IdentityProvider
from tests.page_rules import Page
from tests.visit import Visit, form_of

HOME = "http://localhost"


@pytest.fixture(scope="package")
def process() -> Iterator[IdentityProvider]:
    """One provider for the folder."""
    started = IdentityProvider(HOME)
    yield started
    started.stop()


@pytest.fixture
def provider(process: IdentityProvider) -> Iterator[IdentityProvider]:
    """The provider, behaving at first, and again afterwards."""
    yield process
    process.straight()


@pytest.fixture
def settings(database: Database, provider: IdentityProvider) -> Settings:
    """The settings of a service that ProConnect knows."""
    return replace(
        build.settings(database.url), address=HOME, hosts=frozenset({"localhost"}), proconnect=provider.settings
    )


@pytest.fixture
def clock() -> build.Clock:
    """The hour it is: the provider has it too."""
    return build.Clock(datetime.now(UTC))


@dataclass
class Someone:
    """A person with one browser, at our pages and at ProConnect's."""

    visit: Visit
    browser: Browser = field(default_factory=Browser)

    def begin(self, path: str = "/connexion", **values: str) -> str:
        """Press the button; returns the address at ProConnect where the browser goes."""
        page = self.visit.get(path)
        form = form_of(page, "/connexion/proconnect").filled(values)
        answer = self.visit.post(form.action, form.values)
        page = self.visit.checked(answer, 200)
        [link] = [link for link in page.all("a") if "/authorize" in link.get("href", "")]
        assert page.headers["Refresh"] == f"0; url={link.attrib['href']}"
        return link.attrib["href"]

    def answer(self, url: str) -> str:
        """Answer at ProConnect; returns our own address, where it sends the browser back."""
        return self.browser.go(url, HOME).removeprefix(HOME)

    def sign_in(self, path: str = "/connexion", status: int = 200) -> Page:
        """Go all the way."""
        return self.visit.get(self.answer(self.begin(path)), status)


@pytest.fixture
def someone(app: Flask) -> Someone:
    """An agent who has not signed in."""
    return Someone(Visit(app))


@pytest.fixture
def anyone(app: Flask) -> Callable[..., Someone]:
    """Others, by what ProConnect calls them and how strongly they sign in there."""
    return lambda person, acr="eidas1": Someone(Visit(app), Browser(person, acr))
