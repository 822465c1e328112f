"""A quarter is closed once, for all ministries on the same day; what comes later shows as a correction."""

from collections.abc import Callable
from datetime import date

import pytest
from click.testing import CliRunner, Result
from flask import Flask
from sqlalchemy import func, select

from quiz.identity.guard import given
from quiz.identity.role import Grant, Role
from quiz.insight import store
from quiz.insight.cells import Shown
from quiz.insight.commands import figures_commands
from quiz.insight.figures import ministry_figures
from quiz.insight.headcount import Headcount
from quiz.insight.headcounts import store as headcounts
from quiz.insight.quarters.quarter import NotClosed, closing_day, corrections, quarter_of
from quiz.insight.quarters.store import ClosedQuarter, closed_quarters, corrections_of
from quiz.insight.tables import PublicationRow, QuarterRow
from quiz.storage.transaction import reading, writing
from tests.build import Clock
from tests.visit import Visit

from .published import complete, publish_agents
from .worlds import a_tally

TODAY = date(2026, 11, 24)
CLOSED_ON = "2026-09-30"
IN_QUARTER, AFTER = date(2026, 9, 15), date(2026, 10, 12)


@pytest.mark.parametrize(
    ("day", "quarter"), [(date(2026, 1, 1), "2026-T1"), (date(2026, 3, 31), "2026-T1"), (date(2026, 12, 1), "2026-T4")]
)
def test_a_day_belongs_to_a_quarter(day: date, quarter: str) -> None:
    assert quarter_of(day) == quarter


@pytest.mark.parametrize(
    ("typed", "closed", "found"),
    [
        (CLOSED_ON, (), date(2026, 9, 30)),
        ("2026-11-24", (), TODAY),
        ("2026-11-25", (), NotClosed.IN_THE_FUTURE),
        ("2026-09-31", (), NotClosed.NOT_A_DAY),
        ("fin septembre", (), NotClosed.NOT_A_DAY),
        (" ", (), NotClosed.MISSING),
        ("2026-09-29", ("2026-T3",), NotClosed.CLOSED_ALREADY),
        ("2026-10-01", ("2026-T3",), date(2026, 10, 1)),
    ],
)
def test_a_day_closes_its_quarter_once(typed: str, closed: tuple[str, ...], found: object) -> None:
    assert closing_day(typed, TODAY, closed) == found


def test_a_correction_is_told_by_figure() -> None:
    closed = ministry_figures(a_tally((44, 44, 40)), None, 11)
    corrected = ministry_figures(a_tally((56, 54, 40)), None, 11)
    [found] = corrections([closed], [corrected])
    assert (found.place, found.closed, found.corrected) == (("module-0", "started"), Shown(44, 54), Shown(55, 65))
    assert corrections([closed], [closed]) == ()


def run(app: Flask, *words: str) -> Result:
    with app.app_context():
        return CliRunner().invoke(figures_commands, words)


def quarter(app: Flask) -> ClosedQuarter:
    with app.app_context(), reading() as connection:
        [found] = closed_quarters(connection)
        return found


def agents(app: Flask) -> list[object]:
    """At least one module in each publication of every week."""
    with app.app_context(), reading() as connection:
        latest = store.latest_publication(connection)
        assert latest
        return [store.figures(connection, latest, "rivages")["rivages"].at_least_one]


def test_a_quarter_holds_what_was_done_up_to_its_day(app: Flask, clock: Clock) -> None:
    complete(app, 50, day=IN_QUARTER)
    publish_agents(app, 20, day=AFTER)
    assert run(app, "close-quarter", "--on", CLOSED_ON).output == "Closed: 2026-T3, up to 2026-09-30.\n"
    closed = quarter(app)
    with app.app_context(), reading() as connection:
        figures = store.figures(connection, closed.publication, "rivages")["rivages"]
    assert figures.at_least_one == Shown(44, 54)
    assert agents(app) == [Shown(66, 76)]


def test_what_is_counted_later_of_a_closed_quarter_is_a_correction_beside_it(app: Flask, clock: Clock) -> None:
    complete(app, 50, day=IN_QUARTER)
    assert run(app, "close-quarter", "--on", CLOSED_ON).exit_code == 0
    clock.advance(days=7)
    complete(app, 4, day=IN_QUARTER)  # within the step: nothing moves
    assert run(app, "publish").exit_code == 0
    assert quarter(app).correction is None
    clock.advance(days=7)
    complete(app, 8, day=IN_QUARTER)
    assert run(app, "publish").exit_code == 0
    closed = quarter(app)
    with app.app_context(), reading() as connection:
        moved = {each.place: (each.closed, each.corrected) for each in corrections_of(connection, closed)}
        untouched = store.figures(connection, closed.publication, "rivages")["rivages"]
    assert moved["", "at_least_one"] == (Shown(44, 54), Shown(55, 65))
    assert untouched.at_least_one == Shown(44, 54)
    assert agents(app) == [Shown(55, 65)]
    clock.advance(days=7)
    assert run(app, "publish").exit_code == 0
    assert quarter(app).correction == closed.correction


def test_a_headcount_declared_after_the_closing_corrects_nothing(app: Flask, clock: Clock) -> None:
    complete(app, 50, day=IN_QUARTER)
    assert run(app, "close-quarter", "--on", CLOSED_ON).exit_code == 0
    clock.advance(days=1)
    with app.app_context(), writing() as connection:
        declared = Headcount(62, IN_QUARTER, "Bilan social", "Tous")
        headcounts.declare(connection, "rivages", declared, given().clock())
    clock.advance(days=1)
    assert run(app, "publish").exit_code == 0
    assert quarter(app).correction is None


@pytest.mark.parametrize("on", ["2026-12-25", "demain", "", CLOSED_ON])
def test_a_wrong_day_is_told_by_the_command_and_changes_nothing(app: Flask, on: str) -> None:
    complete(app, 50, day=IN_QUARTER)
    assert run(app, "close-quarter", "--on", CLOSED_ON).exit_code == 0
    result = run(app, "close-quarter", "--on", on)
    assert result.exit_code == 1
    assert result.output.startswith("Error: ")
    with app.app_context(), reading() as connection:
        assert connection.scalar(select(func.count()).select_from(QuarterRow)) == 1
        assert connection.scalar(select(func.count()).select_from(PublicationRow)) == 2


def test_a_pilot_closes_a_quarter_and_reads_it(app: Flask, pilot: Visit) -> None:
    complete(app, 50, day=IN_QUARTER)
    page = pilot.get("/pilotage/trimestres")
    assert "Aucun trimestre" in page.text
    wrong = pilot.send(page, {"on": "2126-01-01"}, to="/trimestres", status=422)
    assert "à venir" in wrong.text
    closed = pilot.send(wrong, {"on": CLOSED_ON}, to="/trimestres")
    assert "2026-T3" in closed.text
    assert "44 à 54 agents" in closed.text
    again = pilot.send(closed, {"on": CLOSED_ON}, to="/trimestres", status=422)
    assert "déjà arrêté" in again.text


def test_a_correction_is_read_under_its_quarter(app: Flask, signed_in: Callable[[Grant], Visit], clock: Clock) -> None:
    complete(app, 50, day=IN_QUARTER)
    assert run(app, "close-quarter", "--on", CLOSED_ON).exit_code == 0
    clock.advance(days=7)
    complete(app, 12, day=IN_QUARTER)
    assert run(app, "publish").exit_code == 0
    page = signed_in(Grant(Role.PILOT)).get("/pilotage/trimestres")
    assert "Corrections" in page.text
    assert "55 à 65" in page.text


def test_a_referent_closes_nothing(referent: Visit) -> None:
    referent.get("/pilotage/trimestres", status=403)
