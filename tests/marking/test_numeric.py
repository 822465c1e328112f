"""Numbers as they are typed, and the bands around an answer."""

from fractions import Fraction

import pytest

from quiz.marking.mark import mark
from quiz.marking.numeric import read_number
from quiz.marking.score import Response

from .items import a_numeric

READ = {
    "a whole number": ("12", "kWh", "12"),
    "a decimal comma": ("12,5", "kWh", "12.5"),
    "a decimal point": ("12.5", "kWh", "12.5"),
    "no whole part": (",5", "kWh", "0.5"),
    "a space between thousands": ("1 000", "kWh", "1000"),
    "a no-break space": ("1\u00a0000", "kWh", "1000"),
    "a narrow no-break space": ("12\u202f345\u202f678,9", "kWh", "12345678.9"),
    "a thin space": ("1\u2009000", "kWh", "1000"),
    "spaces around": ("  12 \t", "kWh", "12"),
    "a point is never between thousands": ("1.000", "kWh", "1"),
    "a plus": ("+3", "kWh", "3"),
    "a minus typed as a hyphen": ("-3,5", "°C", "-3.5"),
    "the real minus": ("\u22123", "°C", "-3"),
    "a space after the sign": ("\u2212 3", "°C", "-3"),
    "the unit": ("12,5 %", "%", "12.5"),
    "the unit without a space": ("12,5%", "%", "12.5"),
    "the unit after a narrow no-break space": ("12,5\u202f%", "%", "12.5"),
    "the unit in other letters": ("3 KG CO2E", "kg CO₂e", "3"),
    "the unit written in one": ("3kgCO2e", "kg CO₂e", "3"),
    "zeros before": ("007", "ans", "7"),
}
NOT_READ = {
    "nothing": ("", "%"),
    "a word": ("beaucoup", "%"),
    "a sign alone": ("-", "%"),
    "a unit alone": ("%", "%"),
    "a comma alone": (",", "%"),
    "a comma and nothing after": ("12,", "%"),
    "an exponent": ("1e3", "%"),
    "an exponent in capitals": ("1E3", "%"),
    "a power": ("10²", "%"),
    "a fraction": ("1/2", "%"),
    "a vulgar fraction": ("½", "%"),
    "another unit": ("12 MWh", "kWh"),
    "a unit before": ("% 12", "%"),
    "two numbers": ("12 13", "%"),
    "a range": ("12-13", "%"),
    "groups of the wrong size": ("1 00", "%"),
    "groups of four": ("1 0000", "%"),
    "two decimal marks": ("1.000,5", "%"),
    "points between thousands": ("1.000.000", "%"),
    "digits of another script": ("١٢", "%"),
    "not a number": ("NaN", "%"),
    "infinity": ("inf", "%"),
    "an underscore": ("1_000", "%"),
    "too long a text": ("1" * 301, "%"),
}


@pytest.mark.parametrize(("text", "unit", "number"), READ.values(), ids=READ.keys())
def test_a_number_is_read(text: str, unit: str, number: str) -> None:
    assert read_number(text, unit) == Fraction(number)


@pytest.mark.parametrize(("text", "unit"), NOT_READ.values(), ids=NOT_READ.keys())
def test_what_is_not_plainly_a_number_is_not_read(text: str, unit: str) -> None:
    assert read_number(text, unit) is None


BANDS = {
    "the answer": ("200", (("5 %", "50 %"),), "200", "1"),
    "the upper bound of a relative band": ("200", (("5 %", "50 %"),), "210", "1/2"),
    "the lower bound of a relative band": ("200", (("5 %", "50 %"),), "190", "1/2"),
    "a hair outside": ("200", (("5 %", "50 %"),), "210,0000001", "0"),
    "an absolute band": ("200", (("5", "50 %"),), "205", "1/2"),
    "outside an absolute band": ("200", (("5", "50 %"),), "206", "0"),
    "a band relative to a negative answer": ("-200", (("5 %", "50 %"),), "-210", "1/2"),
    "a relative band around zero holds zero alone": ("0", (("50 %", "50 %"),), "0,1", "0"),
    "a decimal comma in the band": ("0.3", (("0,1", "20 %"),), "0,4", "1/5"),
    "floating numbers would miss this bound": ("0.3", (("0.1", "20 %"),), "0,2", "1/5"),
    "the narrow band": ("100", (("5", "80 %"), ("20", "30 %")), "104", "4/5"),
    "the wide band": ("100", (("5", "80 %"), ("20", "30 %")), "85", "3/10"),
    "bands written wide first": ("100", (("20", "30 %"), ("5", "80 %")), "104", "4/5"),
    "the best credit, were it the wide band's": ("100", (("5", "30 %"), ("20 %", "80 %")), "104", "4/5"),
    "full credit within a band": ("100", (("5", "100 %"),), "105", "1"),
}


@pytest.mark.parametrize(("answer", "bands", "text", "score"), BANDS.values(), ids=BANDS.keys())
def test_a_number_earns(answer: str, bands: tuple[tuple[str, str], ...], text: str, score: str) -> None:
    item = a_numeric(answer, "kWh", bands)
    assert mark(item, Response({"choice": text})).score == Fraction(score)


def test_the_answer_is_written_without_exponent() -> None:
    assert mark(a_numeric("2.5E+6"), Response()).parts[0].key == "2500000"
