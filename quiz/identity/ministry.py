"""Ministries an agent may name, and the two answers that are not one."""

from dataclasses import dataclass
from enum import Enum


class MinistryKind(Enum):
    """A ministry has a referent; the two other answers are rows, without one."""

    MINISTRY = "ministry"
    OTHER_EMPLOYER = "other_employer"
    UNKNOWN = "unknown"


class Evidence(Enum):
    """Where a person's organisation came from."""

    CONFIRMED = "confirmed"
    CHOSEN = "chosen"


@dataclass(frozen=True)
class Ministry:
    """An organisation an agent may belong to."""

    id: str
    name: str
    short_name: str
    kind: MinistryKind = MinistryKind.MINISTRY


OTHER_EMPLOYER = "autre-employeur-public"
UNKNOWN = "je-ne-sais-pas"
