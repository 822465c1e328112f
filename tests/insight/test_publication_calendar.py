"""Figures are published on Tuesdays at six in the morning, in Paris."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from quiz.insight.publication_calendar import is_due, next_publication

PARIS = ZoneInfo("Europe/Paris")


def utc(day: int, hour: int, minute: int = 0, month: int = 3) -> datetime:
    """An instant of 2026."""
    return datetime(2026, month, day, hour, minute, tzinfo=UTC)


@pytest.mark.parametrize(
    ("now", "then"),
    [
        (utc(20, 12), utc(24, 5)),  # a Friday, in winter
        (utc(24, 4, 59), utc(24, 5)),  # the same morning
        (utc(24, 5), utc(31, 4)),  # the very hour: the next one, in summer time
        (utc(23, 23, 30), utc(24, 5)),  # already Tuesday in Paris
        (utc(30, 23, month=10), utc(3, 5, month=11)),
    ],
)
def test_the_next_publication_is_on_tuesday_at_six_in_paris(now: datetime, then: datetime) -> None:
    assert next_publication(now, PARIS) == then


def test_a_publication_is_due_once_its_hour_has_passed() -> None:
    assert is_due(None, utc(20, 12), PARIS)
    assert not is_due(utc(17, 5), utc(24, 4, 59), PARIS)
    assert is_due(utc(17, 5), utc(24, 5), PARIS)
    assert not is_due(utc(24, 5), utc(30, 12), PARIS)


def test_a_publication_made_by_hand_does_not_delay_the_next_one() -> None:
    assert is_due(utc(23, 15), utc(24, 6), PARIS)
