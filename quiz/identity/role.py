"""Roles, and what it is to hold one: everywhere or within a ministry, for good or until a day."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from enum import Enum

# A role that ends says so this long before; what was published until then stays readable this long after.
WARNED_BEFORE = timedelta(days=30)
READABLE_AFTER = timedelta(days=30)


class Role(Enum):
    """What someone may be here. Everyone is a visitor; everyone signed in is an agent."""

    VISITOR = "visitor"
    AGENT = "agent"
    REFERENT = "referent"
    FORMER_REFERENT = "former_referent"
    ENTITY_REFERENT = "entity_referent"
    FORMER_ENTITY_REFERENT = "former_entity_referent"
    AUTHOR = "author"
    PILOT = "pilot"
    OPERATOR = "operator"


# Those that can be given; the others are had by coming, by signing in, or by the end of another.
GRANTABLE = (Role.REFERENT, Role.ENTITY_REFERENT, Role.AUTHOR, Role.PILOT, Role.OPERATOR)
# Roles within a ministry, and what is left of them for thirty days.
FORMER = {Role.REFERENT: Role.FORMER_REFERENT, Role.ENTITY_REFERENT: Role.FORMER_ENTITY_REFERENT}


@dataclass(frozen=True)
class Grant:
    """A role held; `ministry_id` bounds its scope, None leaves it unbounded; `until` is its last day.

    `entity_id` bounds it further, to a part of the ministry, wherever that part moves. `label` says whose it is
    without naming anyone; it makes no difference to what is allowed.
    """

    role: Role
    ministry_id: str | None = None
    until: date | None = None
    label: str = field(default="", compare=False)
    entity_id: str | None = None

    def ended(self, day: date) -> bool:
        """True once the last day is past."""
        return self.until is not None and day > self.until

    def ends_soon(self, day: date) -> bool:
        """True during the last thirty days."""
        return self.until is not None and not self.ended(day) and day >= self.until - WARNED_BEFORE


def held_on(grants: Iterable[Grant], day: date) -> tuple[Grant, ...]:
    """What grants are worth on a day: one that has ended gives nothing more, except that for thirty
    days a referent still reads what was published until then.
    """
    return tuple(held for grant in grants if (held := _worth(grant, day)) is not None)


def _worth(grant: Grant, day: date) -> Grant | None:
    if not grant.ended(day):
        return grant
    if grant.role in FORMER and grant.until is not None and day <= grant.until + READABLE_AFTER:
        return replace(grant, role=FORMER[grant.role])
    return None
