"""Identifiers that sort by time."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from quiz.storage.ids import uuid7

NOON = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)
BITS = st.integers(min_value=0, max_value=2**74 - 1)


def test_the_example_of_the_standard() -> None:
    # RFC 9562, appendix A.6: 2022-02-22T14:22:22.00-05:00, random bits 0xCC3 then 0x18C4DC0C0C07398F.
    moment = datetime(2022, 2, 22, 19, 22, 22, tzinfo=UTC)
    assert str(uuid7(moment, 0xCC3 << 62 | 0x18C4DC0C0C07398F)) == "017f22e2-79b0-7cc3-98c4-dc0c0c07398f"


@given(BITS)
def test_version_and_variant_are_said(bits: int) -> None:
    made = uuid7(NOON, bits)
    assert made.version == 7
    assert made.variant == "specified in RFC 4122"


@given(BITS, BITS)
def test_a_later_identifier_sorts_after(bits: int, more: int) -> None:
    assert uuid7(NOON, bits) < uuid7(NOON + timedelta(milliseconds=1), more)


@given(BITS, BITS)
def test_different_bits_make_different_identifiers(bits: int, more: int) -> None:
    assert (uuid7(NOON, bits) == uuid7(NOON, more)) == (bits == more)
