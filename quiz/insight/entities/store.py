"""Counts by entity, which only the publisher reads, and the levels it publishes."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime

from sqlalchemy import and_, func, insert, select
from sqlalchemy.engine import Connection, Row

from quiz.identity.ministry import Entity, Ministry
from quiz.identity.organisation import store as organisations
from quiz.identity.organisation.tables import EntityRow
from quiz.insight.entities.levels import EntityFigures, Level, entity_figures
from quiz.insight.entities.page import EntityTable, entity_table
from quiz.insight.entities.perimeter import Perimeter, perimeter
from quiz.insight.entities.tables import EntityLevelRow, EntityTallyRow
from quiz.insight.figures import AT_LEAST_ONE, MinistryFigures
from quiz.insight.headcount import EntityHeadcount
from quiz.insight.headcounts import store as headcounts
from quiz.insight.publication import Publication
from quiz.insight.tables import PublishedCellRow
from quiz.storage.upsert import upsert

LEVELS = (
    select(
        EntityLevelRow.ministry_id,
        EntityLevelRow.entity_id,
        EntityLevelRow.at_least,
        func.coalesce(PublishedCellRow.low, 0).label("total"),
        EntityRow.name,
    )
    .join(EntityRow, EntityRow.id == EntityLevelRow.entity_id)
    .join(
        PublishedCellRow,
        and_(
            PublishedCellRow.publication_id == EntityLevelRow.publication_id,
            PublishedCellRow.ministry_id == EntityLevelRow.ministry_id,
            PublishedCellRow.module_slug == "",
            PublishedCellRow.measure == AT_LEAST_ONE,
        ),
    )
    .order_by(EntityLevelRow.ministry_id)
)


def add(connection: Connection, ministry_id: str, added: Mapping[str, int]) -> None:
    """Add agents to the counts of a ministry's entities."""
    statement = upsert(connection, EntityTallyRow)
    rows = [
        {"ministry_id": ministry_id, "entity_id": entity_id, "agents": agents}
        for entity_id, agents in sorted(added.items())
    ]
    if rows:
        connection.execute(
            statement.on_conflict_do_update(
                index_elements=["ministry_id", "entity_id"],
                set_={"agents": EntityTallyRow.agents + statement.excluded.agents},
            ),
            rows,
        )


def figures(connection: Connection, publication_id: int, ministry_id: str | None = None) -> dict[str, EntityFigures]:
    """The levels that a publication tells, of every ministry that has entities in it or of one."""
    return named_figures(connection, publication_id, ministry_id)[0]


def named_figures(
    connection: Connection, publication_id: int, ministry_id: str | None = None
) -> tuple[dict[str, EntityFigures], dict[str, str]]:
    """The same, and the names of their entities."""
    query = LEVELS.where(EntityLevelRow.publication_id == publication_id)
    if ministry_id is not None:
        query = query.where(EntityLevelRow.ministry_id == ministry_id)
    rows = connection.execute(query).all()
    return of_rows(rows), {row.entity_id: row.name for row in rows}


def table(
    connection: Connection, publication: Publication, ministry: MinistryFigures, declared: Mapping[str, EntityHeadcount]
) -> EntityTable | None:
    """What a publication prints of a ministry's entities, `declared` being known; none where it had not opened them."""
    found, names = named_figures(connection, publication.id, ministry.ministry)
    if not found:
        return None
    cut = perimeters(connection, publication, found, names, [ministry], declared)
    return entity_table(found[ministry.ministry], names, cut.get(ministry.ministry))


def perimeters(
    connection: Connection,
    publication: Publication,
    told: Mapping[str, EntityFigures],
    named: Mapping[str, str],
    ministries: Iterable[MinistryFigures],
    known: Mapping[str, EntityHeadcount],
) -> dict[str, Perimeter]:
    """The numerators cut to a headcount of some entities, under those `known` when they were published.

    `told` are their levels, `named` what the entities of these are called: those counted are nearly always among them.
    """
    counted = {entity for ministry in known.keys() & told.keys() for entity in known[ministry].entities}
    names = {**named, **headcounts.names(connection, counted - named.keys())}
    return {
        each.ministry: perimeter(known[each.ministry], each, told[each.ministry], names, publication.small_group)
        for each in ministries
        if each.ministry in known and each.ministry in told
    }


def latest(connection: Connection) -> dict[str, EntityFigures]:
    """The last levels told of each ministry, however long ago."""
    last = (
        select(EntityLevelRow.ministry_id, func.max(EntityLevelRow.publication_id).label("publication_id"))
        .group_by(EntityLevelRow.ministry_id)
        .subquery()
    )
    query = LEVELS.join(
        last,
        and_(last.c.ministry_id == EntityLevelRow.ministry_id, last.c.publication_id == EntityLevelRow.publication_id),
    )
    return of_rows(connection.execute(query).all())


def of_rows(rows: Sequence[Row[str, str, int, int, str]]) -> dict[str, EntityFigures]:
    """The figures that rows keep, by ministry."""
    levels: dict[str, list[Level]] = {}
    for row in rows:
        levels.setdefault(row.ministry_id, []).append(Level(row.entity_id, row.at_least))
    totals = {row.ministry_id: row.total for row in rows}
    return {
        ministry_id: EntityFigures(ministry_id, totals[ministry_id], tuple(sorted(found, key=lambda each: each.entity)))
        for ministry_id, found in levels.items()
    }


def made(
    connection: Connection,
    ministries: Iterable[Ministry],
    published: Mapping[str, MinistryFigures],
    day: date,
    now: datetime,
    small_group: int,
) -> dict[str, EntityFigures]:
    """The levels to publish beside the figures of ministries, of those that have opened their entities."""
    before, declared = latest(connection), headcounts.known(connection, now).of_entities
    counted: dict[str, dict[str, int]] = {}
    for ministry_id, entity_id, agents in connection.execute(
        select(EntityTallyRow.ministry_id, EntityTallyRow.entity_id, EntityTallyRow.agents)
    ):
        counted.setdefault(ministry_id, {})[entity_id] = agents
    named: dict[str, list[Entity]] = {}
    for entity in organisations.every_entity(connection):
        if entity.in_force(day):
            named.setdefault(entity.ministry_id, []).append(entity)
    return {
        each.id: entity_figures(
            published[each.id],
            [entity.id for entity in named.get(each.id, ())],
            counted.get(each.id, {}),
            before.get(each.id),
            small_group,
            declared.get(each.id),
        )
        for each in ministries
        if each.entities_open and each.id in published and (each.id in named or each.id in before)
    }


def save(connection: Connection, publication_id: int, published: Iterable[EntityFigures]) -> None:
    """Keep the levels of a publication."""
    rows = [
        {
            "publication_id": publication_id,
            "ministry_id": each.ministry,
            "entity_id": level.entity,
            "at_least": level.at_least,
        }
        for each in published
        for level in each.levels
    ]
    if rows:
        connection.execute(insert(EntityLevelRow), rows)
