"""The audit log: written in the transaction of the act itself, so that neither is ever without the other."""

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import delete, func, insert, or_, select
from sqlalchemy.engine import Connection

from quiz.identity.audit.act import LONGEST, Act, Entry, Who
from quiz.identity.audit.tables import AuditRow

ADD = insert(AuditRow)


def write(connection: Connection, act: Act, who: Who, what: str, now: datetime) -> None:
    """Add one act to the log, in the caller's transaction. `who` comes from `act.signature`; `what` names no one."""
    values = {"act": act.value, "role": who.role, "label": who.label, "what": what[:LONGEST]}
    connection.execute(ADD, {"at": now, **values})


def latest(connection: Connection, limit: int, before: int | None = None) -> tuple[Entry, ...]:
    """The latest acts, the newest first; those before a number, when one is given."""
    query = select(AuditRow.id, AuditRow.at, AuditRow.act, AuditRow.role, AuditRow.label, AuditRow.what)
    if before is not None:
        query = query.where(AuditRow.id < before)
    rows = connection.execute(query.order_by(AuditRow.id.desc()).limit(limit))
    return tuple(Entry(row.id, row.at, Act(row.act), Who(row.role, row.label), row.what) for row in rows)


def delete_old(connection: Connection, who: Who, standing: Iterable[str], until: datetime, now: datetime) -> int:
    """Delete the lines older than a moment, and add one that says how many; returns that number, often none.

    That a role was given is kept while the role is among those `standing`, as the log spells them, and as long as
    the line that says it was taken back. The latest copy of the database stays known, however old.
    """
    taken_back = select(AuditRow.what).where(AuditRow.act == Act.ROLE_REVOKED.value, AuditRow.at >= until)
    kept = {*standing, *connection.scalars(taken_back)}
    latest_copy = connection.scalar(select(func.max(AuditRow.id)).where(AuditRow.act == Act.DATABASE_COPIED.value))
    old = (
        AuditRow.at < until,
        or_(AuditRow.act != Act.ROLE_GRANTED.value, AuditRow.what.not_in(kept)),
        AuditRow.id != (latest_copy or 0),
    )
    count = connection.scalar(select(func.count()).where(*old)) or 0
    if count:
        # First: the database lets a line go once another one is a year younger.
        write(connection, Act.LINES_DELETED, who, str(count), now)
        connection.execute(delete(AuditRow).where(*old))
    return count
