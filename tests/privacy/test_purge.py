"""What is deleted, and when; run twice it does nothing more, and no figure is behind what it deletes."""

from collections.abc import Callable
from datetime import UTC, datetime

import pytest
from flask import Flask
from sqlalchemy import func, select, update

from quiz.content.module import Module
from quiz.identity.tables import IdentityRow, PersonRow, SessionRow
from quiz.insight.commands import fold_items
from quiz.insight.tables import TallyRow
from quiz.privacy.commands import purge as command
from quiz.privacy.purge import store as purge
from quiz.privacy.purge.purged import Purged
from quiz.privacy.retention import IDLE_ATTEMPT_KEPT_MONTHS, RESPONSES_KEPT_DAYS, RESULTS_KEPT_YEARS, months_before
from quiz.storage.transaction import reading, writing
from tests.build import Clock
from tests.taking import attempts, paths, responses, rows, start, take
from tests.visit import Visit


def run(app: Flask) -> str:
    """What `quiz people purge` says."""
    done = app.test_cli_runner().invoke(command, catch_exceptions=False)
    assert done.exit_code == 0, done.output
    return done.output


def count(app: Flask, row: type) -> int:
    """How many rows there are."""
    return int(rows(app, select(func.count()).select_from(row))[0][0])


def fold(app: Flask) -> None:
    """The statistics of questions take what they need."""
    with app.app_context():
        fold_items()


def test_answers_go_thirty_days_after_the_attempt_and_its_score_stays(
    app: Flask, visit: Visit, modules: tuple[Module, ...], clock: Clock
) -> None:
    take(visit.sign_in(), modules[0])
    fold(app)
    clock.advance(days=RESPONSES_KEPT_DAYS)
    assert "Deleted: 0 answers" in run(app)
    clock.advance(seconds=1)
    assert "Deleted: 3 answers" in run(app)
    assert responses(app) == []
    assert attempts(app)[0].score_units is not None


def test_answers_that_the_statistics_do_not_know_yet_are_left(
    app: Flask, visit: Visit, modules: tuple[Module, ...], clock: Clock
) -> None:
    take(visit.sign_in(), modules[0])
    clock.advance(days=RESPONSES_KEPT_DAYS, seconds=1)
    assert "Deleted: 0 answers" in run(app)
    assert len(responses(app)) == 3


def test_an_attempt_left_for_six_months_goes_with_its_answers(
    app: Flask, visit: Visit, modules: tuple[Module, ...], clock: Clock
) -> None:
    start(visit.sign_in(), modules[0])
    begun = clock()
    while months_before(clock(), IDLE_ATTEMPT_KEPT_MONTHS) < begun:
        clock.advance(days=1)
    assert "0 idle attempts" in run(app)
    clock.advance(seconds=1)
    assert "1 idle attempts" in run(app)
    assert (attempts(app), len(paths(app))) == ([], 1)


def years_later(clock: Clock) -> None:
    """Move to just over the years that results are kept."""
    clock.now = clock.now.replace(year=clock.now.year + RESULTS_KEPT_YEARS)
    clock.advance(seconds=1)


@pytest.mark.parametrize("counted", [False, True])
def test_someone_gone_for_three_years_is_forgotten_and_stays_counted(
    app: Flask, visit: Visit, modules: tuple[Module, ...], clock: Clock, counted: bool
) -> None:
    take(visit.sign_in(), modules[0])
    if counted:
        fold(app)
    years_later(clock)
    clock.advance(days=-2)
    assert "0 persons long gone" in run(app)
    clock.advance(days=3)
    assert "1 persons long gone" in run(app)
    assert [count(app, row) for row in (PersonRow, IdentityRow, SessionRow)] == [0, 0, 0]
    kept = rows(app, select(TallyRow.measure, TallyRow.agents).order_by(TallyRow.measure))
    assert [tuple(row) for row in kept] == [("agents-1", 1), ("completed", 1), ("passed", 1), ("started", 1)]


def test_old_scores_go_while_someone_is_still_there_and_no_module_counts_twice(
    app: Flask, visit: Visit, modules: tuple[Module, ...], clock: Clock
) -> None:
    take(visit.sign_in(), modules[0])
    fold(app)
    years_later(clock)
    take(visit.sign_in(), modules[1])
    clock.advance(days=1)
    assert "1 old results, 0 persons" in run(app)
    page = visit.sign_in().get("/mes-resultats")
    assert "Le module enjeux" in page.text
    take(visit, modules[0])
    assert len([row for row in paths(app) if row.module_slug == "enjeux"]) == 1


def test_a_second_purge_finds_nothing_more(app: Flask, visit: Visit, modules: tuple[Module, ...], clock: Clock) -> None:
    take(visit.sign_in(), modules[0])
    fold(app)
    clock.advance(days=31)
    assert "Deleted: 3 answers" in run(app)
    assert "Deleted: 0 answers, 0 idle attempts, 0 old results, 0 persons long gone, 0 ended" in run(app)


def test_a_purge_stopped_half_way_is_taken_up_again(
    app: Flask,
    another_visit: Callable[[], Visit],
    modules: tuple[Module, ...],
    clock: Clock,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(purge, "STRETCH", 2)
    for number in range(5):
        take(another_visit().sign_in(f"agent-{number}"), modules[0])
    fold(app)
    clock.advance(days=31)
    with app.app_context(), writing() as connection:
        ids = purge.stretch(connection, purge.FIRST)
        assert purge.purge_stretch(connection, ids[0], ids[-1], clock()) == Purged(responses=6)
    assert "Deleted: 9 answers" in run(app)
    assert responses(app) == []


def test_someone_who_comes_back_in_time_is_kept(app: Flask, visit: Visit, clock: Clock) -> None:
    visit.sign_in()
    years_later(clock)
    visit.sign_in()
    assert "0 persons long gone" in run(app)
    assert count(app, PersonRow) == 1


def test_what_belongs_to_nobody_any_more_goes(app: Flask, visit: Visit) -> None:
    visit.sign_in()
    with app.app_context(), writing() as connection:
        connection.execute(update(SessionRow).values(person_id=purge.FIRST))
    assert "1 ended" in run(app)
    assert count(app, SessionRow) == 0


def test_the_page_on_personal_data_says_what_the_purge_does(app: Flask, visit: Visit, clock: Clock) -> None:
    page = visit.get("/donnees-personnelles")
    for said in (
        f"{RESPONSES_KEPT_DAYS} jours",
        f"{IDLE_ATTEMPT_KEPT_MONTHS} mois après votre dernière réponse",
        f"{RESULTS_KEPT_YEARS} ans après la fin",
        f"{RESULTS_KEPT_YEARS} ans après votre dernière activité",
        "20 heures",
        "en dessous de 11 agents",
        "Elle n’a pas encore été menée",
    ):
        assert said in page.text, said
    run(app)
    assert "Elle a été menée pour la dernière fois le 23 novembre 2026" in visit.get("/donnees-personnelles").text
    with app.app_context(), reading() as connection:
        assert purge.last_run(connection) == clock()


def test_every_table_whose_rows_end_is_purged() -> None:
    assert {"session", "held_post", "pending_sign_in"} <= {table.name for table in purge.with_an_end()}


def test_a_month_is_a_month_of_the_calendar() -> None:
    assert months_before(datetime(2027, 5, 31, tzinfo=UTC), 3) == datetime(2027, 2, 28, tzinfo=UTC)
