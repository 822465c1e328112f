"""What an attempt shows once submitted."""

from fractions import Fraction
from types import MappingProxyType
from uuid import UUID

from quiz.content.module import Module
from quiz.learning.attempt import Attempt, Recorded
from quiz.learning.result import Result, result
from quiz.learning.result_lines import objective_lines
from quiz.marking.score import Response
from tests.build import MONDAY, a_module, an_item

OBJECTIVES = (
    {"id": "comprendre", "text": "Comprendre", "look_again": "Revoir le début du film"},
    {"id": "agir", "text": "Agir", "look_again": "Relire l’essentiel"},
    {"id": "choisir", "text": "Choisir"},
)


def a_result(**scores: Fraction) -> tuple[Module, Result]:
    """The result of an attempt in which each item, named after its objective, earned this."""
    items = tuple(an_item(objective["id"], objective=objective["id"]) for objective in OBJECTIVES)
    module = a_module(objectives=OBJECTIVES, items=items)
    responses = {
        name: Recorded(Response(), UUID(int=1), score, Fraction(1)) for name, score in reversed(scores.items())
    }
    attempt = Attempt(UUID(int=1), "enjeux", 1, 1, 1, tuple(scores), MappingProxyType(responses), MONDAY)
    return module, result(module, attempt)


def test_objectives_come_in_the_authors_order_without_those_not_drawn() -> None:
    _module, shown = a_result(comprendre=Fraction(1), choisir=Fraction(0))
    assert [line.objective.id for line in shown.objectives] == ["comprendre", "choisir"]


def test_what_is_not_acquired_says_where_to_look_again() -> None:
    _module, shown = a_result(comprendre=Fraction(1), agir=Fraction(1, 2), choisir=Fraction(0))
    assert [line.look_again for line in objective_lines(shown)] == [None, "Relire l’essentiel", None]


def test_the_scaled_score_is_exact_and_compared_with_the_pass_mark() -> None:
    _module, shown = a_result(comprendre=Fraction(1), agir=Fraction(1), choisir=Fraction(1, 10))
    assert shown.scaled_score == Fraction(7, 10)
    assert shown.passed


def test_nothing_to_earn_is_a_zero_that_does_not_pass() -> None:
    empty = Result(Fraction(0), Fraction(0), Fraction(7, 10), ())
    assert empty.scaled_score == 0
    assert not empty.passed
