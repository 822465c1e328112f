"""Headcounts of some entities of a ministry: kept apart from its own, which closes the ranges of its figures."""

import json
from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.engine import Connection, Row

from quiz.identity.organisation.tables import EntityRow
from quiz.insight.headcount import EntityHeadcount, Headcount
from quiz.insight.headcounts.page import Declared
from quiz.insight.headcounts.tables import EntityHeadcountRow
from quiz.storage.upsert import upsert


def declare(connection: Connection, ministry_id: str, declared: EntityHeadcount, now: datetime) -> None:
    """Keep a headcount of some entities; a second one of the same day replaces the first."""
    statement = upsert(connection, EntityHeadcountRow).values(
        ministry_id=ministry_id,
        counted_on=declared.headcount.on,
        agents=declared.headcount.value,
        source=declared.headcount.source,
        perimeter=declared.headcount.perimeter,
        entities=json.dumps(declared.entities),
        declared_at=now,
    )
    kept = ("agents", "source", "perimeter", "entities", "declared_at")
    connection.execute(
        statement.on_conflict_do_update(
            index_elements=["ministry_id", "counted_on"], set_={name: statement.excluded[name] for name in kept}
        )
    )


def latest(connection: Connection, declared_by: datetime, ministry_id: str | None = None) -> dict[str, EntityHeadcount]:
    """The headcount of some entities of each ministry, or of one: the latest counted of those declared by then."""
    query = (
        select(EntityHeadcountRow)
        .where(EntityHeadcountRow.declared_at <= declared_by)
        .order_by(EntityHeadcountRow.counted_on)
    )
    if ministry_id is not None:
        query = query.where(EntityHeadcountRow.ministry_id == ministry_id)
    return {row.ministry_id: _of(row) for row in connection.execute(query)}


def declared(connection: Connection, ministry_id: str) -> tuple[Declared, ...]:
    """Every headcount of some entities of a ministry, each with their names, the one counted last first."""
    rows = connection.execute(
        select(EntityHeadcountRow)
        .where(EntityHeadcountRow.ministry_id == ministry_id)
        .order_by(EntityHeadcountRow.counted_on.desc())
    ).all()
    found = [(_of(row), row.declared_at) for row in rows]
    called = names(connection, {entity for each, _ in found for entity in each.entities})
    return tuple(
        Declared(each.headcount, declared_at, tuple(called[entity] for entity in each.entities))
        for each, declared_at in found
    )


def names(connection: Connection, entities: Iterable[str]) -> Mapping[str, str]:
    """What entities are called, those that are gone too."""
    asked = sorted(entities)
    if not asked:
        return {}
    rows = connection.execute(select(EntityRow.id, EntityRow.name).where(EntityRow.id.in_(asked)))
    return {row.id: row.name for row in rows}


def _of(row: Row[Any]) -> EntityHeadcount:
    return EntityHeadcount(
        Headcount(row.agents, row.counted_on, row.source, row.perimeter), tuple(json.loads(row.entities))
    )
