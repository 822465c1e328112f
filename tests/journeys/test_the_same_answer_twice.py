"""A post that arrives twice, late, or whose answer was lost: the same key gives the same result, once."""

from functools import partial

import pytest
from flask import Flask

from quiz.content.module import Module
from tests.build import Clock, a_module, some_items
from tests.taking import answer, answer_to, attempts, item_on, onward, paths, responses, start, statuses, take, together
from tests.visit import Visit, form_of


@pytest.fixture
def modules() -> tuple[Module, ...]:
    return (a_module("enjeux", items=some_items(3)),)


def test_a_double_click_records_one_response_and_gives_one_page(
    app: Flask, visit: Visit, modules: tuple[Module, ...]
) -> None:
    page = start(visit.sign_in(), modules[0])
    form = form_of(page, "/questions/").filled(answer_to(item_on(page, modules[0])))
    first, second = visit.post(form.action, form.values), visit.post(form.action, form.values)
    assert (first.status_code, first.location) == (second.status_code, second.location) == (303, form.action)
    assert len(responses(app)) == 1


def test_a_true_double_click_records_one_response(app: Flask, visit: Visit, modules: tuple[Module, ...]) -> None:
    page = start(visit.sign_in(), modules[0])
    for answered in (1, 2, 3):
        form = form_of(page, "/questions/").filled(answer_to(item_on(page, modules[0])))
        tabs = [visit.another_tab(), visit.another_tab()]
        answers = together(app, *(partial(tab.post, form.action, form.values) for tab in tabs))
        assert statuses(answers) == [303, 303]
        assert {each.location for each in answers} == {form.action}
        assert len(responses(app)) == answered
        page = onward(visit, visit.get(form.action))
    assert [path.stage for path in paths(app)] == [3]


def test_an_answer_lost_on_the_way_is_sent_again(app: Flask, visit: Visit, modules: tuple[Module, ...]) -> None:
    page = start(visit.sign_in(), modules[0])
    values = answer_to(item_on(page, modules[0]))
    form = form_of(page, "/questions/").filled(values)
    visit.post(form.action, form.values)
    assert visit.send(page, values, to="/questions/").heading != page.heading
    assert len(responses(app)) == 1


def test_the_first_response_stands_whatever_its_repeat_says(
    app: Flask, visit: Visit, modules: tuple[Module, ...]
) -> None:
    page = start(visit.sign_in(), modules[0])
    item = item_on(page, modules[0])
    visit.send(page, answer_to(item), to="/questions/")
    visit.send(page, answer_to(item, right=False), to="/questions/")
    [response] = responses(app)
    assert response.score_units == response.max_units


def test_a_repeat_after_the_attempt_is_closed_leads_to_the_same_page(
    app: Flask, visit: Visit, clock: Clock, modules: tuple[Module, ...]
) -> None:
    page = start(visit.sign_in(), modules[0])
    forms = []
    for _item in range(3):
        form = form_of(page, "/questions/").filled(answer_to(item_on(page, modules[0])))
        forms.append((form, visit.post(form.action, form.values).location))
        page = onward(visit, visit.get(form.action))
    kept = attempts(app)
    clock.advance(hours=1)
    for form, location in forms:
        again = visit.post(form.action, form.values)
        assert (again.status_code, again.location) == (303, location)
    assert attempts(app) == kept


def test_the_back_button_shows_the_answer_and_offers_no_second_one(visit: Visit, modules: tuple[Module, ...]) -> None:
    page = start(visit.sign_in(), modules[0])
    shown = answer(visit, page, modules[0])
    back = visit.get(page.path)
    assert back.heading == shown.heading
    assert not [form for main in back.all("main") for form in main.iter("form")]


def test_starting_twice_at_once_opens_one_attempt(app: Flask, visit: Visit, modules: tuple[Module, ...]) -> None:
    form = form_of(visit.sign_in().get("/modules/enjeux"), "/tentatives")
    tabs = [visit.another_tab(), visit.another_tab()]
    answers = together(app, *(partial(tab.post, form.action, form.values) for tab in tabs))
    assert statuses(answers) == [303, 303]
    assert len(attempts(app)) == 1


def test_starting_again_after_the_end_opens_the_next_attempt_once(
    app: Flask, visit: Visit, modules: tuple[Module, ...]
) -> None:
    form = form_of(take(visit.sign_in(), modules[0]), "/tentatives")
    tabs = [visit.another_tab(), visit.another_tab()]
    answers = together(app, *(partial(tab.post, form.action, form.values) for tab in tabs))
    assert statuses(answers) == [303, 303]
    assert [attempt.number for attempt in attempts(app)] == [1, 2]
