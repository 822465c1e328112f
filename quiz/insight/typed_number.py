"""A whole number as someone types it."""

import re

# Any space a person types between thousands.
SPACES = re.compile(r"[\s\u00a0\u202f]")
DIGITS = re.compile(r"[0-9]{1,9}")


def whole_number(typed: str) -> int | None:
    """The number typed, with or without spaces between thousands; nothing where it is no whole number.

    >>> whole_number(" 5 500 "), whole_number("5,5"), whole_number("")
    (5500, None, None)
    """
    digits = SPACES.sub("", typed)
    return int(digits) if DIGITS.fullmatch(digits) else None
