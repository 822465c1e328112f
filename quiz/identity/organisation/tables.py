"""Rows of organisations: entities, what tells of them at sign-in, how they change, and what referents propose."""

from datetime import date, datetime

from sqlalchemy import ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from quiz.storage.database import Base, Instant


class EntityRow(Base):
    """A part of a ministry, found by its code within it; `valid_to` is the last day it may be chosen."""

    __tablename__ = "entity"
    __table_args__ = (Index("ix_entity_ministry_id", "ministry_id"),)

    id: Mapped[str] = mapped_column(String(121), primary_key=True)
    ministry_id: Mapped[str] = mapped_column(ForeignKey("ministry.id"))
    name: Mapped[str] = mapped_column(String(200))
    valid_from: Mapped[date | None]
    valid_to: Mapped[date | None]


class OrganisationEvidenceRow(Base):
    """A SIRET, a SIREN, a mail domain or a pattern of domains, and the organisation it tells; none where shared."""

    __tablename__ = "organisation_evidence"

    kind: Mapped[str] = mapped_column(String(20), primary_key=True)
    value: Mapped[str] = mapped_column(String(255), primary_key=True)
    ministry_id: Mapped[str | None] = mapped_column(ForeignKey("ministry.id"))
    entity_id: Mapped[str | None] = mapped_column(ForeignKey("entity.id"))


class OrganisationNameRow(Base):
    """What a ministry was called until a day, included; its row bears the name it has now."""

    __tablename__ = "organisation_name"

    ministry_id: Mapped[str] = mapped_column(ForeignKey("ministry.id"), primary_key=True)
    until: Mapped[date] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(200))


class OrganisationChangeRow(Base):
    """From a day on, a ministry is part of another, or one of its entities is; see `changes.py`."""

    __tablename__ = "organisation_change"
    __table_args__ = (UniqueConstraint("day", "source_id", "entity_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    day: Mapped[date]
    source_id: Mapped[str] = mapped_column(ForeignKey("ministry.id"))
    target_id: Mapped[str] = mapped_column(ForeignKey("ministry.id"))
    entity_id: Mapped[str | None] = mapped_column(ForeignKey("entity.id"))


class EntityProposalRow(Base):
    """The entities a referent proposes for a ministry, as their sheet said, until the pilot decides."""

    __tablename__ = "entity_proposal"

    id: Mapped[int] = mapped_column(primary_key=True)
    ministry_id: Mapped[str] = mapped_column(ForeignKey("ministry.id"), index=True)
    entities: Mapped[str] = mapped_column(Text)
    proposed_at: Mapped[datetime] = mapped_column(Instant)
    decision: Mapped[str | None] = mapped_column(String(20))
    decided_at: Mapped[datetime | None] = mapped_column(Instant)
