"""Identifiers that sort by time for what hangs on a person: UUIDv7, from now and random bits."""

from datetime import datetime
from uuid import UUID


def uuid7(now: datetime, random_bits: int) -> UUID:
    """The UUIDv7 (RFC 9562 §5.7) of a moment, to the millisecond, and 74 random bits."""
    milliseconds = int(now.timestamp() * 1000) & (2**48 - 1)
    high, low = divmod(random_bits & (2**74 - 1), 2**62)
    return UUID(int=milliseconds << 80 | 7 << 76 | high << 64 | 2 << 62 | low)
