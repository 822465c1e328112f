"""The last day a dashboard was looked at by a referent: a row a ministry, and nothing of who it was."""

from datetime import date

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from quiz.storage.database import Base


class DashboardVisitRow(Base):
    """A ministry, and the last day one of its referents opened its dashboard; neither the hour nor the referent."""

    __tablename__ = "dashboard_visit"

    ministry_id: Mapped[str] = mapped_column(ForeignKey("ministry.id"), primary_key=True)
    visited_on: Mapped[date]
