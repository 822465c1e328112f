"""Everything kept of a person, read and erased table by table: a table with a `person_id` cannot be forgotten."""

from collections.abc import Collection, Mapping
from dataclasses import asdict
from typing import Any
from uuid import UUID

from sqlalchemy import Column, Table, delete, or_, select, tuple_, update
from sqlalchemy.engine import Connection

from quiz.identity.organisation.tables import EntityRow
from quiz.identity.tables import PersonRow
from quiz.insight.item_analysis import store as answers
from quiz.insight.tables import TallyRow
from quiz.insight.tallies import store as counted
from quiz.insight.tallies.keys import TallyKey
from quiz.learning.tables import PathRow
from quiz.learning.uncounted import store as uncounted
from quiz.privacy.journal import Erasure
from quiz.privacy.kept import WHOSE
from quiz.privacy.residue import Counted, contributions, month, residue
from quiz.privacy.tables import ErasureRow
from quiz.storage.database import Base
from quiz.storage.upsert import upsert

PERSON = PersonRow.__tablename__
Rows = tuple[Mapping[str, Any], ...]
TALLY_KEY = (TallyRow.ministry_id, TallyRow.module_slug, TallyRow.measure, TallyRow.day)


def whose() -> dict[Table, Column[UUID]]:
    """Every table keyed by the person, with the column that says whose its rows are; those referred to come first."""
    found = {table: table.columns.get("id" if table.name == PERSON else WHOSE) for table in Base.metadata.sorted_tables}
    return {table: column for table, column in found.items() if column is not None}


def everything(connection: Connection, person_id: UUID) -> dict[str, Rows]:
    """Every row kept of a person, by table."""
    kept: dict[str, Rows] = {}
    for table, column in whose().items():
        rows = connection.execute(select(table).where(column == person_id)).mappings()
        kept[table.name] = tuple(dict(row) for row in rows)
    return kept


def entities(connection: Connection, kept: Mapping[str, Rows]) -> dict[str, str]:
    """The names of the entities that rows of a person speak of."""
    spoken = {row.get("entity_id") for rows in kept.values() for row in rows} - {None}
    if not spoken:
        return {}
    rows = connection.execute(select(EntityRow.id, EntityRow.name).where(EntityRow.id.in_(spoken)))
    return {row.id: row.name for row in rows}


def remember(connection: Connection, erased: Erasure) -> None:
    """Keep that someone was erased, in the database itself."""
    kept = upsert(connection, ErasureRow).values(person_hash=erased.person_hash, erased_on=erased.erased_on)
    connection.execute(kept.on_conflict_do_nothing())


def erase(connection: Connection, person_ids: Collection[UUID]) -> None:
    """Erase these persons, whose rows the caller holds locked; their counts stay in the tallies, by month.

    What only their hashes lead to goes with them: a role given to an e-mail they verified, a code sent to it.
    """
    leave_counts(connection, person_ids)
    hashes, columns = hashes_of(connection, person_ids), whose()
    for table in reversed(Base.metadata.sorted_tables):
        keyed = [column for column in table.columns if column.info.get("keyed")]
        if table in columns:
            connection.execute(delete(table).where(columns[table].in_(person_ids)))
        elif keyed and hashes and table is not ErasureRow.__table__:
            connection.execute(delete(table).where(or_(*(column.in_(hashes) for column in keyed))))


def hashes_of(connection: Connection, person_ids: Collection[UUID]) -> set[str]:
    """The keyed hashes kept of these persons."""
    found: set[str] = set()
    for table, person_id in whose().items():
        for column in table.columns:
            if column.info.get("keyed"):
                found |= set(connection.scalars(select(column).where(person_id.in_(person_ids))))
    return found


def leave_counts(connection: Connection, person_ids: Collection[UUID]) -> None:
    """Count what was not yet, and move all the counts of these persons to the tallies of the months.

    A publisher that holds one of their paths is waited for, not skipped: it may be undone. Tallies are locked
    in the order of their key, as the publisher takes them, before any is written.
    """
    uncounted.hold(connection, person_ids)
    rows = connection.execute(
        select(PathRow).where(PathRow.person_id.in_(person_ids)).order_by(PathRow.person_id, PathRow.module_slug)
    ).all()
    paths = [
        Counted(
            row.ministry_id, row.module_slug, row.stage, (row.started_on, row.completed_on, row.passed_on), row.rank
        )
        for row in rows
    ]
    keys = contributions(paths)
    tallies(connection, {*keys, *map(month, keys)})
    for person_id in uncounted.persons(connection, person_ids):
        counted.fold_person(connection, person_id)
    for person_id in person_ids:
        answers.fold_person(connection, person_id)
    kept = tallies(connection, keys)
    left = residue(paths, kept)
    for key, agents in left.days.items():
        this = [column == value for column, value in zip(TALLY_KEY, asdict(key).values(), strict=True)]
        if agents == kept[key]:
            connection.execute(delete(TallyRow).where(*this))
        else:
            connection.execute(update(TallyRow).where(*this).values(agents=TallyRow.agents - agents))
    if left.months:
        counted.add(connection, left.months)


def tallies(connection: Connection, keys: Collection[TallyKey]) -> dict[TallyKey, int]:
    """The tallies of these keys that are there, locked in the order of their key."""
    if not keys:
        return {}
    rows = connection.execute(
        select(*TALLY_KEY, TallyRow.agents)
        .where(tuple_(*TALLY_KEY).in_([tuple(asdict(key).values()) for key in keys]))
        .order_by(*TALLY_KEY)
        .with_for_update()
    )
    return {TallyKey(*row[:4]): row.agents for row in rows}
