"""Reads the service's own texts."""

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from quiz.content.markdown import blocks

SOURCE_LANGUAGE = "fr"


@dataclass(frozen=True)
class NoticePage:
    """A title and a text."""

    title: str
    html: str
    language: str
    told: bool = False
    operator: str = ""
    contact: str = ""


@lru_cache(maxsize=64)
def notice(folder: Path, name: str, language: str) -> NoticePage | None:
    """The text of that name, in that language where it is translated, else in French; nothing where there is none."""
    translated = folder / f"{name}.{language}.md"
    in_language = language != SOURCE_LANGUAGE and translated.exists()
    source = translated if in_language else folder / f"{name}.md"
    if not source.exists():
        return None
    title, _, body = source.read_text("utf-8").partition("\n")
    html = blocks(body, heading_level=2)
    return NoticePage(title.removeprefix("#").strip(), html, language if in_language else SOURCE_LANGUAGE)
