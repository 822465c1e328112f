"""Targets of ministries: one to come at most, and those of the past."""

from datetime import date, datetime

from sqlalchemy import bindparam, delete, insert, select
from sqlalchemy.engine import Connection

from quiz.insight.tables import TargetRow
from quiz.insight.targets.target import Target

OF_MINISTRY = (
    select(TargetRow.percent, TargetRow.due_on)
    .where(TargetRow.ministry_id == bindparam("ministry"), TargetRow.declared_at <= bindparam("known_by"))
    .order_by(TargetRow.due_on)
)
OF_ALL = select(TargetRow.ministry_id, TargetRow.percent, TargetRow.due_on).order_by(TargetRow.due_on)


def targets(connection: Connection, ministry_id: str, known_by: datetime) -> tuple[Target, ...]:
    """The targets of a ministry declared by a moment, the earliest first."""
    rows = connection.execute(OF_MINISTRY, {"ministry": ministry_id, "known_by": known_by})
    return tuple(Target(row.percent, row.due_on) for row in rows)


def all_targets(connection: Connection) -> dict[str, tuple[Target, ...]]:
    """The targets of every ministry that has some, the earliest first."""
    found: dict[str, tuple[Target, ...]] = {}
    for row in connection.execute(OF_ALL):
        found[row.ministry_id] = (*found.get(row.ministry_id, ()), Target(row.percent, row.due_on))
    return found


def declare(connection: Connection, ministry_id: str, target: Target, today: date, now: datetime) -> None:
    """Keep a target, in the place of those still to come; those whose day is past stay."""
    to_come = (TargetRow.ministry_id == ministry_id, TargetRow.due_on > today)
    connection.execute(delete(TargetRow).where(*to_come))
    connection.execute(
        insert(TargetRow).values(ministry_id=ministry_id, due_on=target.on, percent=target.percent, declared_at=now)
    )
