"""The door of the room: no kind is missing, denominators, the pass mark, guessing, ticking everything."""

import math
from fractions import Fraction
from itertools import product
from typing import get_args

import pytest

from quiz.content.item import ScoredItem, UnscoredItem
from quiz.marking.mark import (
    KINDS,
    common_denominator,
    denominator,
    guess_score,
    mark,
    passes,
    slots,
    tick_everything,
)
from quiz.marking.score import Response

from .items import (
    AnyItem,
    a_categorise,
    a_cloze,
    a_commitment,
    a_grid,
    a_hotspot,
    a_matching,
    a_multiple_choice,
    a_numeric,
    a_picked_gap,
    a_short_answer,
    a_single_choice,
    a_true_false,
    an_opinion,
    an_ordering,
    one_of_each_kind,
)


def test_no_kind_is_missing() -> None:
    kinds = {*get_args(ScoredItem), *get_args(UnscoredItem)}
    assert set(KINDS) == kinds == {type(item) for item in one_of_each_kind()}


def every_response(item: AnyItem) -> list[Response]:
    """All the responses to an item of which nothing is typed."""
    columns = [[(slot, value) for value in (None, *(allowed or ()))] for slot, allowed in slots(item).items()]
    return [Response({slot: value for slot, value in row if value is not None}) for row in product(*columns)]


PICKED = {
    "single choice": (a_single_choice(), 1, "1/3"),
    "hotspot": (a_hotspot(), 1, "1/4"),
    "true or false": (a_true_false(), 1, "1/2"),
    "multiple choice, exact": (a_multiple_choice(credit_rule="exact"), 1, "1/31"),
    # over the 31 ways to tick: 3 of (0, 1, 2, 3) hits against 2 of (0, 1, 2) false hits
    "multiple choice, net": (a_multiple_choice(), 3, "23/93"),
    # half of the rows on average over 32 ways, less the two rows right of the blank one
    "multiple choice, each": (a_multiple_choice(credit_rule="each"), 5, "78/155"),
    "grid, each": (a_grid(), 3, "1/2"),
    "grid, exact": (a_grid(credit_rule="exact"), 1, "1/8"),
    "ordering, each": (an_ordering(), 3, "1/3"),
    "ordering, exact": (an_ordering(credit_rule="exact"), 1, "1/6"),
    "matching, each": (a_matching(), 2, "1/3"),
    "matching, exact": (a_matching(credit_rule="exact"), 1, "1/6"),
    "matching, exact, with texts that serve twice": (a_matching(("a", "b", "a"), (), "exact"), 1, "1/8"),
    "categorise, each": (a_categorise(), 3, "1/2"),
    "categorise, exact": (a_categorise(credit_rule="exact"), 1, "1/8"),
    "cloze, each": (a_cloze(a_picked_gap("g1"), a_picked_gap("g2", "ab", "a")), 2, "5/12"),
    "cloze, exact": (a_cloze(a_picked_gap("g1"), a_picked_gap("g2", "ab", "a"), credit_rule="exact"), 1, "1/6"),
}


@pytest.mark.parametrize(("item", "expected", "guess"), PICKED.values(), ids=PICKED.keys())
def test_the_denominator_is_the_least_that_all_scores_share(item: AnyItem, expected: int, guess: str) -> None:
    scores = [mark(item, response).score for response in every_response(item)]
    assert denominator(item) == expected == math.lcm(*(score.denominator for score in scores))


@pytest.mark.parametrize(("item", "expected", "guess"), PICKED.values(), ids=PICKED.keys())
def test_guessing_earns(item: AnyItem, expected: int, guess: str) -> None:
    assert guess_score(item) == Fraction(guess)


@pytest.mark.parametrize("item", [a_numeric(), a_short_answer(), a_cloze(), an_opinion(), a_commitment()])
def test_nobody_guesses_a_typed_answer_or_an_unscored_item(item: AnyItem) -> None:
    assert guess_score(item) is None


def test_the_denominator_of_a_number_is_that_of_its_bands() -> None:
    assert denominator(a_numeric(bands=(("1", "75 %"), ("2", "50 %"), ("3", "20 %")))) == 20


def test_a_common_denominator_makes_every_score_whole() -> None:
    items = (a_single_choice(), a_multiple_choice("abcd", "ab"), a_grid(), an_opinion())
    assert common_denominator(items) == 6
    assert common_denominator(()) == 1


@pytest.mark.parametrize(
    ("score", "max_score", "pass_mark", "passed"),
    [("7", "10", "7/10", True), ("20/3", "10", "2/3", True), ("6", "10", "7/10", False), ("0", "10", "0", True)],
)
def test_the_pass_mark_itself_passes(score: str, max_score: str, pass_mark: str, passed: bool) -> None:
    assert passes(Fraction(score), Fraction(max_score), Fraction(pass_mark)) is passed


def test_nothing_is_passed_where_nothing_can_be_earned() -> None:
    assert not passes(Fraction(0), Fraction(0), Fraction(0))


def test_ticking_everything_is_defined_where_everything_can_be_ticked() -> None:
    multiple, grid = a_multiple_choice("abc", "a"), a_grid((True, False))
    assert tick_everything(multiple) == Response({"a": "yes", "b": "yes", "c": "yes"})
    assert tick_everything(grid) == Response({"r1": "true", "r2": "true"})
    assert sum(tick_everything(item) is not None for item in one_of_each_kind()) == 2
