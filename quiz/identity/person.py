"""Who is asking: a random id, an organisation, and the roles resolved at sign-in."""

import json
from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from quiz.identity.organisation.suggestion import Why
from quiz.identity.permission import Permission, may
from quiz.identity.role import Grant, Role, held_on


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

    def may(self, permission: Permission, ministry_id: str | None = None) -> bool:
        """True where one of the roles held allows it, within that ministry when one is named."""
        return may(self.grants, permission, ministry_id)

    def on(self, day: date) -> "Asker":
        """The asker with the roles that still hold on a day."""
        if all(grant.until is None for grant in self.grants):
            return self
        return replace(self, grants=held_on(self.grants, day))

    def ending(self, day: date) -> date | None:
        """The last day of the first role that ends within thirty days."""
        return min((grant.until for grant in self.grants if grant.until and grant.ends_soon(day)), default=None)

    def reads_until(self, ministry_id: str) -> date | None:
        """The last day whose published figures of a ministry may be read; None where none is too late."""
        if may((grant for grant in self.grants if grant.role is not Role.FORMER_REFERENT), SEE, ministry_id):
            return None
        ends = [grant.until for grant in self.grants if grant.until and grant.ministry_id in (None, ministry_id)]
        return max(ends, default=None)

    def ministries(self, role: Role) -> tuple[str, ...]:
        """The ministries a role is held for, in the order they were granted."""
        return tuple(grant.ministry_id for grant in self.grants if grant.role is role and grant.ministry_id)


VISITOR = Asker()
SEE = Permission.SEE_MINISTRY_FIGURES


def grants_to_json(grants: tuple[Grant, ...]) -> str:
    """Grants as a session keeps them."""
    return json.dumps(
        [
            [grant.role.value, grant.ministry_id, grant.until and grant.until.isoformat(), grant.label]
            for grant in grants
        ]
    )


def grants_from_json(text: str) -> tuple[Grant, ...]:
    """The grants a session kept; one opened by an earlier version knew neither end nor label."""
    return tuple(_grant(*kept) for kept in json.loads(text))


def _grant(role: str, ministry_id: str | None, until: str | None = None, label: str = "") -> Grant:
    return Grant(Role(role), ministry_id, date.fromisoformat(until) if until else None, label)
