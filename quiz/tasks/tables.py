"""Rows of what the timer did."""

from datetime import datetime

from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column

from quiz.storage.database import Base, Instant


class TaskRunRow(Base):
    """A task begun, and how it ended; killed, it has no end. `defect` is the kind of a defect, never its words."""

    __tablename__ = "task_run"

    id: Mapped[int] = mapped_column(primary_key=True)
    task: Mapped[str] = mapped_column(String(20))
    started_at: Mapped[datetime] = mapped_column(Instant)
    finished_at: Mapped[datetime | None] = mapped_column(Instant)
    outcome: Mapped[str | None] = mapped_column(String(20))
    defect: Mapped[str] = mapped_column(String(80))
