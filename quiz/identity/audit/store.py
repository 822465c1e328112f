"""The audit log: written in the transaction of the act itself, so that neither is ever without the other."""

from datetime import datetime

from sqlalchemy import insert, select
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
