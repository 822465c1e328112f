"""Published versions, kept for ever, their translations, and the series that orders modules."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from threading import Lock

from sqlalchemy import ColumnElement, func, insert, select, true, update
from sqlalchemy.engine import Connection

from quiz.content.fingerprint import NO_MEDIA
from quiz.content.module import Module, Series
from quiz.content.tables import ModuleRow, ModuleTranslationRow, ModuleVersionRow, SeriesRow
from quiz.content.translation import SOURCE_LANGUAGE, Translation, translated
from quiz.refusal import Reason, Refused

REMEMBERED = 256
# A corrected translation is seen by every process after this long at most.
TRANSLATION_REMEMBERED = timedelta(minutes=1)
# Built once: building a query costs more than running it.
CURRENT_VERSIONS = select(ModuleRow.slug, ModuleRow.version_id)
PROPOSED = (
    select(ModuleRow.slug, ModuleRow.version_id, SeriesRow.document)
    .outerjoin(SeriesRow, true())
    .order_by(SeriesRow.published_at)
)
SERIES = select(SeriesRow.document).order_by(SeriesRow.published_at.desc()).limit(1)


@dataclass(frozen=True)
class Version:
    """One published version of a module, and the denominator common to its scores."""

    id: int
    slug: str
    number: int
    fingerprint: str
    denominator: int
    published_at: datetime
    module: Module
    media: Mapping[str, str]


@dataclass(frozen=True)
class Taught:
    """A version in one language: its texts, and the digest of each file it shows, by name."""

    module: Module
    media: Mapping[str, str]


@dataclass(frozen=True)
class KeptTranslation:
    """A translation of a version: its value, its author's YAML, its own files, the content it was checked against."""

    value: Translation
    source: str
    media: Mapping[str, str]
    source_fingerprint: str


class Shelf:
    """The versions this process has read: they never change, so memory is as good as the database.

    One shelf per application, since two databases may give one id to different versions.
    """

    def __init__(self) -> None:
        self._versions: dict[int, Version] = {}
        self._translated: dict[tuple[int, str], tuple[Taught, datetime]] = {}
        self._lock = Lock()

    def version(self, connection: Connection, version_id: int) -> Version:
        """The version of that id."""
        known = self._versions.get(version_id)
        if known is None:
            row = connection.execute(
                select(
                    ModuleVersionRow.id,
                    ModuleVersionRow.slug,
                    ModuleVersionRow.number,
                    ModuleVersionRow.fingerprint,
                    ModuleVersionRow.denominator,
                    ModuleVersionRow.published_at,
                    ModuleVersionRow.document,
                    ModuleVersionRow.media,
                ).where(ModuleVersionRow.id == version_id)
            ).one()
            module = Module.model_validate_json(row.document)
            known = Version(*row[:6], module=module, media=json.loads(row.media))
            with self._lock:
                if len(self._versions) >= REMEMBERED:
                    self._versions.clear()
                self._versions[version_id] = known
        return known

    def module(self, connection: Connection, version: Version, language: str, now: datetime) -> Module:
        """The module of a version in that language where it is translated, else in French."""
        return self.taught(connection, version, language, now).module

    def taught(self, connection: Connection, version: Version, language: str, now: datetime) -> Taught:
        """A version and its files in that language where it is translated, else in French."""
        if language == SOURCE_LANGUAGE:
            return Taught(version.module, version.media)
        known = self._translated.get((version.id, language))
        if known is None or known[1] <= now:
            found = kept_translation(connection, version.id, language)
            taught = Taught(version.module, version.media)
            if found:
                taught = Taught(translated(version.module, found.value), {**version.media, **found.media})
            known = taught, now + TRANSLATION_REMEMBERED
            with self._lock:
                if len(self._translated) >= REMEMBERED:
                    self._translated.clear()
                self._translated[version.id, language] = known
        return known[0]


def current_versions(connection: Connection) -> dict[str, int]:
    """The version proposed now, by module."""
    return {row.slug: row.version_id for row in connection.execute(CURRENT_VERSIONS)}


def proposed(connection: Connection) -> tuple[Series | None, dict[str, int]]:
    """The series published last, if any, and the version proposed now of each module, in one statement."""
    rows = connection.execute(PROPOSED).all()
    document = rows[-1].document if rows else None
    return (
        Series.model_validate_json(document) if document else None,
        {row.slug: row.version_id for row in rows},
    )


def series(connection: Connection) -> Series | None:
    """The series published last, or nothing yet."""
    document = connection.scalar(SERIES)
    return Series.model_validate_json(document) if document else None


def versions(connection: Connection, slug: str) -> tuple[tuple[int, int, datetime], ...]:
    """The id, number and hour of each version of a module, the last first."""
    row = ModuleVersionRow
    found = select(row.id, row.number, row.published_at).where(row.slug == slug).order_by(row.number.desc())
    return tuple((each.id, each.number, each.published_at) for each in connection.execute(found))


def fingerprints(connection: Connection, slug: str) -> dict[str, int]:
    """The id of each version of a module, by fingerprint."""
    rows = connection.execute(
        select(ModuleVersionRow.fingerprint, ModuleVersionRow.id).where(ModuleVersionRow.slug == slug)
    )
    return {row.fingerprint: row.id for row in rows}


def add_version(
    connection: Connection,
    module: Module,
    fingerprint: str,
    denominator: int,
    source: str,
    now: datetime,
    media: Mapping[str, str] = NO_MEDIA,
) -> int:
    """Keep a new version, with the digests of the files it shows; returns its id."""
    number = connection.scalar(select(func.max(ModuleVersionRow.number)).where(ModuleVersionRow.slug == module.module))
    added = connection.execute(
        insert(ModuleVersionRow)
        .values(
            slug=module.module,
            number=(number or 0) + 1,
            fingerprint=fingerprint,
            denominator=denominator,
            document=module.model_dump_json(),
            source=source,
            media=json.dumps(dict(media), sort_keys=True),
            published_at=now,
        )
        .returning(ModuleVersionRow.id)
    )
    return int(added.scalar_one())


def recall_media(connection: Connection, version_id: int, media: Mapping[str, str]) -> None:
    """Complete a version published before files were kept; its fingerprint says that these are its own."""
    connection.execute(
        update(ModuleVersionRow)
        .where(ModuleVersionRow.id == version_id, ModuleVersionRow.media == "{}")
        .values(media=json.dumps(dict(media), sort_keys=True))
    )


def kept_translation(connection: Connection, version_id: int, language: str) -> KeptTranslation | None:
    """The translation of a version in that language, or nothing where there is none."""
    return kept_translations(connection, version_id, ModuleTranslationRow.language == language).get(language)


def kept_translations(
    connection: Connection, version_id: int, which: ColumnElement[bool] | None = None
) -> dict[str, KeptTranslation]:
    """The translations of a version, by language."""
    rows = connection.execute(
        select(
            ModuleTranslationRow.language,
            ModuleTranslationRow.document,
            ModuleTranslationRow.source,
            ModuleTranslationRow.media,
            ModuleTranslationRow.source_fingerprint,
        ).where(ModuleTranslationRow.version_id == version_id, true() if which is None else which)
    )
    return {
        row.language: KeptTranslation(
            Translation.model_validate_json(row.document), row.source, json.loads(row.media), row.source_fingerprint
        )
        for row in rows
    }


def save_translation(
    connection: Connection,
    version_id: int,
    fingerprint: str,
    value: Translation,
    source: str = "",
    media: Mapping[str, str] = NO_MEDIA,
) -> bool:
    """Keep the texts of a version in another language, in the place of earlier ones; True where they changed.

    `fingerprint` is that of the source they were checked against.
    """
    known = kept_translation(connection, version_id, value.language)
    if known == KeptTranslation(value, source, media, fingerprint):
        return False
    texts = {
        "source_fingerprint": fingerprint,
        "document": value.model_dump_json(exclude_defaults=True),
        "source": source,
        "media": json.dumps(dict(media), sort_keys=True),
    }
    changed = connection.execute(
        update(ModuleTranslationRow)
        .where(ModuleTranslationRow.version_id == version_id, ModuleTranslationRow.language == value.language)
        .values(texts)
    )
    if changed.rowcount == 0:
        connection.execute(insert(ModuleTranslationRow).values(version_id=version_id, language=value.language, **texts))
    return known is None or (known.value, known.media) != (value, media)


def propose(connection: Connection, slug: str, version_id: int) -> None:
    """Make a version the one proposed from now on; attempts under way keep theirs."""
    changed = connection.execute(update(ModuleRow).where(ModuleRow.slug == slug).values(version_id=version_id))
    if changed.rowcount == 0:
        order = series(connection)
        in_path = order is not None and slug in order.modules
        connection.execute(insert(ModuleRow).values(slug=slug, version_id=version_id, in_path=in_path))


def path_modules(connection: Connection) -> tuple[str, ...]:
    """The published modules of the path, in the order of the series."""
    order = series(connection)
    published = current_versions(connection)
    return tuple(slug for slug in order.modules if slug in published) if order else ()


def save_series(connection: Connection, value: Series, now: datetime, source: str = "") -> bool:
    """Keep the order of modules; True where it changed.

    A module that agents may have counted in the path stays in it: the distinct agents by number
    of modules could not be told again.
    """
    known_order = series(connection)
    if known_order and set(known_order.modules) - set(value.modules):
        raise Refused(Reason.PATH_SHORTENED)
    connection.execute(update(ModuleRow).values(in_path=ModuleRow.slug.in_(value.modules)))
    document = value.model_dump_json()
    known = connection.scalar(select(SeriesRow.document).where(SeriesRow.slug == value.series))
    if known is None:
        row = insert(SeriesRow).values(slug=value.series, document=document, source=source, published_at=now)
        connection.execute(row)
        return True
    changed = update(SeriesRow).where(SeriesRow.slug == value.series).values(source=source)
    connection.execute(changed if known == document else changed.values(document=document, published_at=now))
    return known != document


def series_source(connection: Connection) -> dict[str, str]:
    """The YAML of the series published last, by its name."""
    rows = connection.execute(select(SeriesRow.slug, SeriesRow.source).order_by(SeriesRow.published_at.desc()).limit(1))
    return {row.slug: row.source for row in rows}


def source(connection: Connection, slug: str) -> str | None:
    """The YAML text of the version proposed now, as its author wrote it."""
    return connection.scalar(
        select(ModuleVersionRow.source)
        .join(ModuleRow, ModuleRow.version_id == ModuleVersionRow.id)
        .where(ModuleRow.slug == slug)
    )
