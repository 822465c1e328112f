"""A text in work, else the published one; and what the command line would say of it."""

from quiz.authoring import store
from quiz.content import store as content
from quiz.content.files import read_text, read_translation_text
from quiz.content.media.store import digests
from quiz.content.module import Module
from quiz.content.reading import FileRead
from quiz.content.store import Version
from quiz.content.translation import Translation
from quiz.identity.guard import Call
from quiz.refusal import Reason, Refused
from quiz.web.language import LANGUAGES

TRANSLATED = LANGUAGES[1:]


def current(call: Call[None], slug: str) -> Version | None:
    """The version of a module proposed now, or nothing yet."""
    version_id = content.current_versions(call.connection).get(slug)
    return call.given.shelf.version(call.connection, version_id) if version_id else None


def text_of(call: Call[None], slug: str) -> tuple[str, int]:
    """The draft of a module and its revision, else the published text, at revision 0."""
    kept = store.draft(call.connection, slug)
    if kept:
        return kept.text, kept.revision
    source = content.source(call.connection, slug)
    if source is None:
        raise Refused(Reason.NOT_FOUND)
    return source, 0


def translation_text(call: Call[None], slug: str, language: str) -> tuple[str, int]:
    """The translation in work and its revision, else the published one, else its first lines, at revision 0."""
    if language not in TRANSLATED:
        raise Refused(Reason.NOT_FOUND)
    text_of(call, slug)
    begun = store.translation_drafts(call.connection, slug).get(language)
    if begun:
        return begun.text, begun.revision
    version = current(call, slug)
    kept = content.kept_translation(call.connection, version.id, language) if version else None
    return (kept.source if kept else "") or f"translation_of: {slug}\nlanguage: {language}\n", 0


def checked(call: Call[None], slug: str, text: str) -> FileRead[Module]:
    """The text read and judged as the command line does."""
    return read_text(text, f"{slug}.yaml", call.today, frozenset(digests(call.connection)))


def checked_translation(
    call: Call[None], slug: str, language: str, text: str, source: Module | None
) -> FileRead[Translation]:
    """A translation read and judged against its source as the command line does."""
    images = frozenset(digests(call.connection))
    return read_translation_text(text, f"{slug}.{language}.yaml", {slug: source}, images)


def source_module(call: Call[None], slug: str) -> Module | None:
    """What a translation translates: the text in work where it is right, else the version proposed now."""
    read = checked(call, slug, text_of(call, slug)[0])
    if read.value is not None and not read.has_errors:
        return read.value
    version = current(call, slug)
    return version.module if version else None
