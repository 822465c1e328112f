"""What the dashboard of an entity shows."""

from dataclasses import dataclass
from datetime import date, datetime

from quiz.identity.ministry import Entity, Ministry


@dataclass(frozen=True)
class EntityPage:
    """An entity, its ministry, and the link that leads its agents here with their entity already named.

    `readable_until` is the last day for whom a role has ended; `ministry_url` is for those who see the ministry too.
    """

    title: str
    entity: Entity
    ministry: Ministry
    next_at: datetime
    invitation_url: str
    ministry_url: str
    readable_until: date | None
    small_group: int
    published_at: datetime | None = None
    # The least number of agents that is told; 0 tells nothing.
    at_least: int = 0
