"""Every route names a permission, and the list of routes is a file: an address that agents know never goes unseen."""

from pathlib import Path

import pytest
from flask import Flask

from quiz.identity.permission import Permission
from tests.house.conftest import Demonstration

LIST = Path(__file__).with_name("routes.txt")
# Open to anyone, without asking who: a file of the frame, two cookies that hold a choice, and what machines ask.
WITHOUT_A_GUARD = {"static_file", "preferences.save", "probe.health"}


def routes(app: Flask) -> list[str]:
    """The routes, one a line: methods, address, permission."""
    lines = []
    for rule in app.url_map.iter_rules():
        methods = ",".join(sorted((rule.methods or set()) - {"HEAD", "OPTIONS"}))
        permission = getattr(app.view_functions[rule.endpoint], "permission", None)
        named = permission.value if isinstance(permission, Permission) else "-"
        lines.append(f"{rule.rule} {methods} {named}")
    return sorted(lines)


def test_the_list_of_routes_is_a_file(demonstration: Demonstration) -> None:
    assert routes(demonstration.app) == LIST.read_text("utf-8").splitlines()


def test_every_route_names_a_permission(demonstration: Demonstration) -> None:
    functions = demonstration.app.view_functions
    assert {name for name, view in functions.items() if not hasattr(view, "permission")} == WITHOUT_A_GUARD


def test_every_permission_opens_a_route(demonstration: Demonstration) -> None:
    used = {getattr(view, "permission", None) for view in demonstration.app.view_functions.values()}
    assert set(Permission) - used == set()


@pytest.mark.parametrize("method", ["put", "delete", "patch"])
def test_other_methods_are_refused_in_words(demonstration: Demonstration, method: str) -> None:
    visit = demonstration.visits["agent"]
    visit.checked(visit.client.open("/mes-resultats", method=method.upper()), 405)
