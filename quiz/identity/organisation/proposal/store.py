"""Proposals of entities, kept until the pilot decides."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import delete, insert, select, update
from sqlalchemy.engine import Connection, Row

from quiz.identity.ministry import Entity
from quiz.identity.organisation.tables import EntityProposalRow, EntityRow


@dataclass(frozen=True)
class Proposal:
    """The entities a referent proposes for a ministry, and what was decided, if it was."""

    id: int
    ministry_id: str
    entities: tuple[Entity, ...]
    proposed_at: datetime
    decision: str | None
    decided_at: datetime | None


ACCEPTED, REFUSED = "accepted", "refused"
LATEST = 50


def propose(connection: Connection, ministry_id: str, entities: Iterable[Entity], now: datetime) -> None:
    """Keep a proposal, in the place of the one of this ministry that still waits."""
    connection.execute(
        delete(EntityProposalRow).where(
            EntityProposalRow.ministry_id == ministry_id, EntityProposalRow.decision.is_(None)
        )
    )
    said = [[each.id, each.name, *(day and day.isoformat() for day in (each.valid_from, each.valid_to))]
            for each in entities]  # fmt: skip
    connection.execute(
        insert(EntityProposalRow).values(
            ministry_id=ministry_id, entities=json.dumps(said, ensure_ascii=False), proposed_at=now
        )
    )


def proposals(connection: Connection, *, ministry_id: str | None = None) -> tuple[Proposal, ...]:
    """The latest proposals, those that wait first; of every ministry, or of one."""
    row = EntityProposalRow
    query = select(row).order_by(row.decision.is_not(None), row.proposed_at.desc(), row.id.desc()).limit(LATEST)
    if ministry_id is not None:
        query = query.where(row.ministry_id == ministry_id)
    return tuple(_proposal(found) for found in connection.execute(query))


def proposal(connection: Connection, number: int, *, lock: bool = False) -> Proposal | None:
    """One proposal; locked, nobody else decides meanwhile."""
    query = select(EntityProposalRow).where(EntityProposalRow.id == number)
    found = connection.execute(query.with_for_update() if lock else query).first()
    return _proposal(found) if found else None


def decide(connection: Connection, number: int, decision: str, now: datetime) -> None:
    """Keep what was decided."""
    connection.execute(
        update(EntityProposalRow).where(EntityProposalRow.id == number).values(decision=decision, decided_at=now)
    )


def elsewhere(connection: Connection, ministry_id: str) -> frozenset[str]:
    """The entities this ministry gave a code to, and that are another's now."""
    row = EntityRow
    found = select(row.id).where(row.id.startswith(f"{ministry_id}.", autoescape=True), row.ministry_id != ministry_id)
    return frozenset(connection.scalars(found))


def _proposal(row: Row[Any]) -> Proposal:
    said = [
        Entity(name, row.ministry_id, title, *(date.fromisoformat(day) if day else None for day in days))
        for name, title, *days in json.loads(row.entities)
    ]
    return Proposal(row.id, row.ministry_id, tuple(said), row.proposed_at, row.decision, row.decided_at)
