"""What a purge has deleted."""

from dataclasses import astuple, dataclass


@dataclass(frozen=True)
class Purged:
    """How many rows went: answers, idle attempts, old results, persons long gone, what had an end of its own, and
    lines of the audit log.
    """

    responses: int = 0
    attempts: int = 0
    results: int = 0
    persons: int = 0
    expired: int = 0
    lines: int = 0

    def __add__(self, other: "Purged") -> "Purged":
        return Purged(*(one + more for one, more in zip(astuple(self), astuple(other), strict=True)))
