"""What `quiz check-config` asks the provider itself, over the network, and what it says that sign-ins would lack."""

import doctest
import json
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from quiz.identity.proconnect import discovery
from quiz.identity.proconnect.remote import Provider
from quiz.tasks.remote import provider_problems
from tests.oidc.conftest import HOME
from tests.oidc.provider import HTML, IdentityProvider, Reply

DESCRIPTION, KEYS = "/.well-known/openid-configuration", "/jwks"


def told(provider: IdentityProvider, **changed: str) -> str:
    """What the command says of ProConnect, with these settings changed."""
    settings = replace(provider.settings, **changed)  # type: ignore[arg-type]  # each of these fields is a text
    return "\n".join(provider_problems(Provider(settings, HOME)))


def saying(**changed: Any) -> Callable[[Reply], Reply]:
    """The provider describes itself otherwise."""

    def twist(reply: Reply) -> Reply:
        return Reply(reply.status, reply.kind, json.dumps({**json.loads(reply.body), **changed}).encode())

    return twist


def test_a_provider_that_has_all_we_need_is_right(provider: IdentityProvider) -> None:
    assert told(provider) == ""


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"issuer": "https://another.example"}, "the issuer calls itself https://another.example"),
        ({"token_endpoint": None}, "an address is missing"),
        ({"scopes_supported": ["openid", "email"]}, "scopes_supported has no siret"),
        ({"token_endpoint_auth_methods_supported": ["private_key_jwt"]}, "has no client_secret_post"),
        ({"userinfo_signing_alg_values_supported": ["HS256"]}, "has no RS256"),
    ],
)
def test_what_it_lacks_is_told(provider: IdentityProvider, changed: dict[str, Any], words: str) -> None:
    provider.twist(DESCRIPTION, saying(**changed))
    assert words in told(provider)


@pytest.mark.parametrize("path", [DESCRIPTION, KEYS])
def test_a_page_in_the_place_of_an_answer_is_told(provider: IdentityProvider, path: str) -> None:
    provider.twist(path, lambda _reply: HTML)
    assert "no JSON" in told(provider)


def test_silence_is_told(provider: IdentityProvider) -> None:
    assert "ConnectionError" in told(provider, issuer="http://127.0.0.1:1/api/v2")


def test_the_examples_hold() -> None:
    assert doctest.testmod(discovery).failed == 0
