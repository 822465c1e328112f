"""Rows of what was erased and purged, without anyone in them."""

from datetime import date, datetime

from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column

from quiz.storage.database import Base, Instant
from quiz.storage.keys import KEYED


class ErasureRow(Base):
    """Someone asked to be erased: the keyed hash of a random id that is nowhere any more, to erase it from a backup."""

    __tablename__ = "erasure"

    person_hash: Mapped[str] = mapped_column(String(64), primary_key=True, info=KEYED)
    erased_on: Mapped[date]


class PurgeRow(Base):
    """A purge that came to its end, and how many rows it deleted; the last one is told on the personal data page."""

    __tablename__ = "purge"

    id: Mapped[int] = mapped_column(primary_key=True)
    finished_at: Mapped[datetime] = mapped_column(Instant, index=True)
    responses: Mapped[int]
    attempts: Mapped[int]
    results: Mapped[int]
    persons: Mapped[int]
    expired: Mapped[int]
    lines: Mapped[int] = mapped_column(server_default="0")
