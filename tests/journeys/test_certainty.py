"""A module that asks how sure one is: told to the agent alone, and the same score, path and statistics as without."""

import json
from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import update

from quiz.content.item import Opinion
from quiz.content.module import Module
from quiz.learning.attempts.store import delete_old_responses
from quiz.learning.tables import AttemptRow
from quiz.storage.transaction import writing
from tests.build import Clock, a_module, an_item
from tests.taking import answer, attempts, onward, paths, responses, start, take
from tests.visit import Visit, form_of

SURE = {"certainty": "high"}
WRONG_CHOICE = {"r-choice": "b", **SURE}
OPINION = Opinion(
    id="accord",
    kind="opinion",
    prompt="Qu’en pensez-vous\u202f?",
    scale=({"id": "peu", "text": "Peu"}, {"id": "assez", "text": "Assez"}, {"id": "fort", "text": "Beaucoup"}),
)


@pytest.fixture
def modules() -> tuple[Module, ...]:
    items = (an_item("un"), an_item("deux"))
    return (
        a_module("enjeux", items=(*items, OPINION), draw=2, certainty=True),
        a_module("usages", items=items, draw=2),
        a_module("gestes", items=items, draw=2, certainty=True),
    )


def test_certainty_is_asked_told_and_summed_up(app: Flask, visit: Visit, modules: tuple[Module, ...]) -> None:
    page = start(visit.sign_in(), modules[0])
    assert "Quelle est votre certitude" in page.text
    wrong = visit.send(page, WRONG_CHOICE, to="/questions/")
    assert "certitude forte. Points de certitude\u00a0: -6." in wrong.text
    page = onward(visit, wrong)
    page = visit.send(page, {"r-choice": "a", "certainty": "medium"}, to="/questions/")
    assert "Points de certitude\u00a0: 2." in page.text
    page = onward(visit, page)
    assert "certitude" not in page.text, "an opinion is not asked for certainty"
    result = onward(visit, visit.send(page, to="/questions/"))
    assert "Certitude forte 1 réponse, juste à 0\u00a0%" in result.text
    assert "Points de certitude\u00a0: -2 en moyenne" in result.text
    assert "Score corrigé de la certitude, pour information\u00a0: 25\u00a0%" in result.text
    [attempt] = attempts(app)
    assert attempt.score_units * 2 == attempt.max_units, "certainty does not change the score"
    assert "Certitude forte" in visit.get("/mes-donnees").text


def test_the_path_is_that_of_a_module_that_asks_nothing(app: Flask, visit: Visit, modules: tuple[Module, ...]) -> None:
    visit.sign_in()
    for module in modules[1:]:
        take(visit, module)
    certain, plain = paths(app)
    assert (certain.stage, certain.passed_on) == (plain.stage, plain.passed_on)


def test_low_until_something_else_is_said_and_nothing_with_i_do_not_know(
    app: Flask, visit: Visit, modules: tuple[Module, ...]
) -> None:
    page = start(visit.sign_in(), modules[0])
    page = onward(visit, answer(visit, page, modules[0]))
    visit.send(page, {"dont_know": "1"}, to="/questions/")
    said = [json.loads(row.given).get("certainty") for row in responses(app)]
    assert said == ["low", None]


def test_what_was_chosen_is_still_chosen_on_a_page_to_correct(visit: Visit, modules: tuple[Module, ...]) -> None:
    page = start(visit.sign_in(), modules[0])
    blank = visit.send(page, SURE, to="/questions/", status=422)
    assert form_of(blank, "/questions/").values["certainty"] == "high"


@pytest.mark.parametrize("level", ["", "certain", "HIGH"])
def test_a_level_that_no_page_sends_is_refused_and_nothing_is_kept(
    app: Flask, visit: Visit, modules: tuple[Module, ...], level: str
) -> None:
    page = start(visit.sign_in(), modules[0])
    visit.send(page, {"r-choice": "a", "certainty": level}, to="/questions/", status=400)
    assert responses(app) == []


def test_a_module_that_asks_nothing_keeps_nothing(app: Flask, visit: Visit, modules: tuple[Module, ...]) -> None:
    page = start(visit.sign_in(), modules[1])
    assert "certitude" not in page.text
    posted = {**form_of(page, "/questions/").values, "r-choice": "a", **SURE}
    assert visit.post(page.path, posted).status_code == 303
    assert "certainty" not in responses(app)[0].given


def test_once_responses_are_gone_the_result_tells_no_certainty(
    app: Flask, visit: Visit, clock: Clock, modules: tuple[Module, ...]
) -> None:
    result = take(visit.sign_in(), modules[2])
    assert "Votre certitude" in result.text
    with app.app_context(), writing() as connection:
        connection.execute(update(AttemptRow).values(folded=2))
        assert delete_old_responses(connection, clock.now + timedelta(days=1)) == 2
    assert "Votre certitude" not in visit.get(result.path).text
