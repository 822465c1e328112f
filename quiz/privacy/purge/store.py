"""A stretch of persons at a time, each in its transaction: killed anywhere, the purge is run again from the start.

Responses go once their attempt is old enough; a person who has done nothing for long goes as an erasure
does: what was not counted is counted first, so that no figure is behind what is deleted.
"""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import ColumnElement, Table, delete, func, insert, or_, select
from sqlalchemy.engine import Connection

from quiz.identity.tables import PersonRow, SessionRow
from quiz.learning.attempts import store as attempts
from quiz.learning.tables import AttemptRow, PathRow
from quiz.learning.uncounted import store as uncounted
from quiz.privacy import store
from quiz.privacy.purge.purged import Purged
from quiz.privacy.retention import idle_attempts_until, responses_until, results_until
from quiz.privacy.tables import PurgeRow
from quiz.storage.database import Base
from quiz.storage.lease import LeaseRow

STRETCH = 2_000
# Persons erased in one transaction: each moves a score of counts.
ERASED_AT_ONCE = 200
FIRST = UUID(int=0)
LAST_TOUCHED = func.coalesce(AttemptRow.answered_at, AttemptRow.opened_at)


def persons(connection: Connection) -> int:
    """How many persons there are to look at."""
    return connection.scalar(select(func.count()).select_from(PersonRow)) or 0


def stretch(connection: Connection, after: UUID) -> Sequence[UUID]:
    """The next persons in the order of their random ids; none at the end."""
    return connection.scalars(
        select(PersonRow.id).where(PersonRow.id > after).order_by(PersonRow.id).limit(STRETCH)
    ).all()


def purge_stretch(connection: Connection, first: UUID, last: UUID, now: datetime) -> Purged:
    """Delete what these persons' rows have kept long enough; persons included, those first to last."""
    # No row goes, hence none is told: where someone was who has moved since is kept until figures know it.
    uncounted.forget_starts(connection, (first, last))
    responses = attempts.delete_old_responses(connection, responses_until(now), (first, last))
    idle = attempts.delete_idle_attempts(connection, idle_attempts_until(now), (first, last))
    # Before the scores: what persons did tells how long they have been gone.
    gone = purge_persons(connection, first, last, now)
    old = delete(AttemptRow).where(
        AttemptRow.person_id.between(first, last), AttemptRow.submitted_at < results_until(now), AttemptRow.folded > 0
    )
    return Purged(responses, idle, connection.execute(old).rowcount, gone)


def purge_persons(connection: Connection, first: UUID, last: UUID, now: datetime) -> int:
    """Erase, of these persons, those who have done nothing for long; returns how many."""
    gone = select(PersonRow.id).where(PersonRow.id.between(first, last), *inactive_since(results_until(now)))
    erased = 0
    for chunk in chunks(connection.scalars(gone).all()):
        # Locked, then asked again: someone may have come back in between. One who is writing now is left alone.
        locked = select(PersonRow.id).where(PersonRow.id.in_(chunk)).order_by(PersonRow.id)
        held = connection.scalars(locked.with_for_update(skip_locked=True)).all()
        still = connection.scalars(gone.where(PersonRow.id.in_(held))).all()
        if still:
            store.erase(connection, still)
        erased += len(still)
    return erased


def inactive_since(moment: datetime) -> tuple[ColumnElement[bool], ...]:
    """Nothing begun, answered or opened since that moment."""
    attempts = select(AttemptRow.id).where(
        AttemptRow.person_id == PersonRow.id,
        or_(moment <= LAST_TOUCHED, AttemptRow.submitted_at >= moment),
    )
    paths = select(PathRow.person_id).where(
        PathRow.person_id == PersonRow.id,
        or_(*(day >= moment.date() for day in (PathRow.started_on, PathRow.completed_on, PathRow.passed_on))),
    )
    sessions = select(SessionRow.person_id).where(SessionRow.person_id == PersonRow.id, SessionRow.opened_at >= moment)
    return PersonRow.created_at < moment, ~attempts.exists(), ~paths.exists(), ~sessions.exists()


def chunks(ids: Sequence[UUID]) -> list[Sequence[UUID]]:
    """The same ids, a transaction's worth at a time."""
    return [ids[at : at + ERASED_AT_ONCE] for at in range(0, len(ids), ERASED_AT_ONCE)]


def with_an_end() -> tuple[Table, ...]:
    """The tables whose rows say when they end: sessions, sign-ins under way, answers held, codes."""
    tables = (table for table in Base.metadata.sorted_tables if table is not LeaseRow.__table__)
    return tuple(table for table in tables if "expires_at" in table.columns)


def purge_expired(connection: Connection, now: datetime) -> int:
    """Delete the rows that have ended, and those of a person who is no longer there; returns how many."""
    ended = sum(
        connection.execute(delete(table).where(table.columns.expires_at <= now)).rowcount for table in with_an_end()
    )
    # Signing in while one is being erased may leave a session of nobody.
    for table, person_id in store.whose().items():
        if not person_id.primary_key:
            known = select(PersonRow.id).where(PersonRow.id == person_id)
            ended += connection.execute(delete(table).where(~known.exists())).rowcount
    return ended


def remember(connection: Connection, now: datetime, purged: Purged) -> None:
    """Keep that a purge came to its end."""
    connection.execute(
        insert(PurgeRow).values(
            finished_at=now,
            responses=purged.responses,
            attempts=purged.attempts,
            results=purged.results,
            persons=purged.persons,
            expired=purged.expired,
            lines=purged.lines,
        )
    )


def last_run(connection: Connection) -> datetime | None:
    """When the last purge came to its end."""
    return connection.scalar(select(func.max(PurgeRow.finished_at)))
