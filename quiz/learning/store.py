"""Attempts, responses and paths: loaded with who asks in one statement, kept in the request's transaction."""

import json
from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import date, datetime
from fractions import Fraction
from types import MappingProxyType
from typing import Any
from uuid import UUID

from sqlalchemy import and_, bindparam, case, delete, func, insert, or_, select, update
from sqlalchemy.dialects.postgresql import insert as postgresql_insert
from sqlalchemy.dialects.sqlite import insert as sqlite_insert
from sqlalchemy.engine import Connection, Row
from sqlalchemy.orm import aliased

from quiz.content.tables import ModuleRow, ModuleVersionRow
from quiz.identity.person import VISITOR, Asker
from quiz.identity.store import ASKER_COLUMNS, Asked, asker_of, asker_query, load_asker, signed_in
from quiz.learning.attempt import Attempt, Recorded
from quiz.learning.completion import Path
from quiz.learning.past_attempt import PastAttempt
from quiz.learning.tables import AttemptRow, PathRow, ResponseRow
from quiz.marking import response as responses
from quiz.refusal import Reason, Refused

ASKER_WIDTH = len(ASKER_COLUMNS)
EVERYONE = (UUID(int=0), UUID(int=2**128 - 1))
ATTEMPT_COLUMNS = (
    AttemptRow.id,
    AttemptRow.module_slug,
    AttemptRow.number,
    AttemptRow.version_id,
    AttemptRow.seed,
    AttemptRow.items,
    AttemptRow.submitted_at,
    AttemptRow.answered,
    AttemptRow.score_units.label("attempt_score_units"),
    AttemptRow.max_units.label("attempt_max_units"),
    ModuleVersionRow.denominator,
)
RESPONSE_COLUMNS = (
    ResponseRow.item_id,
    ResponseRow.given,
    ResponseRow.submission_key,
    ResponseRow.score_units,
    ResponseRow.max_units,
)
PATH_COLUMNS = (
    PathRow.module_slug,
    PathRow.started_on,
    PathRow.video_done_on,
    PathRow.completed_on,
    PathRow.passed_on,
    PathRow.version_id,
)


@dataclass(frozen=True)
class UnderWay:
    """An attempt, the path it belongs to, and the denominator of its version's scores."""

    attempt: Attempt
    path: Path
    denominator: int


@dataclass(frozen=True)
class Standing:
    """Where a person stands in a module: its version now, the path if begun, earlier attempts."""

    version_id: int
    path: Path | None
    open_number: int | None
    last_number: int
    seen: frozenset[str]
    best: Fraction | None = None


# Who asks, one of their attempts, its path and its responses, in one statement.
ATTEMPT = asker_query(
    signed_in(*ATTEMPT_COLUMNS, *PATH_COLUMNS, *RESPONSE_COLUMNS)
    .join(
        AttemptRow,
        and_(
            AttemptRow.person_id == bindparam("asker"),
            AttemptRow.module_slug == bindparam("slug"),
            AttemptRow.number == bindparam("number"),
        ),
    )
    .join(PathRow, and_(PathRow.person_id == bindparam("asker"), PathRow.module_slug == AttemptRow.module_slug))
    .join(ModuleVersionRow, ModuleVersionRow.id == AttemptRow.version_id)
    .outerjoin(ResponseRow, and_(ResponseRow.person_id == bindparam("asker"), ResponseRow.attempt_id == AttemptRow.id)),
    AttemptRow,
)
# Where a person, or nobody, stands in a module: its version now, the path, the attempts.
STANDING = (
    select(
        ModuleRow.version_id,
        *PATH_COLUMNS,
        AttemptRow.number,
        AttemptRow.items,
        AttemptRow.submitted_at,
        AttemptRow.score_units,
        AttemptRow.max_units,
    )
    .select_from(ModuleRow)
    .outerjoin(PathRow, and_(PathRow.person_id == bindparam("person"), PathRow.module_slug == ModuleRow.slug))
    .outerjoin(AttemptRow, and_(AttemptRow.person_id == bindparam("person"), AttemptRow.module_slug == ModuleRow.slug))
    .where(ModuleRow.slug == bindparam("slug"))
)
PATHS = select(*PATH_COLUMNS).where(PathRow.person_id == bindparam("person"))
ADD_RESPONSE = insert(ResponseRow)
REPLACE_RESPONSE = update(ResponseRow).where(
    ResponseRow.person_id == bindparam("of_person"),
    ResponseRow.attempt_id == bindparam("of_attempt"),
    ResponseRow.item_id == bindparam("of_item"),
)
OWN_ATTEMPT = (AttemptRow.person_id == bindparam("of_person"), AttemptRow.id == bindparam("of_attempt"))
PROGRESS = (
    update(AttemptRow).where(*OWN_ATTEMPT).values(answered=bindparam("answered_now"), answered_at=bindparam("at"))
)
SUBMISSION = PROGRESS.values(
    submitted_at=bindparam("submitted"), score_units=bindparam("scored"), max_units=bindparam("possible")
)


def load_attempt(
    connection: Connection, asked: Asked, slug: str, number: int, **_arguments: object
) -> tuple[Asker, UnderWay | None]:
    """Who asks, and that attempt of theirs; nothing where they have no such attempt."""
    if asked.token_hash is None:
        return VISITOR, None
    query, parameters = ATTEMPT.of(asked), {**asked.parameters, "slug": slug, "number": number}
    rows = connection.execute(query, parameters).all()
    if asked.writes and rows and rows[0].answered != answered_rows(rows):
        # On PostgreSQL a statement that waited for a lock reads the locked rows anew, but the responses
        # as they were when it began; asked again, it sees what the other request recorded.
        rows = connection.execute(query, parameters).all()
    if not rows:
        return load_asker(connection, asked)
    return asker_of(rows[0]), under_way(rows)


def answered_rows(rows: Collection[Row[Any]]) -> int:
    """How many of the rows hold a response."""
    return sum(row.item_id is not None for row in rows)


def under_way(rows: list[Row[Any]] | Any) -> UnderWay:
    """The attempt that rows of ATTEMPT describe."""
    first = rows[0]
    denominator = first.denominator
    recorded = {
        row.item_id: Recorded(
            responses.from_json(row.given),
            row.submission_key,
            Fraction(row.score_units, denominator),
            Fraction(row.max_units, denominator),
        )
        for row in rows
        if row.item_id is not None
    }
    attempt = Attempt(
        first.id,
        first.module_slug,
        first.number,
        first[ASKER_WIDTH + 3],
        first.seed,
        tuple(json.loads(first.items)),
        MappingProxyType(recorded),
        first.submitted_at,
        None
        if first.submitted_at is None
        else (Fraction(first.attempt_score_units, denominator), Fraction(first.attempt_max_units, denominator)),
    )
    path_at = ASKER_WIDTH + len(ATTEMPT_COLUMNS)
    return UnderWay(attempt, Path(*first[path_at : path_at + len(PATH_COLUMNS)]), denominator)


def standing(connection: Connection, person_id: UUID | None, slug: str) -> Standing:
    """Where a person (or a visitor) stands in a module; refuses a module that is not published."""
    rows = connection.execute(STANDING, {"person": person_id, "slug": slug}).all()
    if not rows:
        raise Refused(Reason.NOT_FOUND)
    first = rows[0]
    attempts = [row for row in rows if row.number is not None]
    scores = [Fraction(row.score_units, row.max_units) for row in attempts if row.max_units]
    return Standing(
        version_id=first[0],
        path=Path(*first[1:7]) if first[1] else None,
        open_number=next((row.number for row in attempts if row.submitted_at is None), None),
        last_number=max((row.number for row in attempts), default=0),
        seen=frozenset(item for row in attempts for item in json.loads(row.items)),
        best=max(scores, default=None),
    )


def paths(connection: Connection, person_id: UUID) -> dict[str, Path]:
    """A person's paths, by module."""
    rows = connection.execute(PATHS, {"person": person_id})
    return {row.module_slug: Path(*row) for row in rows}


def past_attempts(connection: Connection, person_id: UUID) -> tuple[PastAttempt, ...]:
    """A person's attempts, the latest first."""
    rows = connection.execute(
        select(AttemptRow).where(AttemptRow.person_id == person_id).order_by(AttemptRow.opened_at.desc())
    )
    return tuple(
        PastAttempt(
            row.module_slug,
            row.number,
            row.version_id,
            row.opened_at,
            row.submitted_at,
            Fraction(row.score_units, row.max_units) if row.max_units else None,
        )
        for row in rows
    )


def open_attempt(
    connection: Connection,
    asker: Asker,
    attempt: Attempt,
    language: str,
    today: date,
    now: datetime,
) -> None:
    """Keep a new attempt, and the path begun, or its video step done, today."""
    connection.execute(
        insert(AttemptRow).values(
            person_id=asker.person_id,
            id=attempt.id,
            module_slug=attempt.module_slug,
            number=attempt.number,
            version_id=attempt.version_id,
            language=language,
            seed=attempt.seed,
            items=json.dumps(attempt.items),
            answered=0,
            opened_at=now,
        )
    )
    upsert = postgresql_insert if connection.dialect.name == "postgresql" else sqlite_insert
    begun = upsert(PathRow).values(
        person_id=asker.person_id,
        module_slug=attempt.module_slug,
        ministry_id=asker.ministry_id,
        entity_id=asker.entity_id,
        started_on=today,
        video_done_on=today,
        stage=1,
        counted=0,
    )
    connection.execute(
        begun.on_conflict_do_update(
            index_elements=["person_id", "module_slug"],
            set_={"video_done_on": func.coalesce(PathRow.video_done_on, begun.excluded.video_done_on)},
        )
    )


def save_response(
    connection: Connection, person_id: UUID, under_way: UnderWay, item_id: str, recorded: Recorded, now: datetime
) -> UnderWay:
    """Keep a response to an item that had none; returns the attempt with it."""
    connection.execute(
        ADD_RESPONSE,
        {
            "person_id": person_id,
            "attempt_id": under_way.attempt.id,
            "item_id": item_id,
            "recorded_at": now,
            **response_values(recorded, under_way.denominator),
        },
    )
    return with_response(under_way, item_id, recorded)


def replace_response(
    connection: Connection, person_id: UUID, under_way: UnderWay, item_id: str, recorded: Recorded, now: datetime
) -> UnderWay:
    """Keep a response in the place of an earlier one; returns the attempt with it."""
    connection.execute(
        REPLACE_RESPONSE.values(recorded_at=now, **response_values(recorded, under_way.denominator)),
        {"of_person": person_id, "of_attempt": under_way.attempt.id, "of_item": item_id},
    )
    return with_response(under_way, item_id, recorded)


def response_values(recorded: Recorded, denominator: int) -> dict[str, Any]:
    """The columns of a response: scores in whole units of the version's denominator."""
    return {
        "submission_key": recorded.submission_key,
        "given": responses.to_json(recorded.response),
        "score_units": units(recorded.score, denominator),
        "max_units": units(recorded.max_score, denominator),
    }


def with_response(under_way: UnderWay, item_id: str, recorded: Recorded) -> UnderWay:
    """The attempt with one response more, or replaced."""
    kept = MappingProxyType({**under_way.attempt.responses, item_id: recorded})
    return replace(under_way, attempt=replace(under_way.attempt, responses=kept))


def units(score: Fraction, denominator: int) -> int:
    """A score as whole units over the common denominator; a remainder would be a defect of marking."""
    whole = score * denominator
    if whole.denominator != 1:
        raise ArithmeticError(f"{score} is no whole number of 1/{denominator}")
    return whole.numerator


def save_progress(connection: Connection, person_id: UUID, under_way: UnderWay, now: datetime) -> None:
    """Keep how many items of an attempt are answered, and its score once it is submitted."""
    attempt = under_way.attempt
    values: dict[str, Any] = {
        "of_person": person_id,
        "of_attempt": attempt.id,
        "answered_now": len(attempt.responses),
        "at": now,
    }
    if attempt.submitted_at is None:
        connection.execute(PROGRESS, values)
        return
    values |= {
        "submitted": attempt.submitted_at,
        "scored": units(attempt.score(), under_way.denominator),
        "possible": units(attempt.max_score(), under_way.denominator),
    }
    connection.execute(SUBMISSION, values)


def save_path(connection: Connection, asker: Asker, before: Path, after: Path) -> None:
    """Keep what a submission added to a path; at completion the organisation is frozen and the rank set."""
    values: dict[str, Any] = {"stage": after.stage, "passed_on": after.passed_on}
    if before.completed_on is None and after.completed_on is not None:
        # Among the modules of the series' path only: elsewhere a completion has no rank.
        other, ranked = aliased(PathRow), aliased(ModuleRow)
        completed_there = (
            # The highest, not how many: a person joined out of two goes on as the longer of them.
            select(func.coalesce(func.max(other.rank), 0))
            .select_from(other)
            .join(ranked, ranked.slug == other.module_slug)
            .where(
                other.person_id == asker.person_id,
                other.ministry_id == asker.ministry_id,
                other.rank.is_not(None),
                ranked.in_path,
            )
        )
        earlier = completed_there.scalar_subquery()
        earlier_in_entity = (
            completed_there.with_only_columns(func.coalesce(func.max(other.entity_rank), 0))
            .where(other.entity_id.is_not_distinct_from(asker.entity_id))
            .scalar_subquery()
        )
        # Its start is counted already, and elsewhere: the next folding takes it along.
        start_elsewhere = and_(
            PathRow.counted > 0,
            or_(PathRow.ministry_id != asker.ministry_id, PathRow.entity_id.is_distinct_from(asker.entity_id)),
        )
        in_path = select(ModuleRow.in_path).where(ModuleRow.slug == after.module_slug).scalar_subquery()
        values |= {
            "completed_on": after.completed_on,
            "version_id": after.version_id,
            "ministry_id": asker.ministry_id,
            "entity_id": asker.entity_id,
            "rank": case((in_path, earlier + 1)),
            "entity_rank": case((in_path, earlier_in_entity + 1)),
            "start_ministry_id": case((start_elsewhere, PathRow.ministry_id)),
            "start_entity_id": case((start_elsewhere, PathRow.entity_id)),
        }
    connection.execute(
        update(PathRow)
        .where(PathRow.person_id == asker.person_id, PathRow.module_slug == after.module_slug)
        .values(**values)
    )


def delete_idle_attempts(connection: Connection, idle_since: datetime, among: tuple[UUID, UUID] = EVERYONE) -> int:
    """Delete open attempts left alone since that moment, of the persons from one id to another; returns how many."""
    last_touched = func.coalesce(AttemptRow.answered_at, AttemptRow.opened_at)
    return connection.execute(
        delete(AttemptRow).where(
            AttemptRow.person_id.between(*among), AttemptRow.submitted_at.is_(None), last_touched < idle_since
        )
    ).rowcount


def delete_old_responses(
    connection: Connection, submitted_before: datetime, among: tuple[UUID, UUID] = EVERYONE
) -> int:
    """Delete the responses of attempts submitted before that moment; scores stay. Returns how many.

    Those the statistics of items do not know yet wait for the next turn.
    """
    closed = select(AttemptRow.id).where(
        AttemptRow.person_id == ResponseRow.person_id,
        AttemptRow.id == ResponseRow.attempt_id,
        AttemptRow.folded > 0,
        AttemptRow.submitted_at < submitted_before,
    )
    return connection.execute(
        delete(ResponseRow).where(ResponseRow.person_id.between(*among), closed.exists())
    ).rowcount
