"""Roles given in a test, as an operator's command gives them."""

from flask import Flask

from quiz.identity.audit.act import COMMAND
from quiz.identity.guard import given
from quiz.identity.role import Grant
from quiz.identity.roles import store
from quiz.storage.transaction import writing


def grant(app: Flask, email: str, *grants: Grant) -> None:
    """Give roles to whoever signs in with an e-mail."""
    with app.app_context(), writing() as connection:
        hashed = store.email_hash(email, given().settings.hashing_key)
        for each in grants:
            store.grant(connection, hashed, each, COMMAND, given().clock())
