"""Rows of who is asking. No name, no e-mail address, no subject: keyed hashes and random ids only.

Identities and sessions are plain tables found by their hash; they hold no foreign key to persons,
which are partitioned and may one day be distributed.
"""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import ForeignKey, String, Text, UniqueConstraint, Uuid, false
from sqlalchemy.orm import Mapped, mapped_column

from quiz.storage.database import Base, Instant
from quiz.storage.keys import KEYED


class MinistryRow(Base):
    """A ministry, or one of the two answers that are not one ("another public employer", "I do not know").

    `valid_to` is the last day it may be chosen; a ministry that is gone keeps its row, and its counts.
    """

    __tablename__ = "ministry"

    id: Mapped[str] = mapped_column(String(60), primary_key=True)
    name: Mapped[str] = mapped_column(String(200))
    short_name: Mapped[str] = mapped_column(String(60))
    kind: Mapped[str] = mapped_column(String(20))
    position: Mapped[int]
    valid_from: Mapped[date | None]
    valid_to: Mapped[date | None]
    entities_open: Mapped[bool] = mapped_column(server_default=false())


class PersonRow(Base):
    """Anyone signed in: a random id and a confirmed organisation, with the evidence it came from."""

    __tablename__ = "person"
    __table_args__ = ({"postgresql_partition_by": "HASH (id)"},)

    id: Mapped[UUID] = mapped_column(Uuid, primary_key=True)
    ministry_id: Mapped[str | None] = mapped_column(ForeignKey("ministry.id"))
    entity_id: Mapped[str | None] = mapped_column(ForeignKey("entity.id"))
    ministry_evidence: Mapped[str | None] = mapped_column(String(20))
    created_at: Mapped[datetime] = mapped_column(Instant)


class IdentityRow(Base):
    """The keyed hash of an issuer and a subject, and whose it is."""

    __tablename__ = "identity"

    hash: Mapped[str] = mapped_column(String(64), primary_key=True, info=KEYED)
    person_id: Mapped[UUID] = mapped_column(Uuid, index=True)


class SessionRow(Base):
    """An open session, found by the hash of its random token; roles were resolved at sign-in.

    `strong` where several factors were shown then: roles that see or change what others do need it.
    `sealed` is what the provider wants back at sign-out, readable with the cookie's token only.
    """

    __tablename__ = "session"

    token_hash: Mapped[str] = mapped_column(String(64), primary_key=True)
    person_id: Mapped[UUID] = mapped_column(Uuid, index=True)
    grants: Mapped[str] = mapped_column(Text)
    suggested_ministry_id: Mapped[str | None] = mapped_column(ForeignKey("ministry.id"))
    suggested_entity_id: Mapped[str | None] = mapped_column(ForeignKey("entity.id"))
    suggestion_reason: Mapped[str | None] = mapped_column(String(20))
    strong: Mapped[bool] = mapped_column(server_default=false())
    sealed: Mapped[str | None] = mapped_column(Text)
    opened_at: Mapped[datetime] = mapped_column(Instant)
    expires_at: Mapped[datetime] = mapped_column(Instant, index=True)


class HeldPostRow(Base):
    """What someone sent once their session was over: held a quarter of an hour, for them alone."""

    __tablename__ = "held_post"

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[UUID] = mapped_column(Uuid, unique=True)
    path: Mapped[str] = mapped_column(Text)
    form: Mapped[str] = mapped_column(Text)
    expires_at: Mapped[datetime] = mapped_column(Instant, index=True)


class RoleGrantRow(Base):
    """A role given to the keyed hash of a verified e-mail, until a day or for good: within a ministry, an entity of
    it, or everywhere.

    `label` says whose it is without naming anyone; `deputy` stands in for another holder, with the same rights.
    """

    __tablename__ = "role_grant"

    id: Mapped[int] = mapped_column(primary_key=True)
    email_hash: Mapped[str] = mapped_column(String(64), index=True, info=KEYED)
    role: Mapped[str] = mapped_column(String(20))
    ministry_id: Mapped[str | None] = mapped_column(ForeignKey("ministry.id"))
    entity_id: Mapped[str | None] = mapped_column(ForeignKey("entity.id"))
    label: Mapped[str] = mapped_column(String(120))
    deputy: Mapped[bool] = mapped_column(server_default=false())
    until: Mapped[date | None]
    granted_at: Mapped[datetime] = mapped_column(Instant)


class RoleRequestRow(Base):
    """A request for a referent's access, until the pilot decides: who asks is a keyed hash and a reference."""

    __tablename__ = "role_request"
    __table_args__ = (UniqueConstraint("email_hash", "ministry_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    email_hash: Mapped[str] = mapped_column(String(64), info=KEYED)
    ministry_id: Mapped[str] = mapped_column(ForeignKey("ministry.id"))
    entity_id: Mapped[str | None] = mapped_column(ForeignKey("entity.id"))
    position: Mapped[str] = mapped_column(String(30))
    deputy: Mapped[bool]
    reference: Mapped[str] = mapped_column(String(9))
    asked_at: Mapped[datetime] = mapped_column(Instant)


class VerifiedEmailRow(Base):
    """The keyed hash of an e-mail that a provider vouched for, and whose it is: revoking a role ends their sessions."""

    __tablename__ = "verified_email"
    __table_args__ = (UniqueConstraint("email_hash", "person_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    email_hash: Mapped[str] = mapped_column(String(64), info=KEYED)
    person_id: Mapped[UUID] = mapped_column(Uuid, index=True)
    verified_at: Mapped[datetime] = mapped_column(Instant)


class AbsorbedRow(Base):
    """The number a person bore before two became one, by its keyed hash: erased, they are erased under it too.

    A backup made before they were joined knows them under both numbers.
    """

    __tablename__ = "absorbed"

    person_hash: Mapped[str] = mapped_column(String(64), primary_key=True, info=KEYED)
    person_id: Mapped[UUID] = mapped_column(Uuid, index=True)
