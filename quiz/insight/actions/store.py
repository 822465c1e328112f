"""Actions declared by ministries, kept, read and withdrawn."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, delete, select
from sqlalchemy.engine import Connection

from quiz.insight.actions.action import Action
from quiz.insight.actions.tables import ActionRow
from quiz.storage.upsert import upsert

COLUMNS = (ActionRow.ministry_id, ActionRow.title, ActionRow.held_on, ActionRow.participants, ActionRow.source)
LATEST_FIRST = (ActionRow.held_on.desc(), ActionRow.id.desc())
OF_MINISTRY = (
    select(ActionRow.id, *COLUMNS)
    .where(ActionRow.ministry_id == bindparam("ministry"), ActionRow.declared_at <= bindparam("known_by"))
    .order_by(*LATEST_FIRST)
)
OF_ALL = select(*COLUMNS).order_by(ActionRow.ministry_id, *LATEST_FIRST)


@dataclass(frozen=True)
class Kept:
    """An action that was declared, by its number."""

    number: int
    action: Action


def actions(connection: Connection, ministry_id: str, known_by: datetime) -> tuple[Kept, ...]:
    """The actions of a ministry declared by a moment, the latest first."""
    rows = connection.execute(OF_MINISTRY, {"ministry": ministry_id, "known_by": known_by})
    return tuple(Kept(row.id, action_of(row)) for row in rows)


def all_actions(connection: Connection) -> dict[str, tuple[Action, ...]]:
    """The actions of every ministry that declared some, the latest first."""
    found: dict[str, tuple[Action, ...]] = {}
    for row in connection.execute(OF_ALL):
        found[row.ministry_id] = (*found.get(row.ministry_id, ()), action_of(row))
    return found


def declare(connection: Connection, ministry_id: str, action: Action, now: datetime) -> None:
    """Keep an action; declared again under the same title for the same day, it replaces the first."""
    statement = upsert(connection, ActionRow).values(
        ministry_id=ministry_id,
        held_on=action.on,
        title=action.title,
        participants=action.participants,
        source=action.source,
        declared_at=now,
    )
    connection.execute(
        statement.on_conflict_do_update(
            index_elements=["ministry_id", "held_on", "title"],
            set_={name: statement.excluded[name] for name in ("participants", "source", "declared_at")},
        )
    )


def withdraw(connection: Connection, ministry_id: str, number: int) -> Action | None:
    """Delete an action of a ministry; returns it, or nothing where it is not there."""
    row = connection.execute(
        delete(ActionRow).where(ActionRow.id == number, ActionRow.ministry_id == ministry_id).returning(*COLUMNS)
    ).first()
    return action_of(row) if row else None


def action_of(row: Any) -> Action:
    """The action a row keeps."""
    return Action(row.title, row.held_on, row.participants, row.source)
