"""Rows of uncounted paths, as whoever changes a person's paths meets them; folding deletes them (`insight/tallies`)."""

from collections.abc import Collection, Mapping, Sequence
from uuid import UUID

from sqlalchemy import delete, insert, select, update
from sqlalchemy.engine import Connection

from quiz.learning.tables import COUNTED, PathRow, UncountedRow


def hold(connection: Connection, person_ids: Collection[UUID]) -> None:
    """Lock the paths of these persons, then what of them is uncounted: the publisher passes over it from now on.

    One that is folding it is waited for. What is counted is to be read by a later statement, which sees what
    was committed meanwhile.
    """
    for row in (PathRow, UncountedRow):
        locked = select(row.person_id).where(row.person_id.in_(person_ids)).order_by(row.person_id, row.module_slug)
        connection.execute(locked.with_for_update())


def persons(connection: Connection, person_ids: Collection[UUID]) -> Sequence[UUID]:
    """Those of these persons who did something that is uncounted."""
    return connection.scalars(
        select(UncountedRow.person_id).where(UncountedRow.person_id.in_(person_ids)).distinct()
    ).all()


def forget_starts(connection: Connection, among: tuple[UUID, UUID]) -> int:
    """Empty where paths were begun, of the persons from one id to another, once no folding needs it; returns how many.

    Folding itself writes no path, so as never to wait for someone who moves on in one.
    """
    needless = (PathRow.person_id.between(*among), PathRow.start_ministry_id.is_not(None), COUNTED != 1)
    emptied = update(PathRow).where(*needless).values(start_ministry_id=None, start_entity_id=None)
    return connection.execute(emptied).rowcount


def settle(connection: Connection, person_id: UUID, behind: Mapping[str, int]) -> None:
    """Keep, of a person whose paths were written anew, the stage counted of each one that is not wholly counted."""
    connection.execute(delete(UncountedRow).where(UncountedRow.person_id == person_id))
    if behind:
        connection.execute(
            insert(UncountedRow),
            [{"person_id": person_id, "module_slug": slug, "counted": counted} for slug, counted in behind.items()],
        )
