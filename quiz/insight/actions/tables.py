"""Rows of what ministries declare beside the modules."""

from datetime import date, datetime

from sqlalchemy import ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from quiz.storage.database import Base, Instant


class ActionRow(Base):
    """An action of a ministry: its title, its day, how many took part and the source of that; it names no one."""

    __tablename__ = "action"
    __table_args__ = (UniqueConstraint("ministry_id", "held_on", "title"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    ministry_id: Mapped[str] = mapped_column(ForeignKey("ministry.id"))
    held_on: Mapped[date]
    title: Mapped[str] = mapped_column(String(120))
    participants: Mapped[int]
    source: Mapped[str] = mapped_column(String(300))
    declared_at: Mapped[datetime] = mapped_column(Instant)
