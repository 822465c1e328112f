"""Every route as every role, on both databases: what the table of permissions says is what happens."""

import re
from collections.abc import Iterator
from datetime import timedelta

import pytest
from flask import Flask
from werkzeug.routing import Rule
from werkzeug.test import TestResponse

from quiz.identity.guard import TOKEN
from quiz.identity.ministry import Entity
from quiz.identity.organisation import store as organisations
from quiz.identity.permission import Permission, may
from quiz.identity.role import Grant, Role, held_on
from quiz.settings import Settings
from quiz.storage.transaction import writing
from tests import build
from tests.build import MONDAY, a_module
from tests.databases import Database
from tests.granting import grant
from tests.taking import start, take
from tests.visit import Visit

TODAY = MONDAY.date()
GRANTS: dict[str, tuple[Grant, ...]] = {
    "visitor": (Grant(Role.VISITOR),),
    "agent": (),
    "referent": (Grant(Role.REFERENT, "rivages"),),
    "former referent": (Grant(Role.REFERENT, "rivages", TODAY - timedelta(days=1)),),
    "entity referent": (Grant(Role.ENTITY_REFERENT, "rivages", entity_id="rivages.ports"),),
    "former entity referent": (
        Grant(Role.ENTITY_REFERENT, "rivages", TODAY - timedelta(days=1), entity_id="rivages.ports"),
    ),
    "author": (Grant(Role.AUTHOR),),
    "pilot": (Grant(Role.PILOT),),
    "operator": (Grant(Role.OPERATOR),),
}
ENTITIES = tuple(Entity(f"rivages.{code}", "rivages", code.capitalize()) for code in ("ports", "phares"))
# What an argument may be: something of one's own, something of others, something that is not there.
VALUES = {
    "ministry_id": ("rivages", "sentiers", "nulle-part"),
    "entity_id": ("rivages.ports", "rivages.phares", "nulle-part"),
    "slug": ("enjeux",),
    "number": ("1", "99"),
    "position": ("1",),
}
# Its purpose is to send someone signed in to sign in the other way.
SENDS_TO_SIGN_IN = "joining.prove"
REFERENCE = re.compile(r"[2-9A-HJKMNP-TV-Z]{4}-[2-9A-HJKMNP-TV-Z]{4}")
WEIGHT = re.compile(r"à l’envoi.*? ko")


@pytest.fixture
def settings(database: Database) -> Settings:
    """With the demonstration, so that its routes are walked too."""
    return build.settings(database.url, demonstration=True)


def arguments(rule: Rule) -> Iterator[dict[str, str]]:
    """The ways to fill a rule's arguments; one that is not known above gets something that nobody has."""
    ways: list[dict[str, str]] = [{}]
    for name in sorted(rule.arguments):
        unknown = ("00000000-0000-4000-8000-000000000000",)
        if type(rule._converters[name]).__name__ == "IntegerConverter":
            unknown = ("1",)
        ways = [{**way, name: value} for way in ways for value in VALUES.get(name, unknown)]
    yield from ways


def address(rule: Rule, values: dict[str, str]) -> str:
    """The address of a rule with these arguments."""
    return re.sub(r"<(?:[^:>]*:)?([^>]+)>", lambda found: values[found[1]], rule.rule)


def someone(app: Flask, role: str, subject: str = "reader") -> Visit:
    """Someone of a role, signed in unless a visitor, their organisation confirmed."""
    visit = Visit(app)
    return visit if role == "visitor" else visit.sign_in(subject, email=f"{role.replace(' ', '.')}@example.org")


def token(visit: Visit) -> str:
    """A token good for any post of a visitor."""
    fields = [field for field in visit.get("/demonstration").all("input") if field.get("name") == "csrf_token"]
    return fields[0].attrib["value"]


def signed_in(visit: Visit) -> bool:
    """True while the cookie holds a session."""
    with visit.client.session_transaction() as held:
        return TOKEN in held


def outcome(answer: TestResponse) -> str:
    """What happened, as the table would say it."""
    if answer.status_code == 303 and answer.location.startswith("/connexion?suite="):
        return "sign in first"
    return {403: "not allowed", 404: "not found"}.get(answer.status_code, "let through")


@pytest.mark.parametrize("role", GRANTS)
def test_the_table_is_what_happens(app: Flask, role: str) -> None:
    with app.app_context(), writing() as connection:
        organisations.save_entities(connection, ENTITIES)
    # The first role of the list is somebody else's: a pilot takes it back, not their own, on the way.
    grant(app, "somebody.else@example.org", Grant(Role.AUTHOR))
    if GRANTS[role] and role != "visitor":
        grant(app, f"{role.replace(' ', '.')}@example.org", *GRANTS[role])
    held = held_on(GRANTS[role] if role == "visitor" else (Grant(Role.AGENT), *GRANTS[role]), TODAY)
    wrong, walked = [], 0
    reader = writer = someone(app, role)
    secret = token(writer)
    for rule in app.url_map.iter_rules():
        view = app.view_functions[rule.endpoint]
        permission, *named = (getattr(view, name, None) for name in ("permission", "scope", "entity"))
        # The stand-in of the tests is no route of the service.
        if not isinstance(permission, Permission) or rule.rule.startswith("/fournisseur"):
            continue
        for values in arguments(rule):
            allowed = may(held, permission, *(values.get(name) if name else None for name in named))
            path = address(rule, values)
            for method in sorted((rule.methods or set()) & {"GET", "POST"}):
                if method == "GET":
                    answer = reader.client.get(path, buffered=True)
                else:
                    if role != "visitor" and (writer is reader or not signed_in(writer)):
                        # Someone new: one post has signed out, of every device, or erased whoever sent it.
                        writer = someone(app, role, f"{rule.endpoint} {values}")
                        secret = token(writer)
                    answer = writer.post(path, {"csrf_token": secret})
                found = "let through" if allowed and rule.endpoint == SENDS_TO_SIGN_IN else outcome(answer)
                refused = "sign in first" if role == "visitor" else "not found" if any(named) else "not allowed"
                # What is let through may still find nothing there.
                expected = ("let through", "not found") if allowed else (refused,)
                walked += 1
                if found not in expected or answer.status_code >= 500:
                    wrong.append(f"{method} {path}: {found} ({answer.status_code}), the table says {expected}")
    assert wrong == []
    assert walked > 40


def body(visit: Visit, path: str, method: str = "GET") -> tuple[int, str]:
    """A status and a page, without the reference that changes each time, the address asked for, nor what it weighs."""
    if method == "POST":
        answer = visit.post(
            path, {"csrf_token": token(visit), "submission_key": "00000000-0000-4000-8000-000000000000"}
        )
    else:
        answer = visit.client.get(path)
    text = WEIGHT.sub("", REFERENCE.sub("", answer.get_data(as_text=True))).replace(path, "")
    return answer.status_code, re.sub(r'value="[\w-]{30,}=*"', "", text)


def test_outside_ones_scope_forbidden_and_not_there_look_alike(app: Flask) -> None:
    grant(app, "referent@example.org", *GRANTS["referent"])
    referent = someone(app, "referent")
    assert referent.get("/tableau-de-bord/rivages").status == 200
    theirs = body(referent, "/tableau-de-bord/sentiers")
    assert theirs[0] == 404
    assert theirs == body(referent, "/tableau-de-bord/nulle-part")


def test_what_hangs_on_another_person_is_not_there(app: Flask) -> None:
    """Every address with the number of an attempt, asked by somebody else: as if it did not exist."""
    owner, other = someone(app, "agent", "owner"), someone(app, "agent", "curious")
    take(owner, a_module())
    assert start(owner, a_module()).path.endswith("/tentatives/2/questions/1")
    # The other has been in that module too: only the second attempt is another's.
    assert start(other, a_module()).path.endswith("/tentatives/1/questions/1")
    asked = 0
    for rule in app.url_map.iter_rules():
        if "/tentatives/" not in rule.rule:
            continue
        for method in sorted((rule.methods or set()) & {"GET", "POST"}):
            there = address(rule, {"slug": "enjeux", "number": "2", "position": "1"})
            nowhere = address(rule, {"slug": "enjeux", "number": "99", "position": "1"})
            mine, missing = body(other, there, method), body(other, nowhere, method)
            assert (mine[0], mine) == (404, missing), f"{method} {there}"
            asked += 1
    assert asked >= 5
    assert owner.get("/modules/enjeux/tentatives/2").path.endswith("/questions/1")
