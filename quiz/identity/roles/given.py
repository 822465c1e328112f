"""A role as it was given, for those who review roles."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from quiz.identity.audit.act import BETWEEN
from quiz.identity.role import Grant, Role


@dataclass(frozen=True)
class Given:
    """A grant with its number, and whether its holder stands in for another."""

    number: int
    grant: Grant
    deputy: bool
    granted_at: datetime


def leaves_no_pilot(pilots: Iterable[Given], taken_back: Iterable[int], day: date) -> bool:
    """True where taking these roles back takes the last pilot there is that day: nobody could give a role any more.

    >>> one = Given(1, Grant(Role.PILOT), False, datetime(2026, 11, 23))
    >>> ended = Given(2, Grant(Role.PILOT, None, date(2026, 1, 1)), False, datetime(2025, 1, 1))
    >>> leaves_no_pilot([one, ended], [1], date(2026, 11, 23)), leaves_no_pilot([one, ended], [2], date(2026, 11, 23))
    (True, False)
    """
    numbers = set(taken_back)
    acting = {each.number for each in pilots if each.grant.role is Role.PILOT and not each.grant.ended(day)}
    return bool(acting & numbers) and acting <= numbers


def spoken(grant: Grant) -> str:
    """A grant as the audit log keeps it: the role, its scope where it has one, its label.

    >>> spoken(Grant(Role.REFERENT, "rivages", label="poste 2"))
    'referent · rivages · poste 2'
    >>> spoken(Grant(Role.ENTITY_REFERENT, "rivages", label="poste 3", entity_id="rivages.ports"))
    'entity_referent · rivages · rivages.ports · poste 3'
    """
    return BETWEEN.join(part for part in (grant.role.value, grant.ministry_id, grant.entity_id, grant.label) if part)
