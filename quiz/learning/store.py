"""Attempts, responses and paths, read: with who asks in one statement where a page is of an attempt."""

import json
from collections.abc import Collection
from dataclasses import dataclass
from fractions import Fraction
from types import MappingProxyType
from typing import Any
from uuid import UUID

from sqlalchemy import and_, bindparam, select
from sqlalchemy.engine import Connection, Row

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
