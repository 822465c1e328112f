"""What publishing a text does: a new version, a return to an earlier one, or nothing."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum


class Outcome(Enum):
    """What a publication changed."""

    NEW_VERSION = "new_version"
    RETURNED = "returned"
    UNCHANGED = "unchanged"
    TRANSLATED = "translated"


@dataclass(frozen=True)
class Decision:
    """The outcome, and the version to propose where it exists already."""

    outcome: Outcome
    version_id: int | None = None


def decide(fingerprint: str, known: Mapping[str, int], current_version_id: int | None) -> Decision:
    """What publishing content of this fingerprint does, given the versions known by fingerprint.

    A published version is immutable: the same content published again is no new version, and
    content that stood in an earlier version returns to that version.
    """
    version_id = known.get(fingerprint)
    if version_id is None:
        return Decision(Outcome.NEW_VERSION)
    if version_id == current_version_id:
        return Decision(Outcome.UNCHANGED, version_id)
    return Decision(Outcome.RETURNED, version_id)
