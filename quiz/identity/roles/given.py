"""A role as it was given, for those who review roles."""

from dataclasses import dataclass
from datetime import datetime

from quiz.identity.audit.act import BETWEEN
from quiz.identity.role import Grant


@dataclass(frozen=True)
class Given:
    """A grant with its number, and whether its holder stands in for another."""

    number: int
    grant: Grant
    deputy: bool
    granted_at: datetime


def spoken(grant: Grant) -> str:
    """A grant as the audit log keeps it: the role, its scope where it has one, its label.

    >>> from quiz.identity.role import Role
    >>> spoken(Grant(Role.REFERENT, "rivages", label="poste 2"))
    'referent · rivages · poste 2'
    """
    return BETWEEN.join(part for part in (grant.role.value, grant.ministry_id, grant.label) if part)
