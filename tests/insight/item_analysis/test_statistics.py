"""Item and test statistics, against the worked vector of six people and four items, and on draws."""

from collections import Counter
from fractions import Fraction
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quiz.insight.item_analysis.joint import Joint, together
from quiz.insight.item_analysis.moments import covariance, largest_covariance
from quiz.insight.item_analysis.statistics import (
    Remark,
    TooFew,
    effective_weights,
    item_statistics,
    module_statistics,
    standardised_difference,
)

ONE = Fraction(1)
# Six people, four items of one point.
PEOPLE = ("1111", "1110", "1100", "1010", "1000", "0100")


def joint_of(item: int, people: tuple[str, ...] = PEOPLE) -> Joint:
    """The histogram of one item over people who all answered the same items."""
    pairs = ((Fraction(int(row[item])), Fraction(sum(map(int, row)) - int(row[item]))) for row in people)
    return Joint(Counter(pairs))


def totals_of(people: tuple[str, ...] = PEOPLE) -> Counter[Fraction]:
    """How many people earned each total."""
    return Counter(Fraction(sum(map(int, row))) for row in people)


@pytest.mark.parametrize(
    ("item", "facility", "deviation", "discrimination", "efficiency", "weight"),
    [
        (0, 0.833333, 0.408248, 15.8114, 25, 20.8923),
        (1, 0.666667, 0.516398, 0, 0, 22.3348),
        (2, 0.5, 0.547723, 44.7214, 50, 30.5831),
        (3, 0.166667, 0.408248, 54.7723, 100, 26.1898),
    ],
)
def test_the_worked_vector_of_items(
    item: int, facility: float, deviation: float, discrimination: float, efficiency: float, weight: float
) -> None:
    found = item_statistics(joint_of(item), ONE, None, fewest=6)
    assert not isinstance(found, TooFew)
    assert found.discrimination is not None
    assert found.facility.value == pytest.approx(facility, abs=1e-6)
    assert found.deviation == pytest.approx(deviation, abs=1e-6)
    assert found.discrimination.value == pytest.approx(discrimination, abs=1e-4)
    assert found.efficiency == pytest.approx(efficiency, abs=1e-9)
    joints = {str(number): joint_of(number) for number in range(4)}
    assert effective_weights(joints, fewest=6)[str(item)] == pytest.approx(weight, abs=1e-4)


def test_the_worked_vector_of_the_whole() -> None:
    found = module_statistics(totals_of(), {str(number): joint_of(number) for number in range(4)}, fewest=6)
    assert not isinstance(found, TooFew)
    assert found.mean == Fraction(13, 6)
    assert found.median == 2
    assert found.deviation == pytest.approx(1.1690452, abs=1e-7)
    assert found.skewness == pytest.approx(0.6676284, abs=1e-7)
    assert found.kurtosis == pytest.approx(-0.4461630, abs=1e-7)
    assert found.consistency == pytest.approx(45.5284553, abs=1e-7)
    assert found.error_ratio == pytest.approx(73.8048404, abs=1e-7)
    assert found.standard_error == pytest.approx(0.8628119, abs=1e-7)


def test_below_thirty_attempts_there_is_no_figure_only_how_many() -> None:
    twenty_nine = Joint({(ONE, ONE): 14, (Fraction(0), ONE): 15})
    assert item_statistics(twenty_nine, ONE, None) == TooFew(29)
    assert module_statistics({ONE: 29}, {}) == TooFew(29)


def test_a_discrimination_comes_with_how_sure_it_is() -> None:
    few = item_statistics(Joint({pair: 5 * n for pair, n in joint_of(2).counts.items()}), ONE, None)
    many = item_statistics(Joint({pair: 500 * n for pair, n in joint_of(2).counts.items()}), ONE, None)
    assert not isinstance(few, TooFew)
    assert not isinstance(many, TooFew)
    assert few.discrimination is not None
    assert many.discrimination is not None
    assert few.discrimination.low < many.discrimination.low < 44.8 < many.discrimination.high + 0.1
    assert many.discrimination.high < few.discrimination.high
    assert few.facility.low < many.facility.low < 0.5


def test_an_item_that_everyone_gets_right_has_no_discrimination() -> None:
    found = item_statistics(Joint({(ONE, Fraction(rest)): 20 for rest in range(3)}), ONE, Fraction(1, 4))
    assert not isinstance(found, TooFew)
    assert found.discrimination is None
    assert found.efficiency is None
    assert found.remarks == (Remark.ALMOST_ALL_RIGHT,)


def test_an_item_that_the_best_miss_is_told() -> None:
    against = Joint({(ONE, Fraction(0)): 50, (Fraction(0), Fraction(3)): 50, (ONE, Fraction(3)): 5})
    found = item_statistics(against, ONE, None)
    assert not isinstance(found, TooFew)
    assert Remark.GOES_AGAINST_THE_REST in found.remarks


def test_a_remark_needs_the_whole_interval() -> None:
    half_and_a_bit = Joint({(ONE, ONE): 14, (Fraction(0), ONE): 20})
    often = Joint({(ONE, ONE): 140, (Fraction(0), ONE): 260})
    unsure, sure = item_statistics(half_and_a_bit, ONE, None), item_statistics(often, ONE, None)
    assert not isinstance(unsure, TooFew)
    assert not isinstance(sure, TooFew)
    assert Remark.OFTEN_MISSED not in unsure.remarks
    assert Remark.OFTEN_MISSED in sure.remarks


def test_no_better_than_chance_is_said_rather_than_often_missed() -> None:
    found = item_statistics(Joint({(ONE, ONE): 30, (Fraction(0), ONE): 300}), ONE, Fraction(1, 4))
    assert not isinstance(found, TooFew)
    assert found.remarks[0] is Remark.NO_BETTER_THAN_CHANCE


def test_each_person_is_compared_on_what_that_person_drew() -> None:
    # Of three items everyone draws two: the rest is the other item drawn, whichever it was.
    people = [{"a": 1, "b": 1}, {"a": 0, "b": 0}, {"a": 1, "c": 1}, {"a": 0, "c": 0}]
    counts = Counter((Fraction(p["a"]), Fraction(sum(p.values()) - p["a"])) for p in people)
    found = item_statistics(Joint(counts), ONE, None, fewest=4)
    assert not isinstance(found, TooFew)
    assert found.discrimination is not None
    assert found.discrimination.value == pytest.approx(100)


def test_a_draw_of_everything_gives_the_consistency_of_no_draw() -> None:
    everyone = {str(number): joint_of(number) for number in range(4)}
    tenfold = {name: Joint({pair: 10 * n for pair, n in joint.counts.items()}) for name, joint in everyone.items()}
    found = module_statistics({total: 10 * n for total, n in totals_of().items()}, tenfold)
    assert not isinstance(found, TooFew)
    # Cronbach's alpha does not depend on how often the same rows are repeated.
    assert found.consistency == pytest.approx(45.5284553, abs=1e-7)


def test_a_translation_that_makes_an_item_harder_shows_at_equal_ability() -> None:
    french = Joint({(ONE, Fraction(2)): 80, (Fraction(0), Fraction(2)): 20, (ONE, ONE): 10, (Fraction(0), ONE): 10})
    english = Joint({(ONE, Fraction(2)): 10, (Fraction(0), Fraction(2)): 10, (ONE, ONE): 25, (Fraction(0), ONE): 75})
    # At 2: 50 % against 80 %; at 1: 25 % against 50 %; weighted by the 20 and the 100 English attempts.
    assert standardised_difference(french, english, ONE) == -(Fraction(3, 10) * 20 + Fraction(1, 4) * 100) / 120
    assert standardised_difference(french, french, ONE) == 0
    assert standardised_difference(french, Joint({(ONE, Fraction(9)): 40}), ONE) is None


cells = st.dictionaries(
    st.tuples(st.sampled_from([Fraction(n, 3) for n in range(4)]), st.integers(0, 5).map(Fraction)),
    st.integers(1, 30),
    min_size=2,
    max_size=8,
)


@given(cells)
def test_no_covariance_is_larger_than_that_of_the_sorted_lists(counts: dict[tuple[Fraction, Fraction], int]) -> None:
    joint = Joint(counts)
    assert covariance(counts) <= largest_covariance(joint.scores(), joint.rests())


@given(cells)
def test_figures_stay_within_their_bounds(counts: dict[tuple[Fraction, Fraction], int]) -> None:
    found = item_statistics(Joint(counts), ONE, None, fewest=2)
    if isinstance(found, TooFew):
        assert sum(counts.values()) < 4
        return
    assert 0 <= found.facility.low <= found.facility.value <= found.facility.high <= 1
    if found.discrimination is not None:
        assert (
            -100.0001 <= found.discrimination.low <= found.discrimination.value <= found.discrimination.high <= 100.0001
        )


@given(cells, cells)
def test_versions_with_the_same_item_are_one_series(
    one: dict[tuple[Fraction, Fraction], int], other: dict[tuple[Fraction, Fraction], int]
) -> None:
    both = together((Joint(one), Joint(other)))
    assert both.attempts == sum(one.values()) + sum(other.values())
    for pair in product([Fraction(n, 3) for n in range(4)], map(Fraction, range(6))):
        assert both.counts.get(pair, 0) == one.get(pair, 0) + other.get(pair, 0)
