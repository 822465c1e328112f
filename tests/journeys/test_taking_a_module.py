"""An agent watches, answers, is marked, and is counted once."""

from collections.abc import Callable

import pytest
from flask import Flask

from quiz.content.module import Module
from quiz.learning.completion import COMPLETED, PASSED
from tests.build import Clock, a_module, an_item
from tests.taking import answer, answer_to, attempts, item_on, onward, paths, responses, start, take
from tests.visit import Visit, form_of

KINDS = ("single_choice", "multiple_choice", "true_false", "true_false_grid", "numeric")


@pytest.fixture
def modules() -> tuple[Module, ...]:
    items = tuple(an_item(kind.replace("_", "-"), kind) for kind in KINDS)
    return (a_module("enjeux", items=items, draw=5), a_module("usages", feedback="at_the_end"))


def test_everything_right_completes_and_passes(app: Flask, visit: Visit, modules: tuple[Module, ...]) -> None:
    result = take(visit.sign_in(), modules[0])
    [path] = paths(app)
    [attempt] = attempts(app)
    assert "100" in result.text
    assert (path.stage, path.rank, path.ministry_id) == (PASSED, 1, "rivages")
    assert attempt.score_units == attempt.max_units
    assert len(responses(app)) == 5


def test_everything_wrong_completes_without_passing(app: Flask, visit: Visit, modules: tuple[Module, ...]) -> None:
    take(visit.sign_in(), modules[0], right=False)
    [path] = paths(app)
    assert (path.stage, path.passed_on, path.completed_on is not None) == (COMPLETED, None, True)


def test_a_second_attempt_that_passes_adds_the_pass_and_no_second_completion(
    app: Flask, visit: Visit, clock: Clock, modules: tuple[Module, ...]
) -> None:
    take(visit.sign_in(), modules[0], right=False)
    clock.advance(days=2)
    page = start(visit.sign_in(), modules[0])
    assert "/tentatives/2/" in page.path
    for _item in range(5):
        page = onward(visit, answer(visit, page, modules[0]))
    [path] = paths(app)
    assert path.stage == PASSED
    assert (path.passed_on - path.completed_on).days == 2
    assert [attempt.number for attempt in attempts(app)] == [1, 2]


def test_the_result_offers_another_attempt(visit: Visit, modules: tuple[Module, ...]) -> None:
    page = visit.send(take(visit.sign_in(), modules[0], right=False), to="/tentatives")
    assert page.path == "/modules/enjeux/tentatives/2/questions/1"


def test_the_verdict_comes_first_in_the_title_of_an_answered_question(
    visit: Visit, modules: tuple[Module, ...]
) -> None:
    page = start(visit.sign_in(), modules[0])
    asked = page.heading
    shown = answer(visit, page, modules[0])
    assert shown.heading.endswith(asked)
    assert shown.heading != asked
    assert "Voici pourquoi" in shown.text


def test_an_unanswered_question_is_shown_again_and_nothing_is_recorded(
    app: Flask, visit: Visit, modules: tuple[Module, ...]
) -> None:
    page = visit.send(start(visit.sign_in(), modules[0]), to="/questions/", status=422)
    assert page.all("form")
    assert responses(app) == []


def test_i_do_not_know_is_recorded_and_earns_nothing(app: Flask, visit: Visit, modules: tuple[Module, ...]) -> None:
    visit.send(start(visit.sign_in(), modules[0]), {"dont_know": "1"}, to="/questions/")
    [response] = responses(app)
    assert (response.score_units, response.given) == (0, '{"unknown":true}')
    assert response.max_units > 0


def test_answers_can_be_changed_until_the_attempt_is_sent(
    app: Flask, visit: Visit, modules: tuple[Module, ...]
) -> None:
    module = modules[1]
    page = start(visit.sign_in(), module)
    for _item in range(3):
        assert "Voici pourquoi" not in page.text
        page = visit.send(page, answer_to(item_on(page, module), right=False), to="/questions/")
    assert page.path.endswith("/relecture")
    revised = visit.get("/modules/usages/tentatives/1/questions/2")
    blank = {name: None for name in ("r-a", "r-b", "r-c", "r-d") if "multiple" in item_on(revised, module).kind}
    page = visit.send(revised, {**blank, **answer_to(item_on(revised, module))}, to="/questions/")
    assert page.path.endswith("/relecture")
    assert attempts(app)[0].submitted_at is None
    result = visit.send(page, to="/envoi")
    [attempt] = attempts(app)
    assert attempt.score_units * 3 == attempt.max_units
    assert result.path.endswith("/tentatives/1")
    assert "Voici pourquoi" in visit.get("/modules/usages/tentatives/1/questions/1").text


def test_an_attempt_cannot_be_sent_before_every_question_is_answered(
    app: Flask, visit: Visit, modules: tuple[Module, ...]
) -> None:
    token = form_of(start(visit.sign_in(), modules[1]), "/questions/").values["csrf_token"]
    visit.get("/modules/usages/tentatives/1/relecture")
    refused = visit.checked(visit.post("/modules/usages/tentatives/1/envoi", {"csrf_token": token}), 409)
    assert onward(visit, refused).path.endswith("/questions/1")
    assert attempts(app)[0].submitted_at is None


def test_the_first_sign_in_asks_for_the_organisation_then_goes_on(
    app: Flask, visit: Visit, modules: tuple[Module, ...]
) -> None:
    visit.sign_in(ministry=None)
    page = visit.send(visit.get("/modules/enjeux"), to="/tentatives")
    assert page.path.startswith("/mon-ministere")
    refused = visit.send(page, {"ministry": ""}, to="/mon-ministere", status=422)
    visit.send(refused, {"ministry": "sentiers"}, to="/mon-ministere")
    take(visit, modules[0])
    assert [path.ministry_id for path in paths(app)] == ["sentiers"]


def test_the_film_is_loaded_only_when_asked_for(visit: Visit) -> None:
    page = visit.get("/modules/enjeux")
    assert not page.all("iframe")
    assert "frame-src" not in page.headers["Content-Security-Policy"]
    playing = visit.get("/modules/enjeux?video=oui", excused=["origins"])
    assert [frame.attrib["src"] for frame in playing.all("iframe")] == [
        "https://geo.dailymotion.com/player.html?video=x1"
    ]
    assert "frame-src https://geo.dailymotion.com" in playing.headers["Content-Security-Policy"]


def test_my_results_list_what_was_done(visit: Visit, modules: tuple[Module, ...]) -> None:
    take(visit.sign_in(), modules[0])
    page = visit.get("/mes-resultats")
    assert "Le module enjeux" in page.text
    assert "Le module usages" not in page.text


def test_a_visitor_reads_everything_and_is_asked_to_sign_in_to_start(visit: Visit) -> None:
    assert "Le module enjeux" in visit.get("/").text
    page = visit.send(visit.get("/modules/enjeux"), to="/tentatives")
    assert page.path == "/connexion?suite=/modules/enjeux"


def test_an_attempt_is_taken_up_on_another_device(
    app: Flask, visit: Visit, another_visit: Callable[[], Visit], modules: tuple[Module, ...]
) -> None:
    answer(visit.sign_in("amina"), start(visit, modules[0]), modules[0])
    elsewhere = another_visit().sign_in("amina")
    page = start(elsewhere, modules[0])
    assert page.path == "/modules/enjeux/tentatives/1/questions/2"
    for _item in range(4):
        page = onward(elsewhere, answer(elsewhere, page, modules[0]))
    assert visit.get("/modules/enjeux/tentatives/1").heading == page.heading
    assert len(attempts(app)) == 1


def test_an_attempt_keeps_the_order_and_version_it_began_with(
    app: Flask, visit: Visit, clock: Clock, modules: tuple[Module, ...]
) -> None:
    page = start(visit.sign_in(), modules[0])
    clock.advance(days=30)
    visit.sign_in()
    assert start(visit, modules[0]).text == page.text
    assert len(attempts(app)) == 1
