"""What the audit log holds: acts that change what others may see, and who did them, by role and never by name."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import Enum

from quiz.identity.role import Grant, Role

LONGEST = 300
BETWEEN = " · "


class Act(Enum):
    """What was done."""

    ROLE_GRANTED = "role_granted"
    ROLE_REVOKED = "role_revoked"
    ROLE_REQUEST_DECLINED = "role_request_declined"
    MODULE_PUBLISHED = "module_published"
    FIGURES_PUBLISHED = "figures_published"
    FIGURES_EXPORTED = "figures_exported"
    TOKEN_MADE = "token_made"  # noqa: S105 - an act, not a secret
    TOKEN_REVOKED = "token_revoked"  # noqa: S105 - the same
    HEADCOUNT_DECLARED = "headcount_declared"
    TARGET_DECLARED = "target_declared"
    ACTION_DECLARED = "action_declared"
    ACTION_WITHDRAWN = "action_withdrawn"
    ORGANISATIONS_CHANGED = "organisations_changed"
    DATABASE_COPIED = "database_copied"
    DATABASE_RESTORED = "database_restored"
    KEY_ROTATED = "key_rotated"
    LINES_DELETED = "lines_deleted"


@dataclass(frozen=True)
class Who:
    """Who acts: a role, or what runs without anyone, with the label of the role; never a name."""

    role: str
    label: str = ""


@dataclass(frozen=True)
class Entry:
    """One line of the log; `what` names no one either."""

    number: int
    at: datetime
    act: Act
    who: Who
    what: str


# What becomes of organisations, after the ministry it is about where it is about one.
LOADED, OPENED, CLOSED, ACCEPTED = "loaded", "opened", "closed", "accepted"
# Where nobody is signed in: a `quiz` command typed by an operator, or the timer.
COMMAND = Who("command")
TIMER = Who("timer")
STRONGEST_FIRST = (Role.PILOT, Role.OPERATOR, Role.AUTHOR, Role.REFERENT, Role.ENTITY_REFERENT)


def signature(grants: Iterable[Grant]) -> Who:
    """Who acts with these roles: the strongest of them, under its label.

    >>> signature([Grant(Role.AGENT), Grant(Role.AUTHOR, label="poste 1"), Grant(Role.PILOT, label="mission, poste 2")])
    Who(role='pilot', label='mission, poste 2')
    """
    held = tuple(grants)
    strongest = (grant for role in STRONGEST_FIRST for grant in held if grant.role is role)
    grant = next(strongest, Grant(Role.AGENT))
    return Who(grant.role.value, grant.label)
