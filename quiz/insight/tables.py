"""Rows of figures: tallies, which no page reads, and published cells, which are all that pages read."""

from datetime import date, datetime

from sqlalchemy import ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from quiz.storage.database import Base, Instant


class TallyRow(Base):
    """How many agents reached a measure, by ministry, module ('' for the path as a whole) and Paris day."""

    __tablename__ = "tally"

    ministry_id: Mapped[str] = mapped_column(ForeignKey("ministry.id"), primary_key=True)
    module_slug: Mapped[str] = mapped_column(String(60), primary_key=True)
    measure: Mapped[str] = mapped_column(String(20), primary_key=True)
    day: Mapped[date] = mapped_column(primary_key=True)
    agents: Mapped[int]


class PublicationRow(Base):
    """One publication of all figures: its rules, the order of modules, and the pool of small ministries."""

    __tablename__ = "publication"

    id: Mapped[int] = mapped_column(primary_key=True)
    published_at: Mapped[datetime] = mapped_column(Instant, index=True)
    small_group: Mapped[int]
    modules: Mapped[str] = mapped_column(Text)
    pool: Mapped[str | None] = mapped_column(Text)
    # The quarter these figures were closed for, or correct; none for those of every week.
    quarter: Mapped[str | None] = mapped_column(String(7))


class QuarterRow(Base):
    """A closed quarter ("2026-T3"), the day its figures go up to, and their publication: never rewritten."""

    __tablename__ = "quarter"

    quarter: Mapped[str] = mapped_column(String(7), primary_key=True)
    closed_on: Mapped[date]
    publication_id: Mapped[int] = mapped_column(ForeignKey("publication.id"))
    closed_at: Mapped[datetime] = mapped_column(Instant)


class PublishedCellRow(Base):
    """One safe cell of one publication, as it may be shown: a state, and bounds where the state has them."""

    __tablename__ = "published_cell"
    __table_args__ = (Index("ix_published_cell_ministry_id_publication_id", "ministry_id", "publication_id"),)

    publication_id: Mapped[int] = mapped_column(ForeignKey("publication.id"), primary_key=True)
    ministry_id: Mapped[str] = mapped_column(String(60), primary_key=True)
    module_slug: Mapped[str] = mapped_column(String(60), primary_key=True)
    measure: Mapped[str] = mapped_column(String(20), primary_key=True)
    state: Mapped[str] = mapped_column(String(20))
    low: Mapped[int | None]
    high: Mapped[int | None]


class TargetRow(Base):
    """A ministry's target: so many per cent of its headcount with at least one module, by the end of a day."""

    __tablename__ = "target"

    ministry_id: Mapped[str] = mapped_column(ForeignKey("ministry.id"), primary_key=True)
    due_on: Mapped[date] = mapped_column(primary_key=True)
    percent: Mapped[int]
    declared_at: Mapped[datetime] = mapped_column(Instant)
