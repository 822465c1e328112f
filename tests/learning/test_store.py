"""What is kept of a path, beyond what journeys show: exact units, and what is deleted with time."""

import json
from datetime import timedelta
from fractions import Fraction

import pytest
from flask import Flask

from quiz.content.module import Module
from quiz.insight.item_analysis import store as item_analysis
from quiz.learning.attempts import store
from quiz.storage.transaction import writing
from tests.build import MONDAY, a_module, some_items
from tests.taking import answer, attempts, paths, responses, start, take
from tests.visit import Visit


@pytest.fixture
def modules() -> tuple[Module, ...]:
    return (a_module("enjeux", items=some_items(3)), a_module("usages", items=some_items(3)))


def test_a_score_that_is_no_whole_number_of_units_is_a_defect() -> None:
    assert store.units(Fraction(5, 6), 6) == 5
    with pytest.raises(ArithmeticError):
        store.units(Fraction(1, 7), 6)


def test_an_idle_attempt_is_deleted_with_its_responses_and_a_finished_one_stays(
    app: Flask, visit: Visit, modules: tuple[Module, ...]
) -> None:
    take(visit.sign_in(), modules[0])
    answer(visit, start(visit, modules[1]), modules[1])
    with app.app_context(), writing() as connection:
        assert store.delete_idle_attempts(connection, MONDAY) == 0
        assert store.delete_idle_attempts(connection, MONDAY + timedelta(seconds=1)) == 1
    assert [attempt.module_slug for attempt in attempts(app)] == ["enjeux"]
    assert len(responses(app)) == 3


def test_old_responses_are_deleted_and_the_result_still_shows_its_score(
    app: Flask, visit: Visit, modules: tuple[Module, ...]
) -> None:
    shown = take(visit.sign_in(), modules[0])
    answer(visit, start(visit, modules[1]), modules[1])
    with app.app_context(), writing() as connection:
        # Statistics of items know them from here on; until then they stay (tests/insight/item_analysis).
        item_analysis.fold(connection)
        assert store.delete_old_responses(connection, MONDAY) == 0
        assert store.delete_old_responses(connection, MONDAY + timedelta(seconds=1)) == 3
    assert [response.item_id[:8] for response in responses(app)] == ["question"]
    again = visit.get("/modules/enjeux/tentatives/1")
    assert again.heading == shown.heading
    assert "100" in again.text
    visit.get("/mes-resultats")


def test_a_question_whose_response_was_deleted_still_has_a_page(
    app: Flask, visit: Visit, modules: tuple[Module, ...]
) -> None:
    take(visit.sign_in(), modules[0])
    with app.app_context(), writing() as connection:
        item_analysis.fold(connection)
        assert store.delete_old_responses(connection, MONDAY + timedelta(seconds=1)) == 3
    page = visit.get("/modules/enjeux/tentatives/1/questions/1")
    assert not [form for form in page.all("form") if "/questions/" in form.get("action", "")]


def test_completions_of_one_person_are_ranked_within_their_organisation(
    app: Flask, visit: Visit, modules: tuple[Module, ...]
) -> None:
    visit.sign_in()
    for module in reversed(modules):
        take(visit, module)
    assert [(path.module_slug, path.rank, path.counted) for path in paths(app)] == [("enjeux", 2, 0), ("usages", 1, 0)]


@pytest.mark.parametrize("modules", [(a_module("enjeux", items=some_items(6)),)], ids=["six items, three drawn"])
def test_the_next_attempt_draws_the_items_not_seen_yet(app: Flask, visit: Visit, modules: tuple[Module, ...]) -> None:
    take(visit.sign_in(), modules[0])
    start(visit, modules[0])
    first, second = (set(json.loads(attempt.items)) for attempt in attempts(app))
    assert len(first | second) == 6
