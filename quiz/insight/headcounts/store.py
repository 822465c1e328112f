"""Headcounts, of ministries and of some of their entities: kept apart, since the first close the ranges of figures."""

import json
from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import Text, cast, null, select, union_all
from sqlalchemy.engine import Connection, Row

from quiz.identity.organisation.tables import EntityRow
from quiz.insight.headcount import AnyHeadcount, EntityHeadcount, Headcount, Headcounts
from quiz.insight.headcounts.page import Declared
from quiz.insight.headcounts.tables import EntityHeadcountRow, HeadcountRow
from quiz.storage.upsert import upsert

KEYS = ["ministry_id", "counted_on"]
COLUMNS = (*KEYS, "agents", "source", "perimeter", "declared_at")
# Both kinds in one reading; of a whole ministry, no entities are named.
EVERY = union_all(
    select(*(getattr(HeadcountRow, name) for name in COLUMNS), cast(null(), Text).label("entities")),
    select(*(getattr(EntityHeadcountRow, name) for name in COLUMNS), EntityHeadcountRow.entities),
).subquery()


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


def known(connection: Connection, declared_by: datetime) -> Headcounts:
    """The headcounts known at a moment: of each ministry and kind, the latest counted of those declared by then."""
    rows = connection.execute(select(EVERY).where(EVERY.c.declared_at <= declared_by).order_by(EVERY.c.counted_on))
    of_ministries: dict[str, Headcount] = {}
    of_entities: dict[str, EntityHeadcount] = {}
    for row in rows:
        if row.entities is None:
            of_ministries[row.ministry_id] = _of(row)
        else:
            of_entities[row.ministry_id] = EntityHeadcount(_of(row), _entities(row))
    return Headcounts(of_ministries, of_entities)


def history(connection: Connection, ministry_id: str) -> tuple[Declared, ...]:
    """Every headcount of a ministry, those of some entities with their names, the one counted last first."""
    rows = connection.execute(
        select(EVERY).where(EVERY.c.ministry_id == ministry_id).order_by(EVERY.c.counted_on.desc(), EVERY.c.entities)
    ).all()
    called = names(connection, {entity for row in rows for entity in _entities(row)})
    return tuple(
        Declared(_of(row), row.declared_at, tuple(called[entity] for entity in _entities(row))) for row in rows
    )


def names(connection: Connection, entities: Iterable[str]) -> Mapping[str, str]:
    """What entities are called, those that are gone too."""
    asked = sorted(entities)
    if not asked:
        return {}
    rows = connection.execute(select(EntityRow.id, EntityRow.name).where(EntityRow.id.in_(asked)))
    return {row.id: row.name for row in rows}


def _of(row: Row[Any]) -> Headcount:
    return Headcount(row.agents, row.counted_on, row.source, row.perimeter)


def _entities(row: Row[Any]) -> tuple[str, ...]:
    return tuple(json.loads(row.entities)) if row.entities else ()
