"""Who is asking: a random id, an organisation, and the roles resolved at sign-in."""

import json
from dataclasses import dataclass
from uuid import UUID

from quiz.identity.organisation.suggestion import Why
from quiz.identity.permission import Permission, may
from quiz.identity.role import Grant, Role


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

    def ministries(self, role: Role) -> tuple[str, ...]:
        """The ministries a role is held for, in the order they were granted."""
        return tuple(grant.ministry_id for grant in self.grants if grant.role is role and grant.ministry_id)


VISITOR = Asker()


def grants_to_json(grants: tuple[Grant, ...]) -> str:
    """Grants as a session keeps them."""
    return json.dumps([[grant.role.value, grant.ministry_id] for grant in grants])


def grants_from_json(text: str) -> tuple[Grant, ...]:
    """The grants a session kept."""
    return tuple(Grant(Role(role), ministry_id) for role, ministry_id in json.loads(text))
