"""Signing in by e-mail in a test: asking for a code, reading it in the mail, typing it."""

import re

from tests.page_rules import Page
from tests.relay import Relay
from tests.visit import Visit

CLAIRE = "claire.martin@example.org"
WRONG = "2222 2222"
# The first time, one's organisation comes before the page one wanted.
ARRIVED = "/mon-ministere?suite=/mes-resultats"
MAILED = re.compile(r"\b([2-9A-Z]{4} [2-9A-Z]{4})\b")


def ask(visit: Visit, email: str = CLAIRE, status: int = 200) -> Page:
    """Ask for a code."""
    return visit.send(visit.get("/connexion/code?suite=/mes-resultats"), {"email": email}, status=status)


def type_in(visit: Visit, page: Page, code: str, status: int = 200) -> Page:
    """Type a code on the page that waits for it."""
    return visit.send(page, {"code": code}, to="/saisie", status=status)


def mailed(relay: Relay, number: int = -1) -> str:
    """The code of a mail."""
    [code] = MAILED.findall(relay.messages[number].get_content())
    return str(code)


def token_of(page: Page) -> str:
    """The token of the first form of the main part."""
    return next(
        field.attrib["value"]
        for main in page.all("main")
        for field in main.iter("input")
        if field.get("name") == "csrf_token"
    )
