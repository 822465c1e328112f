"""A worked example of each kind: what is given, what it earns, what is said of each part."""

from fractions import Fraction

import pytest

from quiz.marking.mark import key, mark, slots
from quiz.marking.score import Part, Response, Verdict

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
    a_typed_gap,
    an_opinion,
    an_ordering,
)

EXAMPLES = {
    "the right option": (a_single_choice(), {"choice": "b"}, "1"),
    "another option": (a_single_choice(), {"choice": "a"}, "0"),
    "two keys of three": (a_multiple_choice(), {"a": "yes", "b": "yes"}, "2/3"),
    "false, rightly": (a_true_false(), {"choice": "false"}, "1"),
    "true, wrongly": (a_true_false(), {"choice": "true"}, "0"),
    "two rows of three": (a_grid(), {"r1": "true", "r2": "true", "r3": "true"}, "2/3"),
    "two rows of three, all or nothing": (
        a_grid(credit_rule="exact"), {"r1": "true", "r2": "true", "r3": "true"}, "0",
    ),
    "a row left blank is wrong": (a_grid(), {"r1": "true"}, "1/3"),
    "the number": (a_numeric("12.5", "%"), {"choice": "12,5 %"}, "1"),
    "another number": (a_numeric("12.5", "%"), {"choice": "12,4 %"}, "0"),
    "no number": (a_numeric("12.5", "%"), {"choice": "beaucoup"}, "0"),
    "two elements swapped": (an_ordering(), {"a": "2", "b": "1", "c": "3"}, "1/3"),
    "two elements of the same rank, one of them rightly": (an_ordering(), {"a": "1", "b": "1", "c": "3"}, "2/3"),
    "the right order, all or nothing": (an_ordering(credit_rule="exact"), {"a": "1", "b": "2", "c": "3"}, "1"),
    "a pair and a text that goes with none": (a_matching(), {"p1": "p1", "p2": "x1"}, "1/2"),
    "two elements well placed of three": (a_categorise(), {"e1": "x", "e2": "x", "e3": "x"}, "2/3"),
    "both gaps, one with a slip": (a_cloze(), {"g1": "a", "g2": "Fabriction"}, "1"),
    "one gap of two": (a_cloze(), {"g1": "c", "g2": "fabrication"}, "1/2"),
    "one gap of two, all or nothing": (a_cloze(credit_rule="exact"), {"g1": "a"}, "0"),
    "the second accepted text, without accents": (a_short_answer(), {"choice": "REUTILISATION"}, "1"),
    "another word": (a_short_answer(), {"choice": "recyclage"}, "0"),
    "the right area": (a_hotspot(), {"choice": "c"}, "1"),
    "another area": (a_hotspot(), {"choice": "d"}, "0"),
}  # fmt: skip


@pytest.mark.parametrize(("item", "values", "score"), EXAMPLES.values(), ids=EXAMPLES.keys())
def test_a_response_earns(item: AnyItem, values: dict[str, str], score: str) -> None:
    marked = mark(item, Response(values))
    assert (marked.score, marked.max_score) == (Fraction(score), 1)


def test_each_option_says_whether_it_was_ticked_and_whether_it_should_have_been() -> None:
    marked = mark(a_multiple_choice("abcd", "ab"), Response({"a": "yes", "c": "yes"}))
    assert marked.parts == (
        Part("a", "yes", "yes", True),
        Part("b", None, "yes", False),
        Part("c", "yes", None, False),
        Part("d", None, None, True),
    )
    assert marked.verdict() is Verdict.WRONG


@pytest.mark.parametrize("item", [a_single_choice("abc", "b"), a_hotspot("abc", "b")])
def test_a_single_choice_lists_its_options_like_a_multiple_one(item: AnyItem) -> None:
    assert mark(item, Response({"choice": "a"})).parts == (
        Part("a", "yes", None, False),
        Part("b", None, "yes", False),
        Part("c", None, None, True),
    )


def test_each_row_says_what_was_given_and_what_was_right() -> None:
    assert mark(an_ordering(), Response({"a": "1", "b": "3"})).parts == (
        Part("a", "1", "1", True),
        Part("b", "3", "2", False),
        Part("c", None, "3", False),
    )


def test_each_gap_says_the_option_or_the_first_accepted_text() -> None:
    item = a_cloze(a_picked_gap("g1", "abc", "bc"), a_typed_gap("g2", ("ordinateur", "PC"), 0))
    assert mark(item, Response({"g1": "c", "g2": "pc"})).parts == (
        Part("g1", "c", "b", True),
        Part("g2", "pc", "ordinateur", True),
    )


def test_a_number_within_a_band_is_not_yet_right() -> None:
    marked = mark(a_numeric("1000", bands=(("10 %", "50 %"),)), Response({"choice": "1 050"}))
    assert marked.parts == (Part("choice", "1 050", "1000", False),)
    assert (marked.score, marked.verdict()) == (Fraction(1, 2), Verdict.PARTLY)


@pytest.mark.parametrize("item", [a_single_choice(), a_grid(), a_numeric(), a_short_answer(), a_cloze()])
def test_after_i_do_not_know_the_key_is_still_told(item: AnyItem) -> None:
    marked = mark(item, Response(dict(key(item).values), unknown=True))
    assert (marked.score, marked.max_score, marked.verdict()) == (0, 1, Verdict.UNKNOWN)
    assert [part.key for part in marked.parts] == [part.key for part in mark(item, key(item)).parts]
    assert {part.given for part in marked.parts} == {None}


def test_an_opinion_and_a_commitment_are_kept_and_not_marked() -> None:
    opinion = mark(an_opinion("ab"), Response({"choice": "b"}))
    commitment = mark(a_commitment("ab"), Response({"b": "yes"}))
    assert opinion == commitment
    assert opinion.parts == (Part("a", None, None, False), Part("b", "yes", None, False))
    assert (opinion.score, opinion.max_score, opinion.verdict()) == (0, 0, Verdict.UNSCORED)


def test_right_texts_with_the_same_words_are_the_same_answer() -> None:
    item = a_matching(("oui", "non", "oui"), ("non", "peut-être"))
    assert slots(item)["p3"] == ("p1", "p2", "x2")
    assert key(item).values == {"p1": "p1", "p2": "p2", "p3": "p1"}
    assert mark(item, Response({"p1": "p3", "p2": "x1", "p3": "p1"})).score == 1


SLOTS = {
    "single choice": (a_single_choice(), {"choice": ("a", "b", "c")}),
    "multiple choice": (a_multiple_choice("abc", "a"), {"a": ("yes",), "b": ("yes",), "c": ("yes",)}),
    "true or false": (a_true_false(), {"choice": ("true", "false")}),
    "grid": (a_grid((True, False)), {"r1": ("true", "false"), "r2": ("true", "false")}),
    "numeric": (a_numeric(), {"choice": None}),
    "ordering": (an_ordering(), dict.fromkeys("abc", ("1", "2", "3"))),
    "matching": (a_matching(), {"p1": ("p1", "p2", "x1"), "p2": ("p1", "p2", "x1")}),
    "categorise": (a_categorise("xyx"), {"e1": ("x", "y"), "e2": ("x", "y"), "e3": ("x", "y")}),
    "cloze": (a_cloze(), {"g1": ("a", "b", "c"), "g2": None}),
    "short answer": (a_short_answer(), {"choice": None}),
    "hotspot": (a_hotspot(), {"choice": ("a", "b", "c", "d")}),
    "opinion": (an_opinion(), {"choice": ("a", "b", "c")}),
    "commitment": (a_commitment(), {"a": ("yes",), "b": ("yes",)}),
}


@pytest.mark.parametrize(("item", "expected"), SLOTS.values(), ids=SLOTS.keys())
def test_an_item_has_these_slots_in_the_authors_order(item: AnyItem, expected: dict[str, object]) -> None:
    assert list(slots(item).items()) == list(expected.items())
