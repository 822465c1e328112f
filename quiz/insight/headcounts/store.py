"""Headcounts, of ministries and of some of their entities: kept apart, since the first close the ranges of figures."""

import json
from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import Select, select
from sqlalchemy.engine import Connection, Row

from quiz.identity.organisation.tables import EntityRow
from quiz.insight.headcount import AnyHeadcount, EntityHeadcount, Headcount
from quiz.insight.headcounts.page import Declared
from quiz.insight.headcounts.tables import EntityHeadcountRow, HeadcountRow
from quiz.storage.upsert import upsert

KEYS = ["ministry_id", "counted_on"]


def declare(connection: Connection, ministry_id: str, declared: AnyHeadcount, now: datetime) -> None:
    """Keep a headcount; a second one of the same day, and of the same kind, replaces the first."""
    of_some = isinstance(declared, EntityHeadcount)
    headcount = declared.headcount if isinstance(declared, EntityHeadcount) else declared
    values: dict[str, Any] = {
        "ministry_id": ministry_id,
        "counted_on": headcount.on,
        "agents": headcount.value,
        "source": headcount.source,
        "perimeter": headcount.perimeter,
        "declared_at": now,
    }
    if isinstance(declared, EntityHeadcount):
        values["entities"] = json.dumps(declared.entities)
    statement = upsert(connection, EntityHeadcountRow if of_some else HeadcountRow).values(values)
    replaced = {name: statement.excluded[name] for name in values if name not in KEYS}
    connection.execute(statement.on_conflict_do_update(index_elements=KEYS, set_=replaced))


def of_ministries(connection: Connection, declared_by: datetime) -> dict[str, Headcount]:
    """The headcount of each ministry as known at a moment: the latest counted of those declared by then."""
    return {row.ministry_id: _of(row) for row in connection.execute(_known(HeadcountRow, declared_by))}


def of_entities(
    connection: Connection, declared_by: datetime, ministry_id: str | None = None
) -> dict[str, EntityHeadcount]:
    """The same, of some entities of each ministry, or of one."""
    query = _known(EntityHeadcountRow, declared_by)
    if ministry_id is not None:
        query = query.where(EntityHeadcountRow.ministry_id == ministry_id)
    return {row.ministry_id: _of_some(row) for row in connection.execute(query)}


def history(connection: Connection, ministry_id: str) -> tuple[Declared, ...]:
    """Every headcount of a ministry, those of some entities with their names, the one counted last first."""
    whole, some = (
        connection.execute(select(row).where(row.ministry_id == ministry_id)).all()
        for row in (HeadcountRow, EntityHeadcountRow)
    )
    called = names(connection, {entity for row in some for entity in _of_some(row).entities})
    found = [Declared(_of(row), row.declared_at) for row in whole]
    found += [
        Declared(_of(row), row.declared_at, tuple(called[entity] for entity in _of_some(row).entities)) for row in some
    ]
    return tuple(sorted(found, key=lambda each: each.headcount.on, reverse=True))


def names(connection: Connection, entities: Iterable[str]) -> Mapping[str, str]:
    """What entities are called, those that are gone too."""
    asked = sorted(entities)
    if not asked:
        return {}
    rows = connection.execute(select(EntityRow.id, EntityRow.name).where(EntityRow.id.in_(asked)))
    return {row.id: row.name for row in rows}


def _known(row: type[HeadcountRow] | type[EntityHeadcountRow], declared_by: datetime) -> Select[Any]:
    return select(row).where(row.declared_at <= declared_by).order_by(row.counted_on)


def _of(row: Row[Any]) -> Headcount:
    return Headcount(row.agents, row.counted_on, row.source, row.perimeter)


def _of_some(row: Row[Any]) -> EntityHeadcount:
    return EntityHeadcount(_of(row), tuple(json.loads(row.entities)))
