"""Rows of the audit log. Triggers of the database refuse to change one, or to delete one before another is a year
younger, whoever asks through the service.
"""

from datetime import datetime

from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column

from quiz.identity.audit.act import LONGEST
from quiz.storage.database import Base, Instant


class AuditRow(Base):
    """One act: when, which, by which role, on what. No name, no e-mail address, no person's id."""

    __tablename__ = "audit"

    id: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[datetime] = mapped_column(Instant, index=True)
    act: Mapped[str] = mapped_column(String(40))
    role: Mapped[str] = mapped_column(String(20))
    label: Mapped[str] = mapped_column(String(120))
    what: Mapped[str] = mapped_column(String(LONGEST))
