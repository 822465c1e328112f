"""What the timer did, and what the database says of itself. No person, no figure."""

from datetime import datetime, timedelta

from sqlalchemy import delete, func, insert, select, text, update
from sqlalchemy.engine import Connection

from quiz.identity.audit.act import Act
from quiz.identity.audit.tables import AuditRow
from quiz.storage.keys import HashingKeyRow
from quiz.tasks.run import Outcome, Run, Task
from quiz.tasks.system import KnownKey
from quiz.tasks.tables import TaskRunRow

KEPT = timedelta(days=400)
NAMED = {"sqlite": "SQLite", "postgresql": "PostgreSQL"}


def begin(connection: Connection, task: Task, now: datetime) -> int:
    """Keep that a task begins, and forget runs of more than a year ago; returns its number."""
    connection.execute(delete(TaskRunRow).where(TaskRunRow.started_at < now - KEPT))
    begun = insert(TaskRunRow).values(task=task.value, started_at=now, defect="")
    number: int = connection.execute(begun.returning(TaskRunRow.id)).scalar_one()
    return number


def end(connection: Connection, number: int, outcome: Outcome, now: datetime, defect: str) -> None:
    """Keep how a run ended, and the kind of the defect that stopped it, if one did."""
    kind = defect[:80] if outcome is Outcome.STOPPED else ""
    ended = {"finished_at": now, "outcome": outcome.value, "defect": kind}
    connection.execute(update(TaskRunRow).where(TaskRunRow.id == number).values(**ended))


def last_runs(connection: Connection) -> tuple[Run, ...]:
    """The last run of each task that ever ran."""
    last = select(func.max(TaskRunRow.id)).group_by(TaskRunRow.task)
    rows = connection.execute(
        select(
            TaskRunRow.task, TaskRunRow.started_at, TaskRunRow.finished_at, TaskRunRow.outcome, TaskRunRow.defect
        ).where(TaskRunRow.id.in_(last))
    )
    return tuple(
        Run(Task(row.task), row.started_at, row.finished_at, Outcome(row.outcome) if row.outcome else None, row.defect)
        for row in rows
    )


def last_copy(connection: Connection) -> datetime | None:
    """When `quiz db backup` last copied the database."""
    query = select(AuditRow.at).where(AuditRow.act == Act.DATABASE_COPIED.value).order_by(AuditRow.id.desc()).limit(1)
    return connection.scalar(query)


def known_keys(connection: Connection) -> tuple[KnownKey, ...]:
    """The fingerprints of the hashing keys, from the first to the current one."""
    rows = connection.execute(select(HashingKeyRow.fingerprint, HashingKeyRow.since).order_by(HashingKeyRow.position))
    return tuple(KnownKey(row.fingerprint, row.since) for row in rows)


def engine(connection: Connection) -> str:
    """Which database answers, with its version."""
    asked = "SELECT sqlite_version()" if connection.dialect.name == "sqlite" else "SHOW server_version"
    return f"{NAMED[connection.dialect.name]} {connection.scalar(text(asked))}"


def size(connection: Connection) -> int:
    """How many bytes the database takes."""
    asked = "SELECT page_count * page_size FROM pragma_page_count(), pragma_page_size()"
    if connection.dialect.name != "sqlite":
        asked = "SELECT pg_database_size(current_database())"
    return int(connection.scalar(text(asked)) or 0)
