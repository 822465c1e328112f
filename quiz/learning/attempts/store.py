"""Attempts, responses and paths, recorded in the request's transaction, and deleted when their time has come."""

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime
from fractions import Fraction
from types import MappingProxyType
from typing import Any
from uuid import UUID

from sqlalchemy import BindParameter, Update, bindparam, case, delete, func, insert, or_, select, update
from sqlalchemy.dialects.postgresql import insert as postgresql_insert
from sqlalchemy.dialects.sqlite import insert as sqlite_insert
from sqlalchemy.engine import Connection
from sqlalchemy.orm import aliased

from quiz.content.tables import ModuleRow
from quiz.identity.person import Asker
from quiz.learning.attempt import Attempt, Recorded
from quiz.learning.completion import Path
from quiz.learning.store import UnderWay
from quiz.learning.tables import AttemptRow, PathRow, ResponseRow
from quiz.marking import response as responses

EVERYONE = (UUID(int=0), UUID(int=2**128 - 1))
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
ADD_ATTEMPT = insert(AttemptRow)


def path_begun(insert_into: Callable[[Any], Any]) -> Any:
    """The statement that begins a path, or does its video step, for the database whose INSERT is given."""
    begun = insert_into(PathRow)
    done = func.coalesce(PathRow.video_done_on, begun.excluded.video_done_on)
    return begun.on_conflict_do_update(index_elements=["person_id", "module_slug"], set_={"video_done_on": done})


def path_completed(walk: Update) -> Update:
    """The statement that freezes the organisation of a path and gives it its rank, beside what `walk` keeps."""
    ministry: BindParameter[str] = bindparam("of_ministry")
    entity: BindParameter[str | None] = bindparam("of_entity")
    # Among the modules of the series' path only: elsewhere a completion has no rank.
    other, ranked = aliased(PathRow), aliased(ModuleRow)
    completed_there = (
        # The highest, not how many: a person joined out of two goes on as the longer of them.
        select(func.coalesce(func.max(other.rank), 0))
        .select_from(other)
        .join(ranked, ranked.slug == other.module_slug)
        .where(
            other.person_id == bindparam("of_person"),
            other.ministry_id == ministry,
            other.rank.is_not(None),
            ranked.in_path,
        )
    )
    earlier = completed_there.scalar_subquery()
    earlier_in_entity = (
        completed_there.with_only_columns(func.coalesce(func.max(other.entity_rank), 0))
        .where(other.entity_id.is_not_distinct_from(entity))
        .scalar_subquery()
    )
    # Its start is elsewhere: where it is counted already, the next folding takes it along.
    start_elsewhere = or_(PathRow.ministry_id != ministry, PathRow.entity_id.is_distinct_from(entity))
    in_path = select(ModuleRow.in_path).where(ModuleRow.slug == bindparam("of_module")).scalar_subquery()
    return walk.values(
        completed_on=bindparam("completed"),
        version_id=bindparam("of_version"),
        ministry_id=ministry,
        entity_id=entity,
        rank=case((in_path, earlier + 1)),
        entity_rank=case((in_path, earlier_in_entity + 1)),
        start_ministry_id=case((start_elsewhere, PathRow.ministry_id)),
        start_entity_id=case((start_elsewhere, PathRow.entity_id)),
    )


# Built once, at import: building one costs more than running it.
BEGIN_PATH = {"postgresql": path_begun(postgresql_insert), "sqlite": path_begun(sqlite_insert)}
WALK = (
    update(PathRow)
    .where(PathRow.person_id == bindparam("of_person"), PathRow.module_slug == bindparam("of_module"))
    .values(stage=bindparam("stage_now"), passed_on=bindparam("passed"))
)
COMPLETION = path_completed(WALK)


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
        ADD_ATTEMPT,
        {
            "person_id": asker.person_id,
            "id": attempt.id,
            "module_slug": attempt.module_slug,
            "number": attempt.number,
            "version_id": attempt.version_id,
            "language": language,
            "seed": attempt.seed,
            "items": json.dumps(attempt.items),
            "answered": 0,
            "opened_at": now,
        },
    )
    connection.execute(
        BEGIN_PATH[connection.dialect.name],
        {
            "person_id": asker.person_id,
            "module_slug": attempt.module_slug,
            "ministry_id": asker.ministry_id,
            "entity_id": asker.entity_id,
            "started_on": today,
            "video_done_on": today,
            "stage": 1,
        },
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
    values: dict[str, Any] = {
        "of_person": asker.person_id,
        "of_module": after.module_slug,
        "stage_now": after.stage,
        "passed": after.passed_on,
    }
    if before.completed_on is not None or after.completed_on is None:
        connection.execute(WALK, values)
        return
    values |= {
        "completed": after.completed_on,
        "of_version": after.version_id,
        "of_ministry": asker.ministry_id,
        "of_entity": asker.entity_id,
    }
    connection.execute(COMPLETION, values)


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
