"""A translation of a module: its texts in another language, and nothing that could change what is right.

Everything is named as in the source: parts by their identifier, resources by their address. Whether a text
is wanted depends on the source, so none is required here: `fidelity` says what is missing or too much.
"""

from typing import Annotated, TypeVar

from pydantic import Field, StringConstraints

from quiz.content.item import Frozen, Identifier, ImageFile, Item, Short, Text
from quiz.content.module import Address, Module, ReadingText

SOURCE_LANGUAGE = "fr"
Language = Annotated[str, StringConstraints(pattern=r"^[a-z]{2}$")]
Content = TypeVar("Content", bound=Frozen)


class TranslatedTitle(Frozen):
    """The title of a source."""

    title: Short | None = None


class TranslatedVideo(Frozen):
    """The title of a film, and its own words."""

    title: Short | None = None
    transcript: Text | None = None


class TranslatedImage(Frozen):
    """The text alternative of an image and, where words stand in it, the same image with these words translated."""

    file: Annotated[
        ImageFile | None,
        Field(description="The image in this language, of the same size; that of the source unless said."),
    ] = None
    alt: Short | None = None


class TranslatedObjective(Frozen):
    """The texts of an objective."""

    id: Identifier
    text: Short | None = None
    look_again: Short | None = None


class TranslatedResource(Frozen):
    """The title of a resource, which its address names."""

    url: Address
    title: Short | None = None


class TranslatedPart(Frozen):
    """The texts of an option, row, element, category, area, degree of a scale or practice."""

    id: Identifier
    text: Short | None = None
    explanation: Text | None = None


class TranslatedPair(Frozen):
    """The texts of a pair."""

    id: Identifier
    left: Short | None = None
    right: Short | None = None
    explanation: Text | None = None


class TranslatedGap(Frozen):
    """The texts of a gap: of its options, or those accepted when typed."""

    id: Identifier
    options: Annotated[tuple[TranslatedPart, ...], Field(max_length=6)] = ()
    accepted: Annotated[tuple[Short, ...], Field(max_length=12)] = ()
    explanation: Text | None = None


Parts = Annotated[tuple[TranslatedPart, ...], Field(max_length=8)]


class TranslatedItem(Frozen):
    """The texts of an item of any kind: those its source has are wanted, no other."""

    id: Identifier
    prompt: Text | None = None
    text: Text | None = None
    image: TranslatedImage | None = None
    unit: Short | None = None
    first: Short | None = None
    last: Short | None = None
    accepted: Annotated[tuple[Short, ...], Field(max_length=20)] = ()
    options: Parts = ()
    rows: Parts = ()
    categories: Parts = ()
    elements: Parts = ()
    pairs: Annotated[tuple[TranslatedPair, ...], Field(max_length=8)] = ()
    extra: Parts = ()
    gaps: Annotated[tuple[TranslatedGap, ...], Field(max_length=8)] = ()
    areas: Parts = ()
    scale: Parts = ()
    practices: Parts = ()
    explanation: Text | None = None
    source: TranslatedTitle | None = None


class Translation(Frozen):
    """The texts of a module in another language."""

    translation_of: Identifier
    language: Language
    title: Short | None = None
    summary: Text | None = None
    objectives: Annotated[tuple[TranslatedObjective, ...], Field(max_length=6)] = ()
    video: TranslatedVideo | None = None
    reading: ReadingText | None = None
    this_week: Text | None = None
    items: Annotated[tuple[TranslatedItem, ...], Field(max_length=100)] = ()
    resources: Annotated[tuple[TranslatedResource, ...], Field(max_length=12)] = ()


def translated(module: Module, translation: Translation) -> Module:
    """The module with its texts in the translation's language; what that does not say stays as in the source."""
    return _with_texts(module, translation)


def translated_item(item: Item, texts: TranslatedItem) -> Item:
    """One item with its texts in another language."""
    return _with_texts(item, texts)


def translated_files(translation: Translation) -> tuple[str, ...]:
    """The names of the images that a translation shows in the place of those of its source, in alphabetical order."""
    return tuple(sorted({item.image.file for item in translation.items if item.image and item.image.file}))


def part_name(part: Frozen) -> str:
    """What names a part in its source and in its translation: an identifier or, for a resource, an address."""
    return str(getattr(part, "id", None) or getattr(part, "url", ""))


def _with_texts(source: Content, texts: Frozen) -> Content:
    changed: dict[str, object] = {}
    for field in texts.model_fields_set & type(source).model_fields.keys():
        own, said = getattr(source, field), getattr(texts, field)
        if isinstance(own, Frozen) and isinstance(said, Frozen):
            changed[field] = _with_texts(own, said)
        elif isinstance(own, tuple) and own and isinstance(own[0], Frozen):
            by_name = {part_name(part): part for part in said}
            changed[field] = tuple(
                _with_texts(part, by_name[part_name(part)]) if part_name(part) in by_name else part for part in own
            )
        elif own and said:
            changed[field] = said
    return source.model_copy(update=changed)
