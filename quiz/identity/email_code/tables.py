"""Rows of codes under way and of what was counted: keyed hashes, for an hour at most."""

from datetime import datetime

from sqlalchemy import Index, SmallInteger, String
from sqlalchemy.orm import Mapped, mapped_column

from quiz.storage.database import Base, Instant
from quiz.storage.keys import KEYED


class EmailCodeRow(Base):
    """One code: the browser that asked for it, the address it went to, itself, and how often it was missed."""

    __tablename__ = "email_code"
    __table_args__ = (Index("ix_email_code_browser_hash_email_hash", "browser_hash", "email_hash"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    browser_hash: Mapped[str] = mapped_column(String(64))
    email_hash: Mapped[str] = mapped_column(String(64), info=KEYED)
    code_hash: Mapped[str] = mapped_column(String(64), info=KEYED)
    tries: Mapped[int] = mapped_column(SmallInteger)
    expires_at: Mapped[datetime] = mapped_column(Instant, index=True)


class ThrottleRow(Base):
    """How many times something happened to the keyed hash of an address or of a network, and until when it counts."""

    __tablename__ = "throttle"

    hash: Mapped[str] = mapped_column(String(64), primary_key=True, info=KEYED)
    count: Mapped[int]
    until: Mapped[datetime] = mapped_column(Instant, index=True)
