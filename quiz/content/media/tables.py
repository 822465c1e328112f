"""Rows of images: each content once, for ever, and which one a name stands for now."""

from sqlalchemy import ForeignKey, LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column

from quiz.storage.database import Base


class MediaRow(Base):
    """The bytes of a file, under their SHA-256: never changed, never taken away while a version may show them."""

    __tablename__ = "media"

    digest: Mapped[str] = mapped_column(String(64), primary_key=True)
    body: Mapped[bytes] = mapped_column(LargeBinary)


class MediaNameRow(Base):
    """What an author means by the name of a file now; versions keep what it meant when they were published."""

    __tablename__ = "media_name"

    name: Mapped[str] = mapped_column(String(120), primary_key=True)
    digest: Mapped[str] = mapped_column(ForeignKey("media.digest"))
