"""Completed and passed: two facts, each kept at the first time."""

from datetime import date
from fractions import Fraction

import pytest

from quiz.learning.completion import COMPLETED, PASSED, STARTED, Path, after_submission

MONDAY, TUESDAY = date(2026, 11, 23), date(2026, 11, 24)
PASS_MARK = Fraction(7, 10)
BEGUN = Path("enjeux", MONDAY, video_done_on=MONDAY)


def after(path: Path, scaled_score: Fraction, version_id: int = 1, today: date = TUESDAY) -> Path:
    return after_submission(path, version_id, scaled_score, PASS_MARK, today)


def test_a_submission_below_the_pass_mark_completes_without_passing() -> None:
    path = after(BEGUN, Fraction(69, 100))
    assert (path.completed_on, path.passed_on, path.version_id, path.stage) == (TUESDAY, None, 1, COMPLETED)


def test_the_pass_mark_itself_passes() -> None:
    path = after(BEGUN, Fraction(7, 10))
    assert (path.completed_on, path.passed_on, path.stage) == (TUESDAY, TUESDAY, PASSED)


def test_without_the_video_step_nothing_is_completed_nor_passed() -> None:
    path = after(Path("enjeux", MONDAY), Fraction(1))
    assert (path.completed_on, path.passed_on, path.stage) == (None, None, STARTED)


def test_a_later_pass_keeps_the_day_and_version_of_the_completion() -> None:
    completed = after(BEGUN, Fraction(1, 2), today=MONDAY)
    path = after(completed, Fraction(1), version_id=2)
    assert (path.completed_on, path.passed_on, path.version_id) == (MONDAY, TUESDAY, 1)


@pytest.mark.parametrize("scaled_score", [Fraction(0), Fraction(1)])
def test_once_passed_nothing_changes_any_more(scaled_score: Fraction) -> None:
    passed = after(BEGUN, Fraction(1), today=MONDAY)
    assert after(passed, scaled_score, version_id=3) == passed
