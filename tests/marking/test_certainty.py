"""Certainty-based marking, against the worked vector of its source and against what makes it honest."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quiz.marking import response as responses
from quiz.marking.certainty import Calibration, Certainty, Fit, Level, Sure, calibration, certainty_mark, fit
from quiz.marking.score import Response

LOW, MEDIUM, HIGH = Certainty
RIGHT, WRONG, ONE = Fraction(1), Fraction(0), Fraction(1)
SHARES = st.fractions(0, 1)
ANSWERS = st.lists(
    st.builds(Sure, SHARES, st.integers(1, 5).map(Fraction), st.sampled_from([None, *Certainty])), min_size=1
)


def test_the_worked_vector_of_the_source() -> None:
    found = calibration(
        [Sure(RIGHT, ONE, HIGH), Sure(RIGHT, ONE, LOW), Sure(WRONG, ONE, MEDIUM), Sure(WRONG, ONE, LOW)]
    )
    assert found == Calibration(
        Fraction(1, 2),
        Fraction(1, 2),
        Fraction(0),
        (
            Level(LOW, 2, Fraction(1, 2), Fit.RIGHT),
            Level(MEDIUM, 1, Fraction(0), Fit.SLIGHTLY_OVER),
            Level(HIGH, 1, Fraction(1), Fit.RIGHT),
        ),
    )
    assert found.adjusted == Fraction(1, 2)


@pytest.mark.parametrize(
    ("share", "certainty", "mark"),
    [
        (RIGHT, LOW, 1), (RIGHT, MEDIUM, 2), (RIGHT, HIGH, 3), (WRONG, LOW, 0), (WRONG, MEDIUM, -2), (WRONG, HIGH, -6),
        (Fraction(1, 2), HIGH, Fraction(3, 2)), (RIGHT, None, 0), (WRONG, None, 0),
    ],
)  # fmt: skip
def test_what_an_answer_earns(share: Fraction, certainty: Certainty | None, mark: Fraction) -> None:
    assert certainty_mark(share, certainty) == mark


@given(SHARES)
def test_it_pays_best_to_say_what_one_believes(chance: Fraction) -> None:
    def expected(level: Certainty) -> Fraction:
        return chance * certainty_mark(RIGHT, level) + (1 - chance) * certainty_mark(WRONG, level)

    honest = LOW if chance < Fraction(2, 3) else MEDIUM if chance < Fraction(4, 5) else HIGH
    assert expected(honest) == max(expected(level) for level in Certainty)


@given(ANSWERS)
def test_bounds_hold_and_a_bonus_is_never_more_than_what_sureness_can_earn(answers: list[Sure]) -> None:
    found = calibration(answers)
    if found is None:
        assert all(answer.certainty is None for answer in answers)
        return
    assert 0 <= found.accuracy <= 1
    assert -6 <= found.average <= 3
    assert sum(level.count for level in found.levels) == sum(answer.certainty is not None for answer in answers)
    assert all(0 <= level.share <= 1 for level in found.levels)


@pytest.mark.parametrize(
    ("certainty", "share", "count", "told"),
    [
        (HIGH, Fraction(4, 5), 5, Fit.RIGHT),
        (HIGH, Fraction(7, 10), 10, Fit.SLIGHTLY_OVER),
        (HIGH, Fraction(3, 10), 3, Fit.OVER),
        (MEDIUM, Fraction(1), 3, Fit.SLIGHTLY_UNDER),
        (LOW, Fraction(1), 4, Fit.SLIGHTLY_UNDER),
        (LOW, Fraction(1), 5, Fit.UNDER),
        (LOW, Fraction(0), 9, Fit.RIGHT),
    ],
)
def test_how_a_level_fits(certainty: Certainty, share: Fraction, count: int, told: Fit) -> None:
    assert fit(certainty, share, count) is told


def test_nothing_is_told_where_nothing_was_said() -> None:
    assert calibration([]) is None
    assert calibration([Sure(RIGHT, ONE, None)]) is None


@pytest.mark.parametrize("certainty", [None, *Certainty])
def test_certainty_is_kept_with_its_answer(certainty: Certainty | None) -> None:
    given = Response({"choice": "a"}, certainty=certainty)
    assert responses.from_json(responses.to_json(given)) == given
    assert ("certainty" in responses.to_json(given)) == (certainty is not None)
