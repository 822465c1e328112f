"""What was printed of ministries around the days they were merged or split."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from sqlalchemy import select
from sqlalchemy.engine import Connection

from quiz.identity.ministry import Ministry
from quiz.identity.organisation import store as organisations
from quiz.identity.organisation.suggestion import Target
from quiz.insight.cells import Cell, from_flat
from quiz.insight.entities.tables import EntityLevelRow
from quiz.insight.figures import Place
from quiz.insight.headcount import Headcount
from quiz.insight.publication import Publication
from quiz.insight.reorganisation.figures import PlaceFigures, Printed, Snapshot, headcount_since
from quiz.insight.reorganisation.page import PlaceTable, place_table
from quiz.insight.reorganisation.parts import Part, Parts, parts_now
from quiz.insight.tables import PublicationRow, PublishedCellRow
from quiz.web.formats import PARIS

Days = dict[int, date]


def reorganised(
    connection: Connection,
    publication: Publication,
    ministries: Sequence[str],
    headcounts: Mapping[str, Headcount],
    only: str | None = None,
) -> tuple[PlaceFigures, ...]:
    """The places that merges and splits have changed by a publication, in the order of ministries, or those of one."""
    day = publication.published_at.astimezone(PARIS).date()
    changes = tuple(each for each in organisations.changes(connection) if each.day <= day)
    if not changes:
        return ()
    levels = _levels(connection, publication.id)
    told = [Target(ministry, entity) for ministry, found in levels.items() for entity in found]
    places = parts_now(ministries, told, changes, day)
    parts = {place: found for place, found in places.items() if only is None or place.ministry_id == only}
    printed = _printed(connection, publication, parts, levels) if parts else {}
    return tuple(
        PlaceFigures(
            place,
            parts[place],
            printed,
            publication.small_group,
            headcount_since(headcounts.get(place.ministry_id), place, changes),
        )
        for place in sorted(parts, key=lambda each: (ministries.index(each.ministry_id), each.before or date.min))
    )


def tables(
    connection: Connection,
    publication: Publication,
    ministries: Mapping[str, Ministry],
    headcounts: Mapping[str, Headcount],
    titles: Mapping[str, str],
    only: str | None = None,
) -> tuple[PlaceTable, ...]:
    """The same, as pages show them."""
    found = reorganised(connection, publication, list(ministries), headcounts, only)
    if not found:
        return ()
    names = {entity.id: entity.name for entity in organisations.every_entity(connection)}
    names |= {ministry.id: ministry.name for ministry in ministries.values()}
    return tuple(place_table(each, names, titles) for each in found)


def _levels(connection: Connection, publication_id: int) -> dict[str, dict[str, int]]:
    found: dict[str, dict[str, int]] = {}
    row = EntityLevelRow
    query = select(row.ministry_id, row.entity_id, row.at_least).where(row.publication_id == publication_id)
    for ministry, entity, at_least in connection.execute(query):
        found.setdefault(ministry, {})[entity] = at_least
    return found


def _printed(
    connection: Connection, publication: Publication, parts: Parts, levels: dict[str, dict[str, int]]
) -> dict[str, Printed]:
    """What was printed of every ministry of the parts: last, and around the days that bound them."""
    needed: dict[str, set[date]] = {}
    for part in (part for found in parts.values() for part in found):
        needed.setdefault(part.ministry, set()).update(_bounds(part))
    days = _publication_days(connection, publication) if any(needed.values()) else {}
    around = {day: _around(days, day) for bounds in needed.values() for day in bounds}
    wanted = {publication.id, *(each for pair in around.values() for each in pair if each is not None)}
    cells = _cells(connection, wanted, needed)

    def snapshot(ministry: str, publication_id: int | None) -> Snapshot:
        return Snapshot(cells.get((ministry, publication_id), {}), {})

    return {
        ministry: Printed(
            Snapshot(cells.get((ministry, publication.id), {}), levels.get(ministry, {})),
            {day: snapshot(ministry, around[day][0]) for day in bounds if around[day][0] is not None},
            {day: snapshot(ministry, around[day][1]) for day in bounds},
        )
        for ministry, bounds in needed.items()
    }


def _bounds(part: Part) -> Iterable[date]:
    return (day for day in (part.since, part.before) if day is not None and part.entity is None)


def _publication_days(connection: Connection, last: Publication) -> Days:
    query = (
        select(PublicationRow.id, PublicationRow.published_at)
        .where(PublicationRow.quarter.is_(None), PublicationRow.published_at <= last.published_at)
        .order_by(PublicationRow.published_at, PublicationRow.id)
    )
    return {row.id: row.published_at.astimezone(PARIS).date() for row in connection.execute(query)}


def _around(days: Days, day: date) -> tuple[int | None, int | None]:
    """The last publication before a day, and the first from it on."""
    before = [number for number, published in days.items() if published < day]
    since = [number for number, published in days.items() if published >= day]
    return before[-1] if before else None, since[0] if since else None


def _cells(
    connection: Connection, publications: Iterable[int], ministries: Iterable[str]
) -> dict[tuple[str, int | None], dict[Place, Cell]]:
    row = PublishedCellRow
    query = select(row).where(row.publication_id.in_(sorted(publications)), row.ministry_id.in_(sorted(ministries)))
    found: dict[tuple[str, int | None], dict[Place, Cell]] = {}
    for each in connection.execute(query):
        cell = from_flat(each.state, each.low, each.high)
        found.setdefault((each.ministry_id, each.publication_id), {})[each.module_slug, each.measure] = cell
    return found
