"""Rows of headcounts that are of some entities of a ministry alone; those of ministries are in `insight/tables.py`."""

from datetime import date, datetime

from sqlalchemy import ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from quiz.storage.database import Base, Instant


class EntityHeadcountRow(Base):
    """A declared number of agents of some entities, which are listed as JSON, at a date and from a source."""

    __tablename__ = "entity_headcount"

    ministry_id: Mapped[str] = mapped_column(ForeignKey("ministry.id"), primary_key=True)
    counted_on: Mapped[date] = mapped_column(primary_key=True)
    agents: Mapped[int]
    source: Mapped[str] = mapped_column(String(300))
    perimeter: Mapped[str] = mapped_column(String(300))
    entities: Mapped[str] = mapped_column(Text)
    declared_at: Mapped[datetime] = mapped_column(Instant)
