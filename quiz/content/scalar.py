"""What an unquoted scalar means: the core schema of YAML 1.2 (specification, section 10.3.2).

`no`, `off`, `12:30`, `1_000` and dates stay text. Decimals stay exact. Infinities, not-a-number and
numbers beyond any use here stay text too: no field wants one, and their arithmetic has no bound.
"""

import re
from decimal import Decimal

from quiz.content.node import Scalar

WORDS: dict[str, Scalar] = {
    "": None, "~": None, "null": None, "Null": None, "NULL": None,
    "true": True, "True": True, "TRUE": True,
    "false": False, "False": False, "FALSE": False,
}  # fmt: skip
NUMBER_STARTS = frozenset("-+.0123456789")
LONGEST_NUMBER = 40
WHOLE = re.compile(r"[-+]?[0-9]+")
OCTAL = re.compile(r"0o[0-7]+")
HEXADECIMAL = re.compile(r"0x[0-9a-fA-F]+")
DECIMAL = re.compile(r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]{1,2})?")


def meaning(text: str) -> Scalar:
    """The value an unquoted scalar stands for: `meaning("4.40")` is Decimal("4.40"), `meaning("no")` is "no"."""
    if text in WORDS:
        return WORDS[text]
    if text[0] not in NUMBER_STARTS or len(text) > LONGEST_NUMBER:
        return text
    if WHOLE.fullmatch(text):
        return int(text)
    if DECIMAL.fullmatch(text):
        return Decimal(text)
    if OCTAL.fullmatch(text):
        return int(text[2:], 8)
    if HEXADECIMAL.fullmatch(text):
        return int(text[2:], 16)
    return text
