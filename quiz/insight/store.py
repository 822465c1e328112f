"""Publications and their cells. Only the publisher reads tallies."""

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
from quiz.insight.headcounts import store as headcounts
from quiz.insight.pooling import Pooled, pilot_table
from quiz.insight.publication import Publication
from quiz.insight.tables import PublicationRow, PublishedCellRow
from quiz.insight.tallies.keys import ministry_tally
from quiz.insight.tallies.store import fold_everything, totals
from quiz.insight.tally import MinistryTally
from quiz.web.formats import PARIS

CELLS = select(
    PublishedCellRow.ministry_id,
    PublishedCellRow.module_slug,
    PublishedCellRow.measure,
    PublishedCellRow.state,
    PublishedCellRow.low,
    PublishedCellRow.high,
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
    known = headcounts.known(connection, known_by or publication.published_at).of_ministries
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
    known = headcounts.known(connection, known_by).of_ministries
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
