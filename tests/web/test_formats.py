"""Numbers, shares and days, in French and in English."""

from datetime import UTC, date, datetime
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quiz.web import formats
from tests.web.sample import sample_application

FRENCH, ENGLISH = {"Accept-Language": "fr"}, {"Accept-Language": "en"}


@pytest.mark.parametrize(
    ("headers", "expected"),
    [(FRENCH, ("1\u202f234\u202f567,5", "2,33", "67\u00a0%")), (ENGLISH, ("1,234,567.5", "2.33", "67%"))],
    ids=["French", "English"],
)
def test_numbers_are_written_in_the_language_of_the_page(
    headers: dict[str, str], expected: tuple[str, str, str]
) -> None:
    with sample_application().test_request_context(headers=headers):
        written = (
            formats.number(Fraction(2469135, 2)),
            formats.points(Fraction(7, 3)),
            formats.percent(Fraction(2, 3)),
        )
    assert written == expected


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (date(2026, 3, 24), "24 mars 2026"),
        (date(2026, 3, 1), "1er mars 2026"),
        (date(2026, 3, 11), "11 mars 2026"),
        (datetime(2026, 3, 31, 23, 30, tzinfo=UTC), "1er avril 2026"),
    ],
    ids=["a day", "the first", "the eleventh", "a moment, in Paris"],
)
def test_days_are_written_as_one_says_them(value: date, expected: str) -> None:
    with sample_application().test_request_context(headers=FRENCH):
        assert formats.day(value) == expected


shares = st.fractions(min_value=0, max_value=1)


@given(shares, shares)
def test_a_share_below_a_mark_is_never_shown_as_having_reached_it(share: Fraction, mark: Fraction) -> None:
    if share < mark and mark * 100 % 1 == 0 and mark > Fraction(1, 100):
        assert Fraction(formats.whole_percent(share, mark), 100) < mark


@given(shares)
def test_only_nothing_is_0_and_only_everything_is_100(share: Fraction) -> None:
    assert (formats.whole_percent(share) == 0) == (share == 0)
    assert (formats.whole_percent(share) == 100) == (share == 1)
