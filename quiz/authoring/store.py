"""Publishing, which a page and a command both do, and the drafts of authors."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete, insert, select, update
from sqlalchemy.engine import Connection

from quiz.authoring.publication import Outcome, decide
from quiz.content import store as content
from quiz.content.fidelity import behind
from quiz.content.fingerprint import NO_MEDIA, media_files, module_fingerprint
from quiz.content.media.store import body as media_body
from quiz.content.media.store import keep
from quiz.content.module import Module
from quiz.content.reading import FileRead, Reading
from quiz.content.tables import DraftRow, TranslationDraftRow
from quiz.content.translation import Translation, translated_files
from quiz.marking.mark import common_denominator
from quiz.refusal import Reason, Refused


@dataclass(frozen=True)
class Draft:
    """An author's text in work."""

    slug: str
    text: str
    revision: int
    changed_at: datetime


def publish(
    connection: Connection,
    module: Module,
    fingerprint: str,
    source: str,
    now: datetime,
    media: Mapping[str, str] = NO_MEDIA,
) -> Outcome:
    """Propose this content from now on; attempts under way keep the version they began.

    `media` are the digests of files by name; the version keeps those of the files it shows.
    """
    shown = {name: media[name] for name in media_files(module) if name in media}
    current = content.current_versions(connection).get(module.module)
    decision = decide(fingerprint, content.fingerprints(connection, module.module), current)
    version_id = decision.version_id
    if version_id is None:
        denominator = common_denominator(module.items)
        version_id = content.add_version(connection, module, fingerprint, denominator, source, now, shown)
    elif shown:
        content.recall_media(connection, version_id, shown)
    if decision.outcome is not Outcome.UNCHANGED:
        content.propose(connection, module.module, version_id)
    return decision.outcome


def publish_translation(
    connection: Connection,
    translation: Translation,
    fingerprint: str,
    source: str = "",
    media: Mapping[str, str] = NO_MEDIA,
) -> Outcome:
    """Propose a translation with the version it was checked against; it may be corrected, unlike a version."""
    version_id = content.fingerprints(connection, translation.translation_of)[fingerprint]
    shown = {name: media[name] for name in translated_files(translation) if name in media}
    changed = content.save_translation(connection, version_id, fingerprint, translation, source, shown)
    return Outcome.TRANSLATED if changed else Outcome.UNCHANGED


def publish_folder(
    connection: Connection, reading: Reading, pictures: Mapping[str, bytes], now: datetime
) -> tuple[tuple[str, Outcome], ...]:
    """Propose everything a folder holds, `pictures` being its images by name; returns what that changed, by file."""
    media = {name: keep(connection, name, body) for name, body in pictures.items()}
    for series in reading.series:
        if series.value:
            content.save_series(connection, series.value, now, series.source)
    outcomes, fingerprints = [], {}
    for file in reading.modules:
        if file.value:
            slug = file.value.module
            fingerprints[slug] = module_fingerprint(file.value, media)
            outcomes.append((slug, publish(connection, file.value, fingerprints[slug], file.source, now, media)))
    for text in reading.translations:
        if text.value:
            slug = text.value.translation_of
            outcome = publish_translation(connection, text.value, fingerprints[slug], text.source, media)
            outcomes.append((f"{slug}.{text.value.language}", outcome))
    return tuple(outcomes)


def published_files(connection: Connection) -> dict[str, bytes | None]:
    """The files that give what is published now, by path in a folder of content.

    None stands for one that cannot be given: published before its source was kept, or under a name that
    two modules use for different images.
    """
    files: dict[str, bytes | None] = {}
    shelf = content.Shelf()
    for slug, version_id in sorted(content.current_versions(connection).items()):
        files[f"modules/{slug}.yaml"] = (content.source(connection, slug) or "").encode() or None
        shown = dict(shelf.version(connection, version_id).media)
        for language, kept in content.kept_translations(connection, version_id).items():
            files[f"modules/{slug}.{language}.yaml"] = kept.source.encode() or None
            shown |= kept.media
        for name, digest in shown.items():
            body = media_body(connection, digest)
            path = f"images/{name}"
            files[path] = body if files.get(path, body) == body else None
    for slug, source in content.series_source(connection).items():
        files[f"series/{slug}.yaml"] = source.encode() or None
    return files


def keep_translations(
    connection: Connection,
    before: int | None,
    module: Module,
    fingerprint: str,
    drafts: Mapping[str, FileRead[Translation]],
    media: Mapping[str, str],
) -> None:
    """Give the version just published its translations: those in work that are right, else those it had before.

    A translation that does not say what the new text says is not carried over: it stays with its version.
    """
    version_id = content.fingerprints(connection, module.module)[fingerprint]
    kept = content.kept_translations(connection, before) if before else {}
    for language, known in kept.items():
        if language not in content.kept_translations(connection, version_id) and not behind(module, known.value):
            content.save_translation(connection, version_id, fingerprint, known.value, known.source, known.media)
    for language, read in drafts.items():
        if read.value is not None and not read.has_errors:
            publish_translation(connection, read.value, fingerprint, read.source, media)
            drop_translation_draft(connection, module.module, language)


def draft(connection: Connection, slug: str) -> Draft | None:
    """The draft of a module, or nothing."""
    row = connection.execute(
        select(DraftRow.slug, DraftRow.text, DraftRow.revision, DraftRow.changed_at).where(DraftRow.slug == slug)
    ).first()
    return Draft(*row) if row else None


def drafts(connection: Connection) -> dict[str, Draft]:
    """Every draft, by module."""
    rows = connection.execute(select(DraftRow.slug, DraftRow.text, DraftRow.revision, DraftRow.changed_at))
    return {row.slug: Draft(*row) for row in rows}


def save_draft(connection: Connection, slug: str, text: str, revision: int, now: datetime) -> int:
    """Keep a draft written over the given revision (0: none yet); refused where someone else's came between."""
    if revision == 0 and draft(connection, slug) is None:
        connection.execute(insert(DraftRow).values(slug=slug, text=text, revision=1, changed_at=now))
        return 1
    changed = connection.execute(
        update(DraftRow)
        .where(DraftRow.slug == slug, DraftRow.revision == revision)
        .values(text=text, revision=revision + 1, changed_at=now)
    )
    if changed.rowcount == 0:
        raise Refused(Reason.DRAFT_CHANGED)
    return revision + 1


def drop_draft(connection: Connection, slug: str) -> None:
    """Forget a draft, once it is published or given up."""
    connection.execute(delete(DraftRow).where(DraftRow.slug == slug))


def translation_drafts(connection: Connection, slug: str) -> dict[str, Draft]:
    """The translations of a module in work, by language."""
    row = TranslationDraftRow
    rows = connection.execute(
        select(row.language, row.slug, row.text, row.revision, row.changed_at).where(row.slug == slug)
    )
    return {each.language: Draft(each.slug, each.text, each.revision, each.changed_at) for each in rows}


def save_translation_draft(
    connection: Connection, slug: str, language: str, text: str, revision: int, now: datetime
) -> None:
    """Keep a translation in work written over the given revision; refused where someone else's came between."""
    row = TranslationDraftRow
    if revision == 0 and language not in translation_drafts(connection, slug):
        connection.execute(insert(row).values(slug=slug, language=language, text=text, revision=1, changed_at=now))
        return
    changed = connection.execute(
        update(row)
        .where(row.slug == slug, row.language == language, row.revision == revision)
        .values(text=text, revision=revision + 1, changed_at=now)
    )
    if changed.rowcount == 0:
        raise Refused(Reason.DRAFT_CHANGED)


def drop_translation_draft(connection: Connection, slug: str, language: str) -> None:
    """Forget a translation in work, once it is published or given up."""
    row = TranslationDraftRow
    connection.execute(delete(row).where(row.slug == slug, row.language == language))
