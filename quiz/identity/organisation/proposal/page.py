"""The pages of entities, each one frozen value."""

from dataclasses import dataclass
from datetime import datetime

from quiz.identity.ministry import Entity, Ministry
from quiz.identity.organisation.proposal.difference import Difference


@dataclass(frozen=True)
class ToCorrect:
    """One thing to correct in a sheet: its cell where it is about one, what is wrong, what to do."""

    cell: str
    message: str
    hint: str


@dataclass(frozen=True)
class EntitiesPage:
    """The entities of a ministry, whether agents are asked for theirs, and what became of the last sheet."""

    title: str
    ministry: Ministry
    entities: tuple[Entity, ...]
    waiting_since: datetime | None
    refused_on: datetime | None
    problems: tuple[ToCorrect, ...] = ()


@dataclass(frozen=True)
class ProposalLine:
    """One proposal in the pilot's list."""

    url: str
    ministry: str
    proposed_at: datetime
    decision: str | None


@dataclass(frozen=True)
class ProposalsPage:
    """The proposals of all ministries, those that wait first."""

    title: str
    lines: tuple[ProposalLine, ...]


@dataclass(frozen=True)
class ProposalPage:
    """One proposal beside what is known, to accept or refuse."""

    title: str
    ministry: Ministry
    proposed_at: datetime
    decision: str | None
    decided_at: datetime | None
    difference: Difference
