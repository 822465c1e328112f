"""The table of permissions, read in full: a change to what a role may do changes this file."""

import doctest

import pytest

from quiz.identity import permission
from quiz.identity.permission import TABLE, Permission, may
from quiz.identity.role import Grant, Role

VISITOR = {"read_modules", "sign_in", "visit_demonstration", "call_api"}
AGENT = VISITOR | {
    "sign_out",
    "choose_ministry",
    "take_modules",
    "see_own_results",
    "see_own_data",
    "erase_own_data",
    "ask_for_role",
    "join_identities",
}


@pytest.mark.parametrize(
    ("role", "allowed"),
    [
        (Role.VISITOR, VISITOR),
        (Role.AGENT, AGENT),
        (
            Role.REFERENT,
            AGENT
            | {"see_ministry_figures", "declare_headcount", "declare_target", "declare_actions"}
            | {"export_figures", "propose_entities", "see_entity_figures"},
        ),
        (Role.FORMER_REFERENT, AGENT | {"see_ministry_figures", "see_entity_figures"}),
        (Role.ENTITY_REFERENT, AGENT | {"see_entity_figures"}),
        (Role.FORMER_ENTITY_REFERENT, AGENT | {"see_entity_figures"}),
        (Role.AUTHOR, AGENT | {"write_modules", "see_item_statistics"}),
        (
            Role.PILOT,
            AGENT
            | {"see_ministry_figures", "see_all_figures", "see_item_statistics", "read_audit", "manage_roles"}
            | {
                "see_entity_figures",
                "declare_headcount",
                "declare_target",
                "declare_actions",
                "export_figures",
                "manage_tokens",
                "close_quarter",
                "propose_entities",
                "decide_entities",
            },
        ),
        (Role.OPERATOR, AGENT | {"read_audit", "see_system"}),
    ],
    ids=lambda value: value.value if isinstance(value, Role) else "",
)
def test_a_role_may_do_this_and_nothing_else(role: Role, allowed: set[str]) -> None:
    assert {permission.value for permission in Permission if may([Grant(role)], permission)} == allowed


def test_every_role_has_its_line() -> None:
    assert set(TABLE) == set(Role)


def test_a_role_held_within_a_ministry_stops_at_its_door() -> None:
    referent = [Grant(Role.REFERENT, "rivages")]
    assert may(referent, Permission.SEE_MINISTRY_FIGURES, "rivages")
    assert not may(referent, Permission.SEE_MINISTRY_FIGURES, "sentiers")


def test_a_role_held_within_an_entity_stops_at_its_door() -> None:
    referent = [Grant(Role.ENTITY_REFERENT, "rivages", entity_id="rivages.ports")]
    see = Permission.SEE_ENTITY_FIGURES
    assert may(referent, see, "rivages", "rivages.ports")
    # An entity that moves takes its referent along.
    assert may(referent, see, "sentiers", "rivages.ports")
    assert not any(may(referent, see, "rivages", other) for other in ("rivages.phares", None))
    # Whoever has the ministry has its parts.
    assert may([Grant(Role.REFERENT, "rivages")], see, "rivages", "rivages.ports")
    assert not may([Grant(Role.REFERENT, "rivages")], see, "sentiers", "sentiers.refuges")
    assert doctest.testmod(permission).failed == 0


def test_a_role_held_everywhere_enters_every_ministry() -> None:
    assert may([Grant(Role.PILOT)], Permission.SEE_MINISTRY_FIGURES, "sentiers")


def test_two_ministries_are_two_grants() -> None:
    referent = [Grant(Role.REFERENT, "rivages"), Grant(Role.REFERENT, "sentiers")]
    allowed = [may(referent, Permission.SEE_MINISTRY_FIGURES, name) for name in ("rivages", "sentiers", "phares")]
    assert allowed == [True, True, False]


def test_no_grant_allows_nothing() -> None:
    assert not any(may([], permission) for permission in Permission)
