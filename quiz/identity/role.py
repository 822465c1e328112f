"""Roles, and what it is to hold one: everywhere, or within a ministry."""

from dataclasses import dataclass
from enum import Enum


class Role(Enum):
    """What someone may be here. Everyone is a visitor; everyone signed in is an agent."""

    VISITOR = "visitor"
    AGENT = "agent"
    REFERENT = "referent"
    AUTHOR = "author"
    PILOT = "pilot"
    OPERATOR = "operator"


@dataclass(frozen=True)
class Grant:
    """A role held; `ministry_id` bounds its scope, None leaves it unbounded."""

    role: Role
    ministry_id: str | None = None
