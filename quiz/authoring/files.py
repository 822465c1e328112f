"""Reads the examples of the manual as the files of authors are read, and writes what is published into files."""

from pathlib import Path
from typing import Any

from quiz.authoring.manual_first_module import FIRST_MODULE
from quiz.content.example_module import EXAMPLES_DAY, EXAMPLES_IMAGES, EXAMPLES_MODULES
from quiz.content.files import read_series_text, read_text, read_translation_text
from quiz.content.reading import FileRead

SERIES = "parcours.yaml"


def check_example(file_name: str, text: str | bytes) -> FileRead[Any]:
    """A series, a translation or a module, as the name of the file says; the day and the images are given."""
    if file_name == SERIES:
        return read_series_text(text, file_name, EXAMPLES_MODULES)
    if file_name.count(".") > 1:
        source = read_text(FIRST_MODULE, "garder.yaml", EXAMPLES_DAY, EXAMPLES_IMAGES).value
        return read_translation_text(text, file_name, {"garder": source})
    return read_text(text, file_name, EXAMPLES_DAY, EXAMPLES_IMAGES)


def read_file(path: Path) -> bytes | None:
    """The bytes of a file, or nothing where there is none."""
    return path.read_bytes() if path.is_file() else None


def write_file(path: Path, body: bytes) -> None:
    """Write a file, whole or not at all, and the folder it lies in."""
    path.parent.mkdir(parents=True, exist_ok=True)
    beside = path.with_name(f"{path.name}.part")
    beside.write_bytes(body)
    beside.replace(path)
