"""Unquoted scalars mean what YAML 1.2 says, and French words stay words."""

from decimal import Decimal

import pytest

from quiz.content.scalar import meaning


@pytest.mark.parametrize(
    "text",
    ["no", "off", "yes", "y", "oui", "12:30", "12:30:45", "1_000", "2026-11-23", "4,4", "1 000", ".inf", ".nan",
     "1e999999999", "9" * 41, "0b1", "-", "+", ".", "1.2.3", "x86"],
)  # fmt: skip
def test_these_stay_text(text: str) -> None:
    assert meaning(text) == text


@pytest.mark.parametrize(
    ("text", "value"),
    [("", None), ("~", None), ("null", None), ("true", True), ("False", False), ("42", 42), ("-7", -7), ("012", 12),
     ("0o17", 15), ("0xff", 255)],
)  # fmt: skip
def test_these_are_values(text: str, value: object) -> None:
    found = meaning(text)
    assert found == value
    assert type(found) is type(value)


@pytest.mark.parametrize("text", ["4.40", "0.1", "-1.5", ".5", "1.", "2.5e3", "1e-10"])
def test_decimals_stay_exact(text: str) -> None:
    found = meaning(text)
    assert isinstance(found, Decimal)
    assert str(found) == str(Decimal(text))
