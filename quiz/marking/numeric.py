"""A number in a unit; bands around the answer give part of the credit."""

import math
import re
from collections.abc import Mapping
from fractions import Fraction

from quiz.content.item import Band, Numeric
from quiz.content.module import share
from quiz.marking.parts import CHOICE, FULL, given, scored
from quiz.marking.score import Marked, Part, Response
from quiz.marking.typed_text import HYPHENS, LONGEST, fold

_NUMBER = re.compile(
    r"(?P<sign>[+-]?) ?"
    r"(?P<whole>[0-9]{1,3}(?: [0-9]{3})+|[0-9]*)"
    r"(?:[.,](?P<decimals>[0-9]+))?"
    r"(?P<unit>.*)"
)


def read_number(text: str, unit: str) -> Fraction | None:
    """The number a French reader would see in a text, or nothing.

    Decimal comma or point, thousands parted by spaces of any kind, a sign, the item's own unit.
    Exponents and other units are not read; neither is "1.000.000", which is not how French
    writes a million, while "1.000" is the number one.
    """
    if len(text) > LONGEST:
        return None
    found = _NUMBER.fullmatch(" ".join(text.translate(HYPHENS).split()))
    if found is None or not (found["whole"] or found["decimals"]):
        return None
    if _bare(found["unit"]) not in ("", _bare(unit)):
        return None
    number = Fraction(f"{found['whole'].replace(' ', '') or '0'}.{found['decimals'] or '0'}")
    return -number if found["sign"] == "-" else number


def mark(item: Numeric, response: Response) -> Marked:
    """1 for the answer, else the best credit among the bands that hold the number; bounds included, all exact."""
    text = given(response).get(CHOICE)
    number = None if text is None else read_number(text, item.unit)
    score = Fraction(0) if number is None else _credit(item, abs(number - Fraction(item.answer)))
    return scored(response, (Part(id=CHOICE, given=text, key=_written(item), right=score == FULL),), score)


def key(item: Numeric) -> Response:
    """The answer, with a decimal point and without its unit."""
    return Response({CHOICE: _written(item)})


def slots(item: Numeric) -> Mapping[str, tuple[str, ...] | None]:
    """The one slot, free text."""
    return {CHOICE: None}


def denominator(item: Numeric) -> int:
    """The least common denominator of the bands' credits."""
    return math.lcm(*(share(band.credit).denominator for band in item.bands))


def _credit(item: Numeric, distance: Fraction) -> Fraction:
    if distance == 0:
        return FULL
    return max((share(band.credit) for band in item.bands if distance <= _reach(item, band)), default=Fraction(0))


def _reach(item: Numeric, band: Band) -> Fraction:
    """How far from the answer a band goes, in the answer's unit."""
    amount = Fraction(band.within.rstrip("%").strip().replace(",", "."))
    return abs(Fraction(item.answer)) * amount / 100 if band.within.endswith("%") else amount


def _written(item: Numeric) -> str:
    return format(item.answer, "f")


def _bare(unit: str) -> str:
    return fold(unit).replace(" ", "")
