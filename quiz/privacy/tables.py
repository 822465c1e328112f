"""Rows of what was erased, without anyone in them."""

from datetime import date

from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column

from quiz.storage.database import Base
from quiz.storage.keys import KEYED


class ErasureRow(Base):
    """Someone asked to be erased: the keyed hash of a random id that is nowhere any more, to erase it from a backup."""

    __tablename__ = "erasure"

    person_hash: Mapped[str] = mapped_column(String(64), primary_key=True, info=KEYED)
    erased_on: Mapped[date]
