"""Rows of an agent's path: keyed by person first, and partitioned by person on PostgreSQL."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import (
    BigInteger,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    SmallInteger,
    String,
    Text,
    Uuid,
    case,
    func,
    select,
    text,
)
from sqlalchemy.orm import Mapped, mapped_column

from quiz.storage.database import Base, Instant

BY_PERSON = {"postgresql_partition_by": "HASH (person_id)"}


class PathRow(Base):
    """How far one person is in one module, by Paris day, with the organisation frozen at completion.

    `stage` is 1 started, 2 completed, 3 passed; `UncountedRow` tells how much of it the tallies
    know. `rank` tells which of the person's completions within that ministry this one was,
    `entity_rank` which within that ministry and entity (none being an entity too).
    `start_ministry_id` and `start_entity_id` tell where it was started, where completion then
    froze another organisation: a start that was counted there by itself moves when the completion
    is folded (`START_MINISTRY`). The next purge empties both.
    """

    __tablename__ = "path"
    __table_args__ = (BY_PERSON,)

    person_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"), primary_key=True)
    module_slug: Mapped[str] = mapped_column(ForeignKey("module.slug"), primary_key=True)
    ministry_id: Mapped[str] = mapped_column(ForeignKey("ministry.id"))
    entity_id: Mapped[str | None] = mapped_column(ForeignKey("entity.id"))
    version_id: Mapped[int | None] = mapped_column(ForeignKey("module_version.id"))
    started_on: Mapped[date]
    video_done_on: Mapped[date | None]
    completed_on: Mapped[date | None]
    passed_on: Mapped[date | None]
    stage: Mapped[int] = mapped_column(SmallInteger)
    rank: Mapped[int | None] = mapped_column(SmallInteger)
    entity_rank: Mapped[int | None] = mapped_column(SmallInteger)
    start_ministry_id: Mapped[str | None] = mapped_column(ForeignKey("ministry.id"))
    start_entity_id: Mapped[str | None] = mapped_column(ForeignKey("entity.id"))


class UncountedRow(Base):
    """A path that the tallies do not know all of: there while they are behind, with the stage they know.

    Triggers write it in the transaction that moves `path.stage`, whoever moves it; folding deletes it in
    the transaction that adds to the tallies. So none is skipped, however late it is committed, and none
    is counted twice.
    """

    __tablename__ = "uncounted"
    __table_args__ = (BY_PERSON,)

    person_id: Mapped[UUID] = mapped_column(Uuid, primary_key=True)
    module_slug: Mapped[str] = mapped_column(String(60), primary_key=True)
    counted: Mapped[int] = mapped_column(SmallInteger)


# Of a path: the stage that the tallies know, and where they count a start that the next folding moves.
COUNTED = func.coalesce(
    select(UncountedRow.counted)
    .where(UncountedRow.person_id == PathRow.person_id, UncountedRow.module_slug == PathRow.module_slug)
    .correlate(PathRow)
    .scalar_subquery(),
    PathRow.stage,
)
START_MINISTRY = case((COUNTED == 1, PathRow.start_ministry_id))
START_ENTITY = case((COUNTED == 1, PathRow.start_entity_id))


class AttemptRow(Base):
    """One run through one version: seed, drawn items, and the score once submitted.

    Scores are whole units over the version's common denominator, so that sums stay exact.
    `folded` is 0 until the statistics of items know the attempt; they need its responses.
    """

    __tablename__ = "attempt"
    __table_args__ = (
        Index("uq_attempt_ordinal", "person_id", "module_slug", "number", unique=True),
        Index(
            "uq_attempt_open",
            "person_id",
            "module_slug",
            unique=True,
            sqlite_where=text("submitted_at IS NULL"),
            postgresql_where=text("submitted_at IS NULL"),
        ),
        Index(
            "ix_attempt_unfolded",
            "person_id",
            "id",
            sqlite_where=text("submitted_at IS NOT NULL AND folded < 2"),
            postgresql_where=text("submitted_at IS NOT NULL AND folded < 2"),
        ),
        BY_PERSON,
    )

    person_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"), primary_key=True)
    id: Mapped[UUID] = mapped_column(Uuid, primary_key=True)
    module_slug: Mapped[str] = mapped_column(ForeignKey("module.slug"))
    number: Mapped[int] = mapped_column(SmallInteger)
    version_id: Mapped[int] = mapped_column(ForeignKey("module_version.id"))
    language: Mapped[str] = mapped_column(String(8))
    seed: Mapped[int] = mapped_column(BigInteger)
    items: Mapped[str] = mapped_column(Text)
    answered: Mapped[int] = mapped_column(SmallInteger)
    opened_at: Mapped[datetime] = mapped_column(Instant)
    answered_at: Mapped[datetime | None] = mapped_column(Instant)
    submitted_at: Mapped[datetime | None] = mapped_column(Instant)
    score_units: Mapped[int | None] = mapped_column(BigInteger)
    max_units: Mapped[int | None] = mapped_column(BigInteger)
    folded: Mapped[int] = mapped_column(SmallInteger, server_default=text("0"))


class ResponseRow(Base):
    """One response to one item of an attempt; the key of its post makes a repeated post harmless."""

    __tablename__ = "response"
    __table_args__ = (
        ForeignKeyConstraint(["person_id", "attempt_id"], ["attempt.person_id", "attempt.id"], ondelete="CASCADE"),
        BY_PERSON,
    )

    person_id: Mapped[UUID] = mapped_column(Uuid, primary_key=True)
    attempt_id: Mapped[UUID] = mapped_column(Uuid, primary_key=True)
    item_id: Mapped[str] = mapped_column(String(60), primary_key=True)
    submission_key: Mapped[UUID] = mapped_column(Uuid)
    given: Mapped[str] = mapped_column(Text)
    score_units: Mapped[int] = mapped_column(BigInteger)
    max_units: Mapped[int] = mapped_column(BigInteger)
    recorded_at: Mapped[datetime] = mapped_column(Instant)
