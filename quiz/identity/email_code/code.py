"""The code of an e-mail: how it is drawn, said, and read again as people type it."""

import unicodedata
from datetime import timedelta

# The letters and digits of `web/errors`, which are not mistaken for one another (a test compares them).
ALPHABET = "23456789ABCDEFGHJKMNPQRSTVWXYZ"
LENGTH = 8
LIFE = timedelta(minutes=30)
TRIES = 5
# Enough bits for the bias of the remainder to be under 2^-88.
BITS = 128
# What is typed instead: letters left out of the alphabet, and Greek or Cyrillic ones that look the same.
MEANT = str.maketrans("O0UАВЕНКМРСТХΑΒΕΖΗΚΜΝΡΤΧΥ", "QQVABEHKMPCTXABEZHKMNPTXY")


def new_code(random_bits: int) -> str:
    """The code of BITS random bits: 39 bits of chance in eight characters."""
    characters = []
    for _ in range(LENGTH):
        random_bits, position = divmod(random_bits, len(ALPHABET))
        characters.append(ALPHABET[position])
    return "".join(characters)


def read_code(text: str) -> str | None:
    """The code that was typed, with spaces, dashes, lower case or look-alikes; nothing where it can be none.

    >>> read_code(" k7qf-m2xa "), read_code("K7QF M2X"), read_code("K7QF M2X!"), read_code("ｋ7OF М2ХА")
    ('K7QFM2XA', None, None, 'K7QFM2XA')
    """
    typed = unicodedata.normalize("NFKC", text).upper()
    kept = "".join(c for c in typed if not c.isspace() and unicodedata.category(c) not in ("Pd", "Cf", "Pc"))
    code = kept.translate(MEANT)
    return code if len(code) == LENGTH and set(code) <= set(ALPHABET) else None


def spoken(code: str) -> str:
    """The code in two groups, easy to read out: K7QF M2XA."""
    return f"{code[: LENGTH // 2]} {code[LENGTH // 2 :]}"
