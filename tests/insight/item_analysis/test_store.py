"""Attempts folded into histograms, on both databases: each first one once, and shown by batches."""

from collections.abc import Callable
from fractions import Fraction

import pytest
from flask import Flask
from sqlalchemy import func, select

from quiz.content.module import Module
from quiz.insight.item_analysis import store
from quiz.insight.item_analysis.tables import ItemCountRow, TotalCountRow
from quiz.learning.attempts import store as attempts
from quiz.learning.tables import AttemptRow
from quiz.storage.transaction import reading, writing
from tests.build import MONDAY, a_module, an_item, some_items
from tests.taking import answer, onward, rows, start, take
from tests.visit import Visit


@pytest.fixture
def modules() -> tuple[Module, ...]:
    return (
        a_module("enjeux", items=some_items(4), draw=3),
        a_module("usages", items=(an_item("a"), an_item("b")), draw=2),
    )


def fold_and_show(app: Flask, batch: int = 1) -> int:
    """Fold all there is, then show it in batches of that many; how many attempts were folded."""
    folded = 0
    with app.app_context():
        while True:
            with writing() as connection:
                some = store.fold(connection, limit=2)
            folded += some
            if not some:
                break
        with writing() as connection:
            store.show(connection, batch)
    return folded


def shown(app: Flask, slug: str) -> tuple[store.Histograms, ...]:
    """What is shown of a module."""
    with app.app_context(), reading() as connection:
        return store.histograms(connection, slug)


def test_each_person_is_counted_once_on_what_that_person_drew(
    app: Flask, visit: Visit, another_visit: Callable[[], Visit], modules: tuple[Module, ...]
) -> None:
    take(visit.sign_in("amina"), modules[0])
    other = another_visit()
    take(other.sign_in("bruno"), modules[0], right=False)
    assert fold_and_show(app) == 2
    [found] = shown(app, "enjeux")
    assert (found.language, found.attempts) == ("fr", 2)
    assert found.totals == {Fraction(3): 1, Fraction(0): 1}
    # Three of four items are drawn by each: six responses, all beside a rest of two items.
    assert sum(joint.attempts for joint in found.items.values()) == 6
    assert {pair for joint in found.items.values() for pair in joint.counts} <= {
        (Fraction(1), Fraction(2)),
        (Fraction(0), Fraction(0)),
    }
    assert set(found.max_scores.values()) == {Fraction(1)}


def test_a_second_attempt_counts_nowhere_and_folding_again_changes_nothing(
    app: Flask, visit: Visit, modules: tuple[Module, ...]
) -> None:
    take(visit.sign_in(), modules[0], right=False)
    take(visit, modules[0])
    assert fold_and_show(app) == 2
    assert fold_and_show(app) == 0
    [found] = shown(app, "enjeux")
    assert found.totals == {Fraction(0): 1}
    assert [row.folded for row in rows(app, select(AttemptRow.folded))] == [store.FOLDED, store.FOLDED]


def test_an_attempt_under_way_is_not_folded(app: Flask, visit: Visit, modules: tuple[Module, ...]) -> None:
    onward(visit, answer(visit, start(visit.sign_in(), modules[0]), modules[0]))
    assert fold_and_show(app) == 0


def test_what_waits_is_shown_by_whole_batches_only(app: Flask, visit: Visit, modules: tuple[Module, ...]) -> None:
    take(visit.sign_in("amina"), modules[1])
    fold_and_show(app, batch=2)
    assert shown(app, "usages") == ()
    with app.app_context():
        second = Visit(app)
    take(second.sign_in("bruno"), modules[1], right=False)
    fold_and_show(app, batch=2)
    [found] = shown(app, "usages")
    assert found.attempts == 2
    take(Visit(app).sign_in("chloe"), modules[1])
    fold_and_show(app, batch=2)
    assert shown(app, "usages") == (found,)
    waiting = rows(app, select(func.sum(TotalCountRow.attempts)).where(TotalCountRow.shown.is_(False)))
    assert waiting[0][0] == 1


def test_statistics_stay_the_same_once_the_responses_are_deleted(
    app: Flask, visit: Visit, modules: tuple[Module, ...]
) -> None:
    take(visit.sign_in(), modules[0])
    later = MONDAY.replace(year=2027)
    with app.app_context(), writing() as connection:
        assert attempts.delete_old_responses(connection, later) == 0, "they were not folded yet"
    fold_and_show(app)
    before = shown(app, "enjeux")
    with app.app_context(), writing() as connection:
        assert attempts.delete_old_responses(connection, later) == 3
    assert shown(app, "enjeux") == before


def test_one_person_is_folded_alone(app: Flask, visit: Visit, modules: tuple[Module, ...]) -> None:
    take(visit.sign_in("amina"), modules[1])
    take(Visit(app).sign_in("bruno"), modules[1], right=False)
    [amina] = rows(app, select(AttemptRow.person_id).where(AttemptRow.score_units > 0))
    with app.app_context(), writing() as connection:
        assert store.fold_person(connection, amina.person_id) == 1
    folded = rows(app, select(ItemCountRow.item_id, ItemCountRow.score_units).where(ItemCountRow.score_units > 0))
    assert len(folded) == 2
    assert fold_and_show(app) == 1
