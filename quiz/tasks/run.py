"""One run of one task: what the timer did, and how it ended."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import Enum


class Task(Enum):
    """What `quiz tasks run` does, in that order."""

    # Statistics of questions need the responses that are about to be deleted.
    STATISTICS = "statistics"
    PURGE = "purge"
    PUBLICATION = "publication"


class Outcome(Enum):
    """How a run ended; one that was killed has no end."""

    DONE = "done"
    DECLINED = "declined"  # in words, such as: another machine is publishing
    STOPPED = "stopped"  # by a defect


@dataclass(frozen=True)
class Run:
    """A task begun at a moment; `defect` is the kind of what stopped it, never its words, which may quote anything."""

    task: Task
    started_at: datetime
    finished_at: datetime | None = None
    outcome: Outcome | None = None
    defect: str = ""

    @property
    def length(self) -> timedelta | None:
        """How long it took; None where it has not ended."""
        return None if self.finished_at is None else self.finished_at - self.started_at
