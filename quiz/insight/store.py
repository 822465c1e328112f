"""Headcounts, and published cells. Only the publisher reads tallies."""

import json
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any

from sqlalchemy import insert, or_, select
from sqlalchemy.engine import Connection, Row

from quiz.content import store as content
from quiz.identity import store as identity
from quiz.insight.cells import Cell, flat, from_flat
from quiz.insight.covers import cover_order
from quiz.insight.entities import store as entities
from quiz.insight.figures import MinistryFigures, cells, from_cells, ministry_figures
from quiz.insight.headcount import Headcount
from quiz.insight.headcounts.page import Declared
from quiz.insight.pooling import Pooled, pilot_table
from quiz.insight.publication import Publication
from quiz.insight.tables import HeadcountRow, PublicationRow, PublishedCellRow
from quiz.insight.tallies.keys import ministry_tally
from quiz.insight.tallies.store import fold_everything, totals
from quiz.insight.tally import MinistryTally
from quiz.storage.upsert import upsert
from quiz.web.formats import PARIS

CELLS = select(
    PublishedCellRow.ministry_id,
    PublishedCellRow.module_slug,
    PublishedCellRow.measure,
    PublishedCellRow.state,
    PublishedCellRow.low,
    PublishedCellRow.high,
)


def declare_headcount(connection: Connection, ministry_id: str, headcount: Headcount, now: datetime) -> None:
    """Keep a declared headcount; a second one of the same day replaces the first."""
    statement = upsert(connection, HeadcountRow).values(
        ministry_id=ministry_id,
        counted_on=headcount.on,
        agents=headcount.value,
        source=headcount.source,
        perimeter=headcount.perimeter,
        declared_at=now,
    )
    connection.execute(
        statement.on_conflict_do_update(
            index_elements=["ministry_id", "counted_on"],
            set_={name: statement.excluded[name] for name in ("agents", "source", "perimeter", "declared_at")},
        )
    )


def headcounts(connection: Connection, declared_by: datetime) -> dict[str, Headcount]:
    """The headcount of each ministry as known at a moment: the latest counted of those declared by then."""
    rows = connection.execute(
        select(HeadcountRow).where(HeadcountRow.declared_at <= declared_by).order_by(HeadcountRow.counted_on)
    )
    return {row.ministry_id: Headcount(row.agents, row.counted_on, row.source, row.perimeter) for row in rows}


def declared_headcounts(connection: Connection, ministry_id: str) -> tuple[Declared, ...]:
    """Every headcount of a ministry, the one counted last first: it is the one figures use."""
    rows = connection.execute(
        select(HeadcountRow).where(HeadcountRow.ministry_id == ministry_id).order_by(HeadcountRow.counted_on.desc())
    )
    return tuple(
        Declared(Headcount(row.agents, row.counted_on, row.source, row.perimeter), row.declared_at) for row in rows
    )


def latest_publication(connection: Connection, before: datetime | None = None) -> Publication | None:
    """The last publication, or the last before a moment; closed quarters aside."""
    query = (
        select(PublicationRow)
        .where(PublicationRow.quarter.is_(None))
        .order_by(PublicationRow.published_at.desc(), PublicationRow.id.desc())
        .limit(1)
    )
    row = connection.execute(query if before is None else query.where(PublicationRow.published_at < before)).first()
    return None if row is None else publication_of(row)


def publication_of(row: Row[Any]) -> Publication:
    """The publication a row keeps."""
    pool = json.loads(row.pool) if row.pool else None
    return Publication(
        row.id,
        row.published_at,
        row.small_group,
        tuple(json.loads(row.modules)),
        Pooled(tuple(pool["siblings"]), from_flat(*pool["cell"])) if pool else None,
    )


def figures(
    connection: Connection,
    publication: Publication,
    ministry_id: str | None = None,
    known_by: datetime | None = None,
) -> dict[str, MinistryFigures]:
    """The published figures of every ministry, or of one, under the headcounts known then or by another moment."""
    query = CELLS.where(PublishedCellRow.publication_id == publication.id)
    if ministry_id is not None:
        query = query.where(PublishedCellRow.ministry_id == ministry_id)
    known = headcounts(connection, known_by or publication.published_at)
    return {
        ministry: from_cells(ministry, publication.modules, known[ministry].value if ministry in known else None, found)
        for ministry, found in _by_ministry(connection, query).items()
    }


def figures_beside(
    connection: Connection, publication: Publication, ministry_id: str, known: Mapping[str, Headcount]
) -> dict[str, MinistryFigures]:
    """The figures of one ministry, and of the others what they are put beside: their headlines, without a module."""
    query = CELLS.where(
        PublishedCellRow.publication_id == publication.id,
        or_(PublishedCellRow.module_slug == "", PublishedCellRow.ministry_id == ministry_id),
    )
    return {
        ministry: from_cells(
            ministry,
            publication.modules if ministry == ministry_id else (),
            known[ministry].value if ministry in known else None,
            found,
        )
        for ministry, found in _by_ministry(connection, query).items()
    }


def _by_ministry(connection: Connection, query: Any) -> dict[str, list[tuple[str, str, Cell]]]:
    rows: dict[str, list[tuple[str, str, Cell]]] = {}
    for row in connection.execute(query):
        cell = from_flat(row.state, row.low, row.high)
        rows.setdefault(row.ministry_id, []).append((row.module_slug, row.measure, cell))
    return rows


def figures_until(
    connection: Connection,
    day: date,
    modules: tuple[str, ...],
    before: Mapping[str, MinistryFigures],
    known_by: datetime,
    small_group: int,
) -> list[tuple[MinistryTally, MinistryFigures]]:
    """Counts up to a day and the figures made of them, under the headcounts known by a moment.

    `before` are figures printed earlier, which a headcount must not narrow.
    """
    known = headcounts(connection, known_by)
    found = totals(connection, day)
    published = []
    for ministry in identity.ministries(connection):
        headcount = known[ministry.id].value if ministry.id in known else None
        tally = ministry_tally(ministry.id, modules, found.get(ministry.id, {}), headcount)
        published.append((tally, ministry_figures(tally, before.get(ministry.id), small_group)))
    return published


def save_publication(
    connection: Connection,
    now: datetime,
    small_group: int,
    modules: tuple[str, ...],
    published: Iterable[MinistryFigures],
    pooled: Pooled | None,
    quarter: str | None = None,
) -> int:
    """Keep the figures of all ministries, as they may be shown, of a quarter where it is named; returns the id."""
    pool = json.dumps({"siblings": pooled.siblings, "cell": flat(pooled.cell)}) if pooled else None
    publication_id = connection.execute(
        insert(PublicationRow)
        .values(published_at=now, small_group=small_group, modules=json.dumps(modules), pool=pool, quarter=quarter)
        .returning(PublicationRow.id)
    ).scalar_one()
    rows = []
    for each in published:
        for module, measure, cell in cells(each):
            state, low, high = flat(cell)
            rows.append(
                {
                    "publication_id": publication_id,
                    "ministry_id": each.ministry,
                    "module_slug": module,
                    "measure": measure,
                    "state": state,
                    "low": low,
                    "high": high,
                }
            )
    if rows:
        connection.execute(insert(PublishedCellRow), rows)
    return int(publication_id)


def publish(connection: Connection, small_group: int, now: datetime) -> Publication | None:
    """Fold what is left, make the figures safe and stamp them, in the caller's transaction.

    Nothing new since a publication of the same day: that one stands. Nothing at all where no
    module is published.
    """
    fold_everything(connection)
    previous = latest_publication(connection)
    if previous and previous.small_group != small_group:
        # Two grids compared would narrow each other's ranges (`suppression.py`).
        raise ValueError(f"figures were published in groups of {previous.small_group}: QUIZ_SMALL_GROUP cannot change")
    day = now.astimezone(PARIS).date()
    path = content.path_modules(connection)
    if not path:
        return None
    modules = cover_order(path, previous.modules if previous else None)
    before = figures(connection, previous) if previous else {}
    published = figures_until(connection, day, modules, before, now, small_group)
    table = pilot_table(published, previous.pooled if previous else None, small_group)
    by_ministry = {each.ministry: each for _, each in published}
    levels = entities.made(connection, identity.ministries(connection), by_ministry, day, now, small_group)
    told = entities.figures(connection, previous.id) if previous else {}
    same_day = previous is not None and previous.published_at.astimezone(PARIS).date() == day
    unchanged = (before, told) == (by_ministry, levels)
    if previous and same_day and unchanged and previous.modules == modules and previous.pooled == table.pooled:
        return previous
    publication_id = save_publication(connection, now, small_group, modules, by_ministry.values(), table.pooled)
    entities.save(connection, publication_id, levels.values())
    return latest_publication(connection)
