"""Two persons' paths, attempts and responses made those of one, in the caller's transaction."""

from dataclasses import asdict, fields
from uuid import UUID

from sqlalchemy import bindparam, delete, insert, literal, select
from sqlalchemy.engine import Connection

from quiz.learning.joining.attempts import Run, joined_attempts
from quiz.learning.joining.paths import CountedPath, joined_paths
from quiz.learning.tables import COUNTED, START_ENTITY, START_MINISTRY, AttemptRow, PathRow, ResponseRow
from quiz.learning.uncounted import store as uncounted

READ = {"counted": COUNTED, "start_ministry_id": START_MINISTRY, "start_entity_id": START_ENTITY}
PATHS = select(
    *(
        READ[field.name].label(field.name) if field.name in READ else getattr(PathRow, field.name)
        for field in fields(CountedPath)
    )
).where(PathRow.person_id == bindparam("person"))
RUNS = select(
    AttemptRow.id,
    AttemptRow.module_slug,
    AttemptRow.number,
    AttemptRow.answered,
    AttemptRow.opened_at,
    AttemptRow.submitted_at.is_(None),
).where(AttemptRow.person_id == bindparam("person"))
# Rows of one person are copied for the other, then deleted: their keys begin with the person.
OWNED_ATTEMPT = [column for column in AttemptRow.__table__.columns if column.name not in ("person_id", "number")]
OWNED_RESPONSE = [column for column in ResponseRow.__table__.columns if column.name != "person_id"]


def join(connection: Connection, kept: UUID, gone: UUID) -> None:
    """Give all that one person did to another; refused, and nothing changed, while figures are being counted."""
    join_paths(connection, kept, gone)
    join_attempts(connection, kept, gone)


def paths_of(connection: Connection, person: UUID) -> list[CountedPath]:
    """A person's paths."""
    return [CountedPath(*row) for row in connection.execute(PATHS, {"person": person})]


def join_paths(connection: Connection, kept: UUID, gone: UUID) -> None:
    """The paths of both, as those of one."""
    uncounted.hold(connection, (kept, gone))
    joined = joined_paths(paths_of(connection, kept), paths_of(connection, gone))
    connection.execute(delete(PathRow).where(PathRow.person_id.in_((kept, gone))))
    if joined:
        rows = [{"person_id": kept, **asdict(path)} for path in joined]
        connection.execute(insert(PathRow), [{name: row[name] for name in row if name != "counted"} for row in rows])
    uncounted.settle(connection, gone, {})
    uncounted.settle(connection, kept, {path.module_slug: path.counted for path in joined if path.counted < path.stage})


def join_attempts(connection: Connection, kept: UUID, gone: UUID) -> None:
    """The attempts of both, with their responses; of two open ones of a module, one goes on."""
    mine, theirs = ([Run(*row) for row in connection.execute(RUNS, {"person": each})] for each in (kept, gone))
    joined = joined_attempts(mine, theirs)
    if joined.given_up:
        connection.execute(
            delete(AttemptRow).where(AttemptRow.person_id.in_((kept, gone)), AttemptRow.id.in_(joined.given_up))
        )
    for attempt, number in joined.numbers.items():
        of_attempt = (AttemptRow.person_id == gone, AttemptRow.id == attempt)
        connection.execute(
            insert(AttemptRow).from_select(
                ["person_id", "number", *(column.name for column in OWNED_ATTEMPT)],
                select(literal(kept), literal(number), *OWNED_ATTEMPT).where(*of_attempt),
            )
        )
    connection.execute(
        insert(ResponseRow).from_select(
            ["person_id", *(column.name for column in OWNED_RESPONSE)],
            select(literal(kept), *OWNED_RESPONSE).where(ResponseRow.person_id == gone),
        )
    )
    connection.execute(delete(AttemptRow).where(AttemptRow.person_id == gone))
