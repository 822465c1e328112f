"""What the author's pages are given."""

from dataclasses import dataclass
from datetime import datetime

from quiz.learning.question import Question


@dataclass(frozen=True)
class ModuleEntry:
    """A module an author may open."""

    slug: str
    title: str
    version: int | None
    published_at: datetime | None
    draft: bool
    url: str


@dataclass(frozen=True)
class ModulesPage:
    """Every module, published or in work."""

    title: str
    entries: tuple[ModuleEntry, ...]


@dataclass(frozen=True)
class Told:
    """One problem in words, with its place in the text; `written` is the line as its author wrote it."""

    line: int
    column: int
    rule: str
    message: str
    hint: str
    written: str
    corrected: str | None
    stops: bool


@dataclass(frozen=True)
class VersionLine:
    """A published version, and where it would be proposed again; nowhere where it is proposed now."""

    number: int
    published_at: datetime
    back_url: str | None


@dataclass(frozen=True)
class TranslationLine:
    """A translation: whether it says what the text says, how much is to correct, and where to do it."""

    language: str
    name: str
    begun: bool
    in_work: bool
    to_correct: int
    url: str
    preview_url: str | None


@dataclass(frozen=True)
class DraftPage:
    """A text in work: its problems, or what its publication would change."""

    title: str
    heading: str
    text: str
    revision: int
    in_work: bool
    errors: tuple[Told, ...]
    warnings: tuple[Told, ...]
    action: str
    back_url: str
    back_name: str
    crossed: bool
    publish: str | None = None
    changes: tuple[str, ...] = ()
    same: int | None = None
    preview_url: str | None = None
    versions: tuple[VersionLine, ...] = ()
    translations: tuple[TranslationLine, ...] = ()
    translation: bool = False


@dataclass(frozen=True)
class Previewed:
    """One question as agents will see it, answered, and the content of its image."""

    question: Question
    image_digest: str | None


@dataclass(frozen=True)
class PreviewPage:
    """Every question of a text with its answers, as agents will see them."""

    title: str
    module_title: str
    questions: tuple[Previewed, ...]
    back_url: str
    language: str = "fr"
