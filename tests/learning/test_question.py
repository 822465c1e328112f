"""A question as it is shown, before and after the answer."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quiz.learning.question import Question, Shape, question
from quiz.marking.mark import key, mark
from quiz.marking.score import Response
from tests.build import an_item
from tests.marking.items import a_categorise, a_cloze, a_matching, an_ordering

SEEDS = st.integers(min_value=0, max_value=2**62 - 1)


def answered(item: Any, response: Response) -> Question:
    """The question once answered, under one seed."""
    return question(item, 7, response, mark(item, response))


@pytest.mark.parametrize(
    ("kind", "shape"),
    [
        ("single_choice", Shape.ONE),
        ("multiple_choice", Shape.MANY),
        ("true_false", Shape.ONE),
        ("true_false_grid", Shape.GRID),
        ("numeric", Shape.TYPED),
    ],
)
def test_nothing_of_the_answer_shows_before_it_is_given(kind: str, shape: Shape) -> None:
    shown = question(an_item(kind=kind), 7, None, None)
    assert shown.shape is shape
    assert shown.explanation is None
    assert [row.right for row in shown.rows] == [None] * len(shown.rows)
    assert all(choice.key is None and not choice.chosen for row in shown.rows for choice in row.choices)


@given(SEEDS)
def test_every_option_is_shown_once_in_an_order_of_the_seed(seed: int) -> None:
    item = an_item(kind="multiple_choice")
    values = [choice.value for choice in question(item, seed, None, None).rows[0].choices]
    assert sorted(values) == ["a", "b", "c", "d"]
    assert values == [choice.value for choice in question(item, seed, None, None).rows[0].choices]


def test_true_comes_before_false_whatever_the_seed() -> None:
    item = an_item(kind="true_false")
    orders = {tuple(choice.value for choice in question(item, seed, None, None).rows[0].choices) for seed in range(9)}
    assert orders == {("true", "false")}


def test_after_the_answer_what_was_chosen_and_what_was_right_are_both_shown() -> None:
    shown = answered(an_item(), Response({"choice": "b"}))
    choices = {choice.value: (choice.chosen, choice.key) for choice in shown.rows[0].choices}
    assert choices == {"a": (False, True), "b": (True, False), "c": (False, False)}
    assert "Voici pourquoi" in (shown.explanation or "")


def test_a_number_typed_comes_back_with_the_one_expected() -> None:
    row = answered(an_item(kind="numeric"), Response({"choice": "12"})).rows[0]
    assert (row.typed, row.right, row.key) == ("12", False, "4.4")


def test_each_line_of_a_grid_is_judged_alone() -> None:
    shown = answered(an_item(kind="true_false_grid"), Response({"a": "true", "b": "true", "c": "false"}))
    assert {row.slot: row.right for row in shown.rows} == {"a": True, "b": False, "c": True}


@pytest.mark.parametrize("item", [an_ordering(), a_matching(), a_categorise()], ids=lambda item: item.kind)
def test_the_key_in_words_is_one_of_the_choices_shown(item: Any) -> None:
    for row in answered(item, key(item)).rows:
        assert row.right
        assert row.key in [choice.html or choice.value for choice in row.choices]


def test_authors_text_cannot_carry_markup_into_the_page() -> None:
    shown = question(an_item(prompt="Que dire de <script>alert(1)</script> ?"), 7, None, None)
    assert "<script" not in shown.prompt


def test_the_option_picked_in_a_gap_says_why_it_is_wrong() -> None:
    wrong = {"id": "jeter", "text": "jeter", "explanation": "Jeter oblige à fabriquer."}
    gap = {"id": "verbe", "options": ({"id": "garder", "text": "garder", "correct": True}, wrong)}
    item = a_cloze(gap).model_copy(update={"text": "Il faut {verbe} son ordinateur."})
    shown = question(item, 7, Response({"verbe": "jeter"}), mark(item, Response({"verbe": "jeter"})))
    rows = {segment.row.slot: segment.row for segment in shown.segments if segment.row}
    assert rows["verbe"].explanation == "<p>Jeter oblige à fabriquer.</p>\n"
    right = question(item, 7, key(item), mark(item, key(item)))
    assert [segment.row.explanation for segment in right.segments if segment.row] == [None]
