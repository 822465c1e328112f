"""The pages of organisations, each one frozen value: all that its template receives."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from quiz.identity.ministry import Entity, Ministry, MinistryKind, alphabetical
from quiz.identity.organisation.changes import FormerName


@dataclass(frozen=True)
class MinistryPage:
    """The organisation suggested and why, those that can be chosen, and what is wrong with the last choice."""

    title: str
    next_path: str
    suggested: Ministry | None
    suggested_entity: Entity | None
    why: str
    current: Ministry | None
    former_names: tuple[FormerName, ...]
    current_entity: Entity | None
    entity_awaited: bool
    choices: tuple[Ministry, ...]
    others: tuple[Ministry, ...]
    choose_url: str
    error: str | None = None


@dataclass(frozen=True)
class EntityPage:
    """The entities of a ministry that an agent may name."""

    title: str
    next_path: str
    ministry: Ministry
    entities: tuple[Entity, ...]
    small_group: int
    error: str | None = None


def choices(known: Iterable[Ministry], today: date) -> tuple[Ministry, ...]:
    """The ministries that may be chosen that day, in alphabetical order of what tells them apart."""
    found = (each for each in known if each.kind is MinistryKind.MINISTRY and each.in_force(today))
    return tuple(sorted(found, key=lambda each: alphabetical(each.short_name)))


def others(known: Iterable[Ministry]) -> tuple[Ministry, ...]:
    """The answers that are no ministry."""
    return tuple(each for each in known if each.kind is not MinistryKind.MINISTRY)
