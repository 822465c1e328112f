"""The receipt of an erasure: a day and a code. It shows that this service gave it, and says nothing of whom."""

import hashlib
import hmac
from datetime import date

from quiz.settings import HashingKey

# Without the letters that are mistaken for digits (Crockford's base 32).
ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
HALF = 8
BITS = 5 * HALF
GROUP = 4
PURPOSE = b"receipt of an erasure"


def receipt_code(key: bytes, day: date, chance: int) -> str:
    """The code of a receipt of that day: forty random bits, and forty that only the key can make of them.

    >>> receipt_code(b"key", date(2026, 11, 24), 0)
    '0000-0000-3D63-NN14'
    """
    drawn = chance & (1 << BITS) - 1
    written = _written(drawn) + _written(_proof(key, day, drawn))
    return "-".join(written[at : at + GROUP] for at in range(0, len(written), GROUP))


def is_ours(key: HashingKey, day: date, code: str) -> bool:
    """True for a code that this service gave on that day, under any of its keys."""
    drawn = _read(code.replace("-", "")[:HALF])
    return drawn is not None and any(hmac.compare_digest(receipt_code(each, day, drawn), code) for each in key.chain)


def _proof(key: bytes, day: date, drawn: int) -> int:
    message = b"%s %s %d" % (PURPOSE, day.isoformat().encode(), drawn)
    return int.from_bytes(hmac.new(key, message, hashlib.sha256).digest()[: BITS // 8], "big")


def _written(number: int) -> str:
    return "".join(ALPHABET[number >> 5 * at & 31] for at in reversed(range(HALF)))


def _read(text: str) -> int | None:
    if len(text) != HALF or not set(text) <= set(ALPHABET):
        return None
    number = 0
    for letter in text:
        number = number << 5 | ALPHABET.index(letter)
    return number
