"""Who is asking: a random id, an organisation, and the roles resolved at sign-in."""

import json
from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from quiz.identity.organisation.suggestion import Why
from quiz.identity.permission import Permission, may, reaches
from quiz.identity.role import FORMER, Grant, Role, held_on


@dataclass(frozen=True)
class Asker:
    """Someone who asks for a page; without `person_id`, a visitor who has not signed in."""

    person_id: UUID | None = None
    ministry_id: str | None = None
    suggested_ministry_id: str | None = None
    suggested_entity_id: str | None = None
    suggestion_reason: Why | None = None
    entity_id: str | None = None
    grants: tuple[Grant, ...] = (Grant(Role.VISITOR),)
    strong: bool = False

    @property
    def signed_in(self) -> bool:
        """True once the asker is known to be someone."""
        return self.person_id is not None

    def may(self, permission: Permission, ministry_id: str | None = None, entity_id: str | None = None) -> bool:
        """True where one of the roles held allows it, within that ministry or entity when one is named."""
        return may(self.grants, permission, ministry_id, entity_id)

    def on(self, day: date) -> "Asker":
        """The asker with the roles that still hold on a day."""
        if all(grant.until is None for grant in self.grants):
            return self
        return replace(self, grants=held_on(self.grants, day))

    def ending(self, day: date) -> date | None:
        """The last day of the first role that ends within thirty days."""
        return min((grant.until for grant in self.grants if grant.until and grant.ends_soon(day)), default=None)

    def reads_until(self, ministry_id: str, entity_id: str | None = None) -> date | None:
        """The last day whose published figures of a ministry or entity may be read; None where none is too late."""
        see = Permission.SEE_ENTITY_FIGURES if entity_id else Permission.SEE_MINISTRY_FIGURES
        former = [grant for grant in self.grants if grant.role in FORMER.values()]
        if may((grant for grant in self.grants if grant not in former), see, ministry_id, entity_id):
            return None
        return max(
            (each.until for each in former if each.until and reaches(each, ministry_id, entity_id)), default=None
        )

    def ministries(self, role: Role) -> tuple[str, ...]:
        """The ministries a role is held for, in the order they were granted."""
        return tuple(grant.ministry_id for grant in self.grants if grant.role is role and grant.ministry_id)

    @property
    def entities(self) -> tuple[tuple[str, str], ...]:
        """The entities a role is bounded to, each after its ministry of the day it was granted."""
        return tuple(
            (grant.ministry_id, grant.entity_id) for grant in self.grants if grant.ministry_id and grant.entity_id
        )


VISITOR = Asker()


def grants_to_json(grants: tuple[Grant, ...]) -> str:
    """Grants as a session keeps them."""
    return json.dumps(
        [
            [grant.role.value, grant.ministry_id, grant.until and grant.until.isoformat(), grant.label, grant.entity_id]
            for grant in grants
        ]
    )


def grants_from_json(text: str) -> tuple[Grant, ...]:
    """The grants a session kept; one opened by an earlier version knew neither end, label nor entity."""
    return tuple(_grant(*kept) for kept in json.loads(text))


def _grant(
    role: str, ministry_id: str | None, until: str | None = None, label: str = "", entity_id: str | None = None
) -> Grant:
    return Grant(Role(role), ministry_id, date.fromisoformat(until) if until else None, label, entity_id)
