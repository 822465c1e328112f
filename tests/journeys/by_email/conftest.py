"""The application with a real SMTP relay."""

from collections.abc import Iterator
from dataclasses import replace

import pytest

from quiz.settings import Settings
from tests import build
from tests.databases import Database
from tests.relay import Relay, relaying


@pytest.fixture
def relay() -> Iterator[Relay]:
    with relaying() as found:
        yield found


@pytest.fixture
def settings(database: Database, relay: Relay) -> Settings:
    return replace(
        build.settings(database.url),
        mail=relay.mail,
        mail_from="Service des essais <ne-pas-repondre@example.org>",
        mail_domains=("example.org", "écologie.example"),
    )
