"""Histograms of first submitted attempts: how many, by score. No person, no ministry, no day.

`shown` separates what statistics are computed from, which moves by thirty attempts or more, from
what waits to join it.
"""

from sqlalchemy import BigInteger, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from quiz.storage.database import Base


class ItemCountRow(Base):
    """How many attempts at a version, in a language, earned these units on an item and on the rest of their draw."""

    __tablename__ = "item_count"

    version_id: Mapped[int] = mapped_column(ForeignKey("module_version.id"), primary_key=True)
    language: Mapped[str] = mapped_column(String(8), primary_key=True)
    shown: Mapped[bool] = mapped_column(primary_key=True)
    item_id: Mapped[str] = mapped_column(String(60), primary_key=True)
    max_units: Mapped[int] = mapped_column(BigInteger, primary_key=True)
    score_units: Mapped[int] = mapped_column(BigInteger, primary_key=True)
    rest_units: Mapped[int] = mapped_column(BigInteger, primary_key=True)
    attempts: Mapped[int]


class TotalCountRow(Base):
    """How many attempts at a version, in a language, earned these units in all."""

    __tablename__ = "total_count"

    version_id: Mapped[int] = mapped_column(ForeignKey("module_version.id"), primary_key=True)
    language: Mapped[str] = mapped_column(String(8), primary_key=True)
    shown: Mapped[bool] = mapped_column(primary_key=True)
    score_units: Mapped[int] = mapped_column(BigInteger, primary_key=True)
    attempts: Mapped[int]
