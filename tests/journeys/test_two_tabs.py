"""The same agent in two tabs: nothing is counted twice, nothing is lost, and there is always a way on."""

from functools import partial

import pytest
from flask import Flask

from quiz.content.module import Module
from tests.build import a_module, some_items
from tests.taking import (
    answer,
    answer_to,
    attempts,
    item_on,
    onward,
    paths,
    responses,
    start,
    statuses,
    together,
)
from tests.visit import Visit, form_of


@pytest.fixture
def modules() -> tuple[Module, ...]:
    return (a_module("enjeux", items=some_items(3)), a_module("usages", items=some_items(3)))


def test_an_item_answered_in_one_tab_is_refused_in_the_other_with_a_way_on(
    app: Flask, visit: Visit, modules: tuple[Module, ...]
) -> None:
    page = start(visit.sign_in(), modules[0])
    tab = visit.another_tab()
    stale = tab.get(page.path)
    answer(visit, page, modules[0])
    refused = tab.send(stale, answer_to(item_on(stale, modules[0]), right=False), to="/questions/", status=409)
    assert onward(tab, refused).path == "/modules/enjeux/tentatives/1/questions/2"
    [response] = responses(app)
    assert response.score_units == response.max_units


def test_a_late_tab_on_a_closed_attempt_is_led_to_the_result(visit: Visit, modules: tuple[Module, ...]) -> None:
    page = start(visit.sign_in(), modules[0])
    stale = visit.another_tab().get(page.path)
    for _item in range(3):
        page = onward(visit, answer(visit, page, modules[0]))
    refused = visit.send(stale, answer_to(item_on(stale, modules[0])), to="/questions/", status=409)
    assert onward(visit, refused).path == "/modules/enjeux/tentatives/1"


def test_two_keys_on_one_item_at_once_record_one_response(
    app: Flask, visit: Visit, modules: tuple[Module, ...]
) -> None:
    page = start(visit.sign_in(), modules[0])
    tabs = [visit, visit.another_tab()]
    pages = [page, tabs[1].get(page.path)]
    values = answer_to(item_on(page, modules[0]))
    forms = [form_of(each, "/questions/").filled(values) for each in pages]
    answers = together(
        app,
        *(partial(tab.post, form.action, form.values) for tab, form in zip(tabs, forms, strict=True)),
    )
    assert statuses(answers) == [303, 409]
    assert len(responses(app)) == 1


def test_the_last_two_answers_at_once_submit_the_attempt_once(
    app: Flask, visit: Visit, modules: tuple[Module, ...]
) -> None:
    answer(visit.sign_in(), start(visit, modules[0]), modules[0])
    tabs = [visit.another_tab(), visit.another_tab()]
    pages = [tab.get(f"/modules/enjeux/tentatives/1/questions/{at}") for at, tab in enumerate(tabs, 2)]
    forms = [form_of(page, "/questions/").filled(answer_to(item_on(page, modules[0]))) for page in pages]
    answers = together(
        app,
        *(partial(tab.post, form.action, form.values) for tab, form in zip(tabs, forms, strict=True)),
    )
    assert statuses(answers) == [303, 303]
    [attempt] = attempts(app)
    [path] = paths(app)
    assert (attempt.answered, attempt.submitted_at is not None, attempt.score_units) == (3, True, attempt.max_units)
    assert (path.stage, path.rank) == (3, 1)


def test_two_modules_completed_at_once_are_the_first_and_the_second(
    app: Flask, visit: Visit, modules: tuple[Module, ...]
) -> None:
    visit.sign_in()
    forms = []
    for module in modules:
        page = start(visit, module)
        for _item in range(2):
            page = onward(visit, answer(visit, page, module))
        forms.append(form_of(page, "/questions/").filled(answer_to(item_on(page, module))))
    tabs = [visit.another_tab(), visit.another_tab()]
    answers = together(
        app,
        *(partial(tab.post, form.action, form.values) for tab, form in zip(tabs, forms, strict=True)),
    )
    assert statuses(answers) == [303, 303]
    assert sorted(path.rank for path in paths(app)) == [1, 2]
