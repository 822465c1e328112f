"""The three credit rules, on the vectors of the neighbouring systems: five options, key {A, B, D}."""

from fractions import Fraction

import pytest

from quiz.marking.mark import mark
from quiz.marking.score import Response

from .items import a_multiple_choice

TICKED = ("abd", "ab", "a", "abc", "abcd", "abcde", "ce", "")
VECTORS = {
    "exact": "1 0 0 0 0 0 0 0",
    # PrairieLearn, net-correct
    "net": "1 2/3 1/3 1/3 2/3 1/3 0 0",
    # Moodle's true/false grid, right rows over rows, which gives 2/5 to a blank response where we give 0
    "each": "1 4/5 3/5 3/5 4/5 3/5 0 0",
}
CASES = [
    (rule, ticked, Fraction(score))
    for rule, scores in VECTORS.items()
    for ticked, score in zip(TICKED, scores.split(), strict=True)
]


@pytest.mark.parametrize(("rule", "ticked", "score"), CASES)
def test_a_rule_gives_the_score_of_the_published_vector(rule: str, ticked: str, score: Fraction) -> None:
    response = Response(dict.fromkeys(ticked, "yes"))
    assert mark(a_multiple_choice(credit_rule=rule), response).score == score


def test_net_credit_stops_at_zero_when_false_hits_outnumber_hits() -> None:
    item = a_multiple_choice("abcde", "a")
    assert mark(item, Response(dict.fromkeys("acde", "yes"))).score == 0


@pytest.mark.parametrize("rule", ["exact", "net"])
def test_an_item_whose_author_forgot_the_key_earns_nothing(rule: str) -> None:
    item = a_multiple_choice("abc", "", rule)
    assert [mark(item, Response(dict.fromkeys(ticked, "yes"))).score for ticked in ("", "a", "abc")] == [0, 0, 0]
