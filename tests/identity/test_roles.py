"""Roles: what a grant is worth on a day, how it is given by command, and that taking it back acts at once."""

import doctest
from collections import Counter
from collections.abc import Callable
from datetime import date, timedelta

import pytest
from click.testing import Result
from flask import Flask
from flask.cli import ScriptInfo
from sqlalchemy import select

from quiz.command_line import quiz
from quiz.identity import address
from quiz.identity.address import Address, read_address
from quiz.identity.person import grants_from_json, grants_to_json
from quiz.identity.role import Grant, Role, held_on
from quiz.identity.roles import label
from quiz.identity.roles.label import LabelProblem, label_problem
from quiz.identity.tables import RoleGrantRow, VerifiedEmailRow
from quiz.insight import store as insight
from quiz.insight.tallies import store as tallies
from quiz.insight.tallies.keys import TallyKey
from quiz.storage.transaction import writing
from tests.build import MONDAY, Clock
from tests.granting import grant
from tests.taking import rows
from tests.visit import Visit

TODAY = MONDAY.date()
CLAIRE = "claire.martin@example.org"


@pytest.fixture
def command(app: Flask) -> Callable[..., Result]:
    """A `quiz` command, on the database of the test."""
    return lambda *words: app.test_cli_runner().invoke(quiz, [*words], obj=ScriptInfo(create_app=lambda: app))


@pytest.mark.parametrize(
    ("days_left", "worth"),
    [
        (0, [Role.REFERENT, Role.PILOT]),
        (-1, [Role.FORMER_REFERENT]),
        (-30, [Role.FORMER_REFERENT]),
        (-31, []),
    ],
)
def test_a_role_holds_until_its_last_day_and_a_referent_reads_thirty_days_more(
    days_left: int, worth: list[Role]
) -> None:
    until = TODAY + timedelta(days=days_left)
    grants = [Grant(Role.REFERENT, "rivages", until), Grant(Role.PILOT, None, until)]
    assert [held.role for held in held_on(grants, TODAY)] == worth


def test_a_role_without_an_end_holds() -> None:
    assert held_on([Grant(Role.PILOT)], date(2099, 1, 1)) == (Grant(Role.PILOT),)


@pytest.mark.parametrize(("days_left", "soon"), [(31, False), (30, True), (0, True), (-1, False)])
def test_an_end_is_near_for_thirty_days(days_left: int, soon: bool) -> None:
    assert Grant(Role.PILOT, None, TODAY + timedelta(days=days_left)).ends_soon(TODAY) is soon


def test_a_session_keeps_grants_whole_and_reads_those_of_an_earlier_version() -> None:
    grants = (Grant(Role.REFERENT, "rivages", TODAY, "poste 2"), Grant(Role.PILOT))
    kept = grants_from_json(grants_to_json(grants))
    assert [(held, held.label) for held in kept] == [(grants[0], "poste 2"), (grants[1], "")]
    assert grants_from_json('[["referent", "rivages"]]') == (Grant(Role.REFERENT, "rivages"),)


def test_a_role_that_ends_during_a_session_is_not_waited_for(app: Flask, visit: Visit, clock: Clock) -> None:
    grant(app, CLAIRE, Grant(Role.AUTHOR, None, TODAY))
    visit.sign_in("claire", email=CLAIRE).get("/redaction")
    for _while in range(5):
        # A session left alone would end sooner.
        clock.advance(hours=3)
        visit.get("/")
    visit.get("/redaction", status=403)


def test_revoking_acts_at_once_and_asks_to_sign_in_again(
    app: Flask, visit: Visit, another_visit: Callable[[], Visit], command: Callable[..., Result]
) -> None:
    grant(app, CLAIRE, Grant(Role.AUTHOR))
    visit.sign_in("claire", email=CLAIRE).get("/redaction")
    other = another_visit().sign_in("bruno")
    assert command("people", "revoke", CLAIRE, "author").exit_code == 0
    assert visit.get("/redaction").path.startswith("/connexion")
    assert other.get("/mes-resultats").path == "/mes-resultats"
    visit.sign_in("claire", email=CLAIRE).get("/redaction", status=403)


def test_the_last_pilot_is_taken_back_by_force_only(app: Flask, command: Callable[..., Result]) -> None:
    grant(app, CLAIRE, Grant(Role.PILOT, label="poste 1"))
    refused = command("people", "revoke", CLAIRE, "pilot")
    assert (refused.exit_code, "last pilot" in refused.output) == (1, True)
    assert len(rows(app, select(RoleGrantRow))) == 1
    assert command("people", "revoke", CLAIRE, "pilot", "--force").exit_code == 0
    assert rows(app, select(RoleGrantRow)) == []


def test_the_command_gives_a_role_for_a_year_and_keeps_no_address(
    app: Flask, visit: Visit, command: Callable[..., Result]
) -> None:
    told = command("people", "grant", " Claire.Martin@EXAMPLE.org ", "referent", "--ministry", "rivages",
                   "--ministry", "sentiers", "--label", "référent, poste 2", "--deputy")  # fmt: skip
    assert told.exit_code == 0, told.output
    kept = rows(app, select(RoleGrantRow))
    assert [(row.ministry_id, row.until, row.deputy) for row in kept] == [
        ("rivages", date(2027, 11, 23), True),
        ("sentiers", date(2027, 11, 23), True),
    ]
    assert "claire" not in repr(kept).lower()
    assert visit.sign_in("claire", email=CLAIRE).get("/tableau-de-bord/sentiers").heading
    listed = command("people", "list").output
    assert "référent, poste 2" in listed
    assert "deputy" in listed


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["grant", "claire", "pilot", "--label", "poste"], ["not an e-mail address"]),
        (["grant", CLAIRE, "referent", "--label", "poste"], ["a referent has a ministry"]),
        (["grant", CLAIRE, "referent", "--ministry", "nulle-part", "--label", "poste"], ["no 'nulle-part'", "rivages"]),
        (["grant", CLAIRE, "pilot", "--ministry", "rivages", "--label", "poste"], ["only a referent"]),
        (["grant", CLAIRE, "pilot", "--label", "Claire"], ["names someone"]),
        (["grant", CLAIRE, "pilot", "--label", "poste", "--until", "2026-11-22"], ["past"]),
        (["grant", "x", "author", "--ministry", "y", "--deputy"], ["e-mail", "--ministry", "--deputy", "--label"]),
        (["revoke", CLAIRE, "pilot"], ["No such role"]),
        (["revoke", "12"], ["No such role"]),
        (["revoke", CLAIRE], ["Name a number"]),
    ],
)
def test_all_that_is_wrong_is_told_at_once_and_nothing_is_given(
    app: Flask, command: Callable[..., Result], words: list[str], told: list[str]
) -> None:
    result = command("people", *words)
    assert result.exit_code == 1
    assert [part for part in told if part not in result.output] == []
    assert rows(app, select(RoleGrantRow)) == []


def test_signing_in_twice_keeps_one_verified_address(app: Flask, another_visit: Callable[[], Visit]) -> None:
    for _twice in range(2):
        another_visit().sign_in("claire", email=CLAIRE)
    assert len(rows(app, select(VerifiedEmailRow))) == 1


def publish(app: Flask, agents: int, clock: Clock) -> None:
    """So many agents of Rivages complete one module more, and figures are published."""
    day = clock().date()
    measures = [("enjeux", "started"), ("enjeux", "completed"), ("", "agents-1")]
    with app.app_context(), writing() as connection:
        tallies.add(connection, Counter({TallyKey("rivages", *measure, day): agents for measure in measures}))
        insight.publish(connection, 11, clock())


def test_figures_published_before_the_end_stay_readable_and_later_ones_do_not(
    app: Flask, visit: Visit, another_visit: Callable[[], Visit], clock: Clock
) -> None:
    grant(app, CLAIRE, Grant(Role.REFERENT, "rivages", TODAY))
    grant(app, "bruno@example.org", Grant(Role.REFERENT, "rivages"))
    publish(app, 30, clock)
    clock.advance(days=7)
    publish(app, 30, clock)
    former, present = visit.sign_in("claire", email=CLAIRE), another_visit().sign_in("bruno", email="bruno@example.org")
    assert "22 à 32 agents" in former.get("/tableau-de-bord").text
    assert "55 à 65 agents" in present.get("/tableau-de-bord").text
    former.get("/tableau-de-bord/sentiers", status=404)
    clock.advance(days=24)
    former.sign_in("claire", email=CLAIRE).get("/tableau-de-bord", status=403)


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("Référent Rivages, poste 2", None),
        ("Mission numérique responsable", None),
        ("  ", LabelProblem.EMPTY),
        ("x" * 81, LabelProblem.TOO_LONG),
        ("claire@example.org", LabelProblem.ADDRESS),
        ("poste 01 23 45 67 89", LabelProblem.NUMBER),
        ("Mme la référente", LabelProblem.NAME),
        ("référente MARTIN", LabelProblem.NAME),
        ("Réf. Clairé", LabelProblem.NAME),
    ],
)
def test_a_label_names_a_post_and_no_one(text: str, problem: LabelProblem | None) -> None:
    assert label_problem(text, Address("claire.martin", "example.org")) is problem


def test_a_label_may_repeat_the_words_of_a_functional_mailbox() -> None:
    assert label_problem("Référent numérique", Address("referent.numerique", "example.org")) is None


@pytest.mark.parametrize(
    "text",
    ["", "claire", "@example.org", "claire@", "claire@localhost", "cla ire@example.org", "a@b@example.org",
     "claire@example..org", ".claire@example.org", '"x"@example.org', "claire@example.org\r\nBcc: x@example.org",
     "claire@exa\0mple.org", "x" * 65 + "@example.org", "claire@" + "x" * 64 + ".org", "claire@[127.0.0.1]"],
)  # fmt: skip
def test_what_is_no_address_is_not_read(text: str) -> None:
    assert read_address(text) is None


def test_the_examples_hold() -> None:
    assert [doctest.testmod(file).failed for file in (address, label)] == [0, 0]
