"""What identifies exact content: the values and the media, whatever the comments, the layout or the date of review."""

import json
import unicodedata
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from hashlib import sha256
from types import MappingProxyType

from quiz.content.item import Frozen, Hotspot, Item
from quiz.content.module import Module

NO_MEDIA: Mapping[str, str] = MappingProxyType({})


def module_fingerprint(module: Module, media: Mapping[str, str] = NO_MEDIA) -> str:
    """The SHA-256 of a module, in hexadecimal; `media` are the digests of files by name, of which its own count."""
    return _fingerprint(module, frozenset({"reviewed_on"}), _digests(media_files(module), media))


def item_fingerprint(item: Item, media: Mapping[str, str] = NO_MEDIA) -> str:
    """The SHA-256 of one item, in hexadecimal: a typo elsewhere in the module does not change it."""
    return _fingerprint(item, frozenset(), _digests(_images(item), media))


def media_files(module: Module) -> tuple[str, ...]:
    """The names of the files a module shows: films, captions and images, each once, in alphabetical order."""
    return tuple(sorted({*module.video.files, *module.video.captions, *image_files(module)}))


def image_files(module: Module) -> tuple[str, ...]:
    """The names of the images a module shows, each once, in alphabetical order."""
    return tuple(sorted({name for item in module.items for name in _images(item)}))


def _images(item: Item) -> tuple[str, ...]:
    return (item.image.file,) if isinstance(item, Hotspot) else ()


def _digests(names: tuple[str, ...], media: Mapping[str, str]) -> dict[str, str]:
    return {name: media[name] for name in names if name in media}


def _fingerprint(value: Frozen, without: frozenset[str], digests: Mapping[str, str]) -> str:
    # Defaults are left out, so that a field added to the format later leaves earlier fingerprints as they are.
    content = value.model_dump(exclude=set(without), exclude_defaults=True)
    canonical = json.dumps(
        {"content": content, "media": digests}, default=_written, ensure_ascii=False, sort_keys=True,
        separators=(",", ":"),
    )  # fmt: skip
    # Keyboards differ in how they write "é": the same letter to the eye is the same content.
    return sha256(unicodedata.normalize("NFC", canonical).encode()).hexdigest()


def _written(value: object) -> str:
    if isinstance(value, Decimal):
        return f"{value.normalize():f}"
    if isinstance(value, date):
        return value.isoformat()
    raise TypeError(type(value).__name__)
