"""Those who read figures, signed in."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest
from flask import Flask

from quiz.identity.audit.act import COMMAND
from quiz.identity.guard import given
from quiz.identity.role import Grant, Role
from quiz.identity.roles import store as roles
from quiz.storage.transaction import writing
from tests.build import Clock
from tests.visit import Visit


@pytest.fixture
def signed_in(app: Flask) -> Callable[[Grant], Visit]:
    """Someone signed in with a role."""

    def sign_in(grant: Grant) -> Visit:
        address = f"{grant.role.value}@exemple.invalid"
        with app.app_context(), writing() as connection:
            hashed = roles.email_hash(address, given().settings.hashing_key)
            roles.grant(connection, hashed, replace(grant, label="poste 1"), COMMAND, given().clock())
        return Visit(app).sign_in(grant.role.value, email=address)

    return sign_in


@pytest.fixture
def referent(signed_in: Callable[[Grant], Visit]) -> Visit:
    """The referent of a ministry."""
    return signed_in(Grant(Role.REFERENT, "rivages"))


@pytest.fixture
def former_referent(signed_in: Callable[[Grant], Visit], clock: Clock) -> Visit:
    """A referent whose role ended yesterday."""
    return signed_in(Grant(Role.REFERENT, "rivages", until=clock().date() - timedelta(days=1)))


@pytest.fixture
def pilot(signed_in: Callable[[Grant], Visit]) -> Visit:
    """A pilot, who sees all ministries."""
    return signed_in(Grant(Role.PILOT))
