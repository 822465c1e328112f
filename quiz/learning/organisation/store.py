"""A person's paths with where each is counted, locked while an organisation is corrected."""

from collections.abc import Iterable
from uuid import UUID

from sqlalchemy import select, update
from sqlalchemy.engine import Connection

from quiz.learning.organisation.correction import Held, Place
from quiz.learning.tables import COUNTED, START_ENTITY, START_MINISTRY, PathRow
from quiz.learning.uncounted import store as uncounted


def held(connection: Connection, person_id: UUID, *, lock: bool = False) -> tuple[Held, ...]:
    """Every path of a person; locked, the publisher passes them over until it is its turn."""
    if lock:
        uncounted.hold(connection, (person_id,))
    query = (
        select(
            PathRow.module_slug,
            PathRow.ministry_id,
            PathRow.entity_id,
            PathRow.stage,
            COUNTED.label("counted"),
            PathRow.rank,
            PathRow.entity_rank,
            START_MINISTRY.label("start_ministry_id"),
            START_ENTITY.label("start_entity_id"),
        )
        .where(PathRow.person_id == person_id)
        .order_by(PathRow.module_slug)
    )
    return tuple(
        Held(
            row.module_slug,
            Place(row.ministry_id, row.entity_id),
            row.stage,
            row.counted,
            row.rank,
            row.entity_rank,
            Place(row.start_ministry_id, row.start_entity_id) if row.start_ministry_id else None,
        )
        for row in connection.execute(query)
    )


def save_moved(connection: Connection, person_id: UUID, moved: Iterable[Held]) -> None:
    """Keep where these paths are now, and their numbers there."""
    for path in moved:
        connection.execute(
            update(PathRow)
            .where(PathRow.person_id == person_id, PathRow.module_slug == path.module_slug)
            .values(
                ministry_id=path.place.ministry_id,
                entity_id=path.place.entity_id,
                rank=path.rank,
                entity_rank=path.entity_rank,
                start_ministry_id=path.start.ministry_id if path.start else None,
                start_entity_id=path.start.entity_id if path.start else None,
            )
        )
