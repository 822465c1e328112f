"""Sign-ins that were begun: they name nobody, serve once, and end within a quarter of an hour."""

from datetime import datetime

from sqlalchemy import String, Text
from sqlalchemy.orm import Mapped, mapped_column

from quiz.storage.database import Base, Instant


class PendingSignInRow(Base):
    """A sign-in under way at ProConnect, found by the hash of its state, and bound to one browser."""

    __tablename__ = "pending_sign_in"

    state_hash: Mapped[str] = mapped_column(String(64), primary_key=True)
    browser_hash: Mapped[str] = mapped_column(String(64))
    nonce: Mapped[str] = mapped_column(String(64))
    verifier: Mapped[str] = mapped_column(String(64))
    next_path: Mapped[str] = mapped_column(Text)
    strong: Mapped[bool]
    again: Mapped[bool]
    expires_at: Mapped[datetime] = mapped_column(Instant, index=True)
