"""Rows of headcounts: of ministries, and of some of their entities alone, each with its history."""

from datetime import date, datetime

from sqlalchemy import ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from quiz.storage.database import Base, Instant


class Counted:
    """A declared number of agents, from a source, for a perimeter."""

    agents: Mapped[int]
    source: Mapped[str] = mapped_column(String(300))
    perimeter: Mapped[str] = mapped_column(String(300))
    declared_at: Mapped[datetime] = mapped_column(Instant)


class HeadcountRow(Counted, Base):
    """The headcount of a ministry, on the day it was counted."""

    __tablename__ = "headcount"

    ministry_id: Mapped[str] = mapped_column(ForeignKey("ministry.id"), primary_key=True)
    counted_on: Mapped[date] = mapped_column(primary_key=True)


class EntityHeadcountRow(Counted, Base):
    """The headcount of some entities of a ministry, which are listed as JSON, on the day it was counted."""

    __tablename__ = "entity_headcount"

    ministry_id: Mapped[str] = mapped_column(ForeignKey("ministry.id"), primary_key=True)
    counted_on: Mapped[date] = mapped_column(primary_key=True)
    entities: Mapped[str] = mapped_column(Text)
