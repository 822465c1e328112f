"""Ministries and entities an agent may name, and the two answers that are neither."""

from dataclasses import dataclass, field
from datetime import date
from enum import Enum
from unicodedata import combining, normalize


class MinistryKind(Enum):
    """A ministry has a referent; the two other answers are rows, without one."""

    MINISTRY = "ministry"
    OTHER_EMPLOYER = "other_employer"
    UNKNOWN = "unknown"


class Evidence(Enum):
    """Where a person's organisation came from: what suggested it when it was confirmed, or a choice."""

    SIRET = "siret"
    DOMAIN = "domain"
    PATTERN = "pattern"
    CAMPAIGN = "campaign"
    SUCCESSOR = "successor"
    PROVIDER = "confirmed"
    CHOSEN = "chosen"


@dataclass(frozen=True)
class Ministry:
    """An organisation an agent may belong to, and from which day to which, both included.

    `reorganised` where a merge or a split names it, whenever that is (`organisation/changes.py`).
    """

    id: str
    name: str
    short_name: str
    kind: MinistryKind = MinistryKind.MINISTRY
    valid_from: date | None = None
    valid_to: date | None = None
    entities_open: bool = False
    # Read off the map of changes: no part of what tells one organisation from another.
    reorganised: bool = field(default=False, compare=False)

    def in_force(self, day: date) -> bool:
        """True where it may be chosen that day."""
        return in_force(self.valid_from, self.valid_to, day)

    @property
    def listed(self) -> str:
        """How a list names it: by what tells it from the others first, then in full where that says more.

        >>> Ministry("culture", "Ministère de la Culture", "Culture").listed
        'Culture'
        >>> Ministry("sociaux", "Travail, santé, solidarités", "Ministères sociaux").listed
        'Ministères sociaux (Travail, santé, solidarités)'
        """
        return self.short_name if self.name.endswith(self.short_name) else f"{self.short_name} ({self.name})"


@dataclass(frozen=True)
class Entity:
    """A part of a ministry, and from which day to which, both included. The code of its id never changes."""

    id: str
    ministry_id: str
    name: str
    valid_from: date | None = None
    valid_to: date | None = None

    def in_force(self, day: date) -> bool:
        """True where it may be chosen that day."""
        return in_force(self.valid_from, self.valid_to, day)

    @property
    def code(self) -> str:
        """Its identifier within the ministry that made it known."""
        return self.id.partition(".")[2]


def entity_id(ministry_id: str, code: str) -> str:
    """The identifier of an entity: that of its ministry, and its code there; it keeps it wherever it moves."""
    return f"{ministry_id}.{code}"


def in_force(valid_from: date | None, valid_to: date | None, day: date) -> bool:
    """True from the first day to the last, both included; None leaves that side open."""
    return (valid_from is None or valid_from <= day) and (valid_to is None or day <= valid_to)


def alphabetical(name: str) -> str:
    """What to sort a name by: its letters without accents or case.

    >>> sorted(["Europe", "écologie", "Armées"], key=alphabetical)
    ['Armées', 'écologie', 'Europe']
    """
    return "".join(letter for letter in normalize("NFD", name.casefold()) if not combining(letter))


OTHER_EMPLOYER = "autre-employeur-public"
UNKNOWN = "je-ne-sais-pas"
OTHERS = (
    Ministry(OTHER_EMPLOYER, "Autre employeur public", "Autre employeur", MinistryKind.OTHER_EMPLOYER),
    Ministry(UNKNOWN, "Je ne sais pas", "Je ne sais pas", MinistryKind.UNKNOWN),
)
