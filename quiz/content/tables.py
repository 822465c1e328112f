"""Rows of what is taught: published versions are written once and never changed, their translations may be."""

from datetime import datetime

from sqlalchemy import BigInteger, ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from quiz.storage.database import Base, Instant


class ModuleVersionRow(Base):
    """One published version of a module; `denominator` is common to all the scores it can give.

    `source` is the YAML its author wrote, `media` the digest of each file it shows, by name (JSON).
    """

    __tablename__ = "module_version"
    __table_args__ = (UniqueConstraint("slug", "number"), UniqueConstraint("slug", "fingerprint"))

    id: Mapped[int] = mapped_column(primary_key=True)
    slug: Mapped[str] = mapped_column(String(60))
    number: Mapped[int]
    fingerprint: Mapped[str] = mapped_column(String(64))
    denominator: Mapped[int] = mapped_column(BigInteger)
    document: Mapped[str] = mapped_column(Text)
    source: Mapped[str] = mapped_column(Text)
    media: Mapped[str] = mapped_column(Text, server_default="{}")
    published_at: Mapped[datetime] = mapped_column(Instant)


class ModuleTranslationRow(Base):
    """The texts of a published version in another language; unlike the version, they may be corrected.

    `source_fingerprint` is the content they were checked against.
    """

    __tablename__ = "module_translation"

    version_id: Mapped[int] = mapped_column(ForeignKey("module_version.id"), primary_key=True)
    language: Mapped[str] = mapped_column(String(8), primary_key=True)
    source_fingerprint: Mapped[str] = mapped_column(String(64))
    document: Mapped[str] = mapped_column(Text)
    source: Mapped[str] = mapped_column(Text, server_default="")
    media: Mapped[str] = mapped_column(Text, server_default="{}")


class ModuleRow(Base):
    """Which version of a module is proposed now, and whether the series' path goes through it."""

    __tablename__ = "module"

    slug: Mapped[str] = mapped_column(String(60), primary_key=True)
    version_id: Mapped[int] = mapped_column(ForeignKey("module_version.id"))
    in_path: Mapped[bool]


class SeriesRow(Base):
    """The order in which modules are proposed."""

    __tablename__ = "series"

    slug: Mapped[str] = mapped_column(String(60), primary_key=True)
    document: Mapped[str] = mapped_column(Text)
    source: Mapped[str] = mapped_column(Text, server_default="")
    published_at: Mapped[datetime] = mapped_column(Instant)


class DraftRow(Base):
    """An author's text in work; `revision` refuses the second of two simultaneous changes."""

    __tablename__ = "draft"

    slug: Mapped[str] = mapped_column(String(60), primary_key=True)
    text: Mapped[str] = mapped_column(Text)
    revision: Mapped[int]
    changed_at: Mapped[datetime] = mapped_column(Instant)


class TranslationDraftRow(Base):
    """A translation in work, kept like a draft of its module."""

    __tablename__ = "translation_draft"

    slug: Mapped[str] = mapped_column(String(60), primary_key=True)
    language: Mapped[str] = mapped_column(String(8), primary_key=True)
    text: Mapped[str] = mapped_column(Text)
    revision: Mapped[int]
    changed_at: Mapped[datetime] = mapped_column(Instant)
