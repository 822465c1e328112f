"""Rows of the API's tokens."""

from datetime import date, datetime

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from quiz.storage.database import Base, Instant
from quiz.storage.keys import KEYED


class ApiTokenRow(Base):
    """A token, found by its keyed hash; one that has ended or was revoked keeps its row, to be told so."""

    __tablename__ = "api_token"

    id: Mapped[int] = mapped_column(primary_key=True)
    token_hash: Mapped[str] = mapped_column(String(64), unique=True, info=KEYED)
    label: Mapped[str] = mapped_column(String(80))
    ministry_id: Mapped[str | None] = mapped_column(ForeignKey("ministry.id"))
    made_at: Mapped[datetime] = mapped_column(Instant)
    last_day: Mapped[date]
    revoked_at: Mapped[datetime | None] = mapped_column(Instant)
    used_on: Mapped[date | None]
