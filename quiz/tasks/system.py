"""The state of the system, and what in it needs the operator."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import Enum

from quiz.tasks.run import Outcome, Run, Task

# The timer runs once a day.
SILENT_AFTER = timedelta(hours=36)
UNENDED_AFTER = timedelta(hours=6)
COPIED_WITHIN = timedelta(days=7)
# Publication is due at an hour, and the timer may run up to a day later.
LATE_AFTER = SILENT_AFTER
LEAST_FREE = 1_000_000_000


@dataclass(frozen=True)
class KnownKey:
    """The fingerprint of a hashing key, which says nothing of it, and since when the database knows it."""

    fingerprint: str
    since: datetime


@dataclass(frozen=True)
class System:
    """What an operator may know: no person, no figure. `free` is None where the database is on another machine."""

    runs: tuple[Run, ...]
    published_at: datetime | None
    publication_due_at: datetime | None
    purged_at: datetime | None
    copied_at: datetime | None
    schema_current: bool
    keys_current: bool
    journal: bool
    size: int
    free: int | None

    def run(self, task: Task) -> Run | None:
        """The last run of a task."""
        return next((run for run in self.runs if run.task is task), None)


class Attention(Enum):
    """What an operator should look at, the most pressing first."""

    SCHEMA_BEHIND = "schema_behind"
    OTHER_KEYS = "other_keys"
    DISK_LOW = "disk_low"
    TIMER_SILENT = "timer_silent"
    TASK_STOPPED = "task_stopped"
    TASK_UNENDED = "task_unended"
    PUBLICATION_LATE = "publication_late"
    NEVER_PURGED = "never_purged"
    NOT_COPIED = "not_copied"
    NO_JOURNAL = "no_journal"


def attention(system: System, now: datetime) -> tuple[Attention, ...]:
    """What needs the operator at that hour, the most pressing first."""
    last = max((run.started_at for run in system.runs), default=None)
    due = system.publication_due_at
    found = {
        Attention.SCHEMA_BEHIND: not system.schema_current,
        Attention.OTHER_KEYS: not system.keys_current,
        # A copy of the database, or its upgrade, may need as much again.
        Attention.DISK_LOW: system.free is not None and system.free < max(system.size, LEAST_FREE),
        Attention.TIMER_SILENT: last is None or now - last > SILENT_AFTER,
        Attention.TASK_STOPPED: any(run.outcome is Outcome.STOPPED for run in system.runs),
        Attention.TASK_UNENDED: any(
            run.finished_at is None and now - run.started_at > UNENDED_AFTER for run in system.runs
        ),
        Attention.PUBLICATION_LATE: due is None or now - due > LATE_AFTER,
        Attention.NEVER_PURGED: system.purged_at is None,
        Attention.NOT_COPIED: system.copied_at is None or now - system.copied_at > COPIED_WITHIN,
        Attention.NO_JOURNAL: not system.journal,
    }
    return tuple(what for what in Attention if found[what])
