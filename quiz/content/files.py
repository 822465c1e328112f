"""Reads modules, their translations and series from YAML: the only place that knows YAML and the folder of content.

Only the parser's events are used: the loaders of PyYAML recurse in C and die on deep nesting, resolve
`no` and dates as YAML 1.1 does, and keep the last of two duplicate keys without a word.
"""

import re
from collections.abc import Iterator, Mapping
from datetime import date
from hashlib import sha256
from pathlib import Path, PurePath
from typing import Any

import yaml

from quiz.content.composer import Composer
from quiz.content.french import losses
from quiz.content.module import Module, Series
from quiz.content.node import Document
from quiz.content.problem import Place, Problem
from quiz.content.reading import FileRead, Judged, Reading, read_module, read_series, read_translation
from quiz.content.rules import problem
from quiz.content.syntax import Trouble, sign_problem, syntax_problem
from quiz.content.translation import Translation

PARSER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
MAXIMUM_BYTES = 1024 * 1024
# A line whose correction is known is corrected in memory and the file read again, so that one slip does
# not hide the next; the number of readings bounds the time a hostile file can take.
MAXIMUM_READINGS = 8
# YAML takes the last three for line breaks, editors do not: the places told would be wrong.
NOT_ALLOWED = re.compile("[^\t\n\r\x20-\x7e\xa0-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]|[\u2028\u2029]")
LINE_BREAK = re.compile(r"\r\n|\r|\n")
# A translation has its language between two dots: `enjeux.en.yaml` overlays `enjeux.yaml`.
SOURCE_NAME = re.compile(r"[a-z0-9-]+\.yaml")
TRANSLATION_NAME = re.compile(r"[a-z0-9-]+\.[a-z]{2}\.yaml")


def read_folder(folder: Path, today: date) -> Reading:
    """Reads every module, translation and series of a folder of content, with every problem of every file."""
    if not (folder / "modules").is_dir():
        return Reading((), (), other_problems=(problem("folder-missing", Place(folder.as_posix())),))
    images = frozenset(path.name for path in _files(folder / "images"))
    others = [*_ignored(folder / "modules", SOURCE_NAME, TRANSLATION_NAME), *_ignored(folder / "series", SOURCE_NAME)]
    modules = tuple(_read_module(path, today, images) for path in _named(folder / "modules", SOURCE_NAME))
    by_name = {PurePath(file.file).stem: file.value for file in modules}
    translations = tuple(
        _read_translation(path, by_name, images) for path in _named(folder / "modules", TRANSLATION_NAME)
    )
    series = tuple(_read_series(path, frozenset(by_name)) for path in _named(folder / "series", SOURCE_NAME))
    return Reading(modules, series, translations, tuple(others))


def read_text(text: str | bytes, file_name: str, today: date, images: frozenset[str] | None = None) -> FileRead[Module]:
    """Reads one module from its text, such as a draft; `images` are the files it may show, None where unknown."""
    document, lost = parse(text, file_name)
    judged = read_module(document, today, images) if document else Judged[Module](None, ())
    return FileRead(file_name, _shown(text), judged.value, _together(lost, judged.problems))


def read_translation_text(
    text: str | bytes, file_name: str, modules: Mapping[str, Module | None], images: frozenset[str] | None = None
) -> FileRead[Translation]:
    """Reads one translation from its text; `modules` are the sources by file name, None where their shape is wrong."""
    document, lost = parse(text, file_name)
    judged = read_translation(document, modules, images) if document else Judged[Translation](None, ())
    return FileRead(file_name, _shown(text), judged.value, _together(lost, judged.problems))


def read_series_text(text: str | bytes, file_name: str, modules: frozenset[str]) -> FileRead[Series]:
    """Reads one series from its text; `modules` are the identifiers it may name."""
    document, lost = parse(text, file_name)
    judged = read_series(document, modules) if document else Judged[Series](None, ())
    return FileRead(file_name, _shown(text), judged.value, _together(lost, judged.problems))


def media_digests(folder: Path) -> dict[str, str]:
    """Reads the images of a folder of content: their digests by name, as fingerprints want them."""
    return {path.name: sha256(path.read_bytes()).hexdigest() for path in _files(folder / "images") if path.is_file()}


def read_image(folder: Path, name: str) -> bytes:
    """The bytes of an image of a folder of content."""
    return (folder / "images" / name).read_bytes()


def parse(text: str | bytes, file: str, parser: Any = PARSER) -> tuple[Document | None, tuple[Problem, ...]]:
    """The document of a text, or nothing where it cannot be read, and what YAML lost or refused in it."""
    decoded = _decoded(text, file)
    if isinstance(decoded, Problem):
        return None, (decoded,)
    told: dict[tuple[Place, str], Problem] = {}
    lines = tuple(LINE_BREAK.split(decoded))
    for _ in range(MAXIMUM_READINGS):
        document, problems = _compose(lines, file, parser)
        repairs: dict[int, str] = {}
        for found in sorted(problems, key=lambda found: found.place):
            if (found.place, found.rule) in told:
                continue
            if found.corrected is not None and repairs.setdefault(found.place.line, found.corrected) != found.corrected:
                continue  # the second slip of a line: told by the next reading, with a correction that keeps the first
            told[found.place, found.rule] = found
        if not repairs:
            break
        lines = _repaired(lines, repairs)
    return document, tuple(told.values())


def _repaired(lines: tuple[str, ...], repairs: dict[int, str]) -> tuple[str, ...]:
    """The lines with their corrections, each in the place of as many lines as it has."""
    repaired = list(lines)
    for number, corrected in repairs.items():
        written = corrected.split("\n")
        repaired[number - 1 : number - 1 + len(written)] = written
    return tuple(repaired)


def _compose(lines: tuple[str, ...], file: str, parser: Any) -> tuple[Document | None, list[Problem]]:
    composer = Composer(file)
    try:
        for event in yaml.parse("\n".join(lines), Loader=parser):
            _tell(composer, lines, event)
            if composer.stopped:
                return None, composer.problems
    except yaml.MarkedYAMLError as error:
        return None, [*composer.problems, syntax_problem(file, lines, _trouble(error))]
    if composer.root is None:
        return None, [*composer.problems, problem("file-empty", Place(file))]
    document = Document(file, lines, composer.root, tuple(composer.flows))
    return document, [*composer.problems, *losses(document)]


def _tell(composer: Composer, lines: tuple[str, ...], event: Any) -> None:
    """Passes one event of the parser on to the composer."""
    kind = type(event)
    start = event.start_mark
    if kind is yaml.ScalarEvent:
        end = event.end_mark
        if event.tag is not None or event.anchor is not None:
            _refuse_sign(composer, lines, event)
        untyped = event.implicit[0] and event.tag is None
        composer.scalar(event.value, untyped, start.line + 1, start.column + 1, end.line + 1, end.column + 1)
    elif kind is yaml.MappingStartEvent or kind is yaml.SequenceStartEvent:
        if event.tag is not None or event.anchor is not None:
            _refuse_sign(composer, lines, event)
        begin = composer.mapping if kind is yaml.MappingStartEvent else composer.sequence
        begin(event.flow_style, start.line + 1, start.column + 1)
    elif kind is yaml.MappingEndEvent or kind is yaml.SequenceEndEvent:
        composer.end()
    elif kind is yaml.AliasEvent:
        _refuse_sign(composer, lines, event)
        composer.scalar("", True, start.line + 1, start.column + 1, start.line + 1, start.column + 1)
    elif kind is yaml.DocumentStartEvent and composer.root is not None:
        composer.refuse("several-documents", start.line + 1, start.column + 1)
        composer.stopped = True


def _refuse_sign(composer: Composer, lines: tuple[str, ...], event: Any) -> None:
    rule = "anchor-or-alias" if event.anchor is not None else "tag"
    start = event.start_mark
    composer.keep(sign_problem(composer.file, lines, start.line + 1, start.column + 1, rule))


def _trouble(error: yaml.MarkedYAMLError) -> Trouble:
    mark = error.problem_mark or error.context_mark
    start = error.context_mark or mark
    line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
    start_line, start_column = (start.line + 1, start.column + 1) if start else (1, 1)
    in_quotation = "quoted scalar" in (error.context or "")
    return Trouble(line, column, error.problem or "", start_line, start_column, in_quotation)


def _decoded(text: str | bytes, file: str) -> str | Problem:
    """The text without its byte order mark, or why it cannot be one."""
    if len(text) > MAXIMUM_BYTES or (isinstance(text, str) and len(text.encode("utf-8", "replace")) > MAXIMUM_BYTES):
        return problem("file-too-large", Place(file), {"maximum": str(MAXIMUM_BYTES)})
    try:
        decoded = text if isinstance(text, str) else text.decode("utf-8")
    except UnicodeDecodeError as error:
        return problem("not-utf8", _place(file, error.object[: error.start].decode("utf-8")))
    decoded = decoded.removeprefix("\ufeff")
    if found := NOT_ALLOWED.search(decoded):
        character = {"character": f"U+{ord(found.group()):04X}"}
        return problem("character-not-allowed", _place(file, decoded[: found.start()]), character)
    return decoded


def _place(file: str, before: str) -> Place:
    lines = LINE_BREAK.split(before)
    return Place(file, len(lines), len(lines[-1]) + 1)


def _shown(text: str | bytes) -> str:
    return text if isinstance(text, str) else text.decode("utf-8", "replace")


def _together(lost: tuple[Problem, ...], judged: tuple[Problem, ...]) -> tuple[Problem, ...]:
    """All problems in the order of the lines; what was lost explains what was judged at the same place."""
    explained = {found.place for found in lost}
    problems = [*lost, *(found for found in judged if found.place not in explained)]
    return tuple(sorted(problems, key=lambda found: (found.place, found.rule)))


def _read_module(path: Path, today: date, images: frozenset[str]) -> FileRead[Module]:
    content = _content(path)
    if isinstance(content, Problem):
        return FileRead(path.as_posix(), "", None, (content,))
    return read_text(content, path.as_posix(), today, images)


def _read_translation(
    path: Path, modules: Mapping[str, Module | None], images: frozenset[str]
) -> FileRead[Translation]:
    content = _content(path)
    if isinstance(content, Problem):
        return FileRead(path.as_posix(), "", None, (content,))
    return read_translation_text(content, path.as_posix(), modules, images)


def _read_series(path: Path, modules: frozenset[str]) -> FileRead[Series]:
    content = _content(path)
    if isinstance(content, Problem):
        return FileRead(path.as_posix(), "", None, (content,))
    return read_series_text(content, path.as_posix(), modules)


def _content(path: Path) -> bytes | Problem:
    try:
        with path.open("rb") as file:
            return file.read(MAXIMUM_BYTES + 1)
    except OSError as error:
        return problem("file-unreadable", Place(path.as_posix()), {"detail": error.strerror or ""})


def _files(folder: Path) -> list[Path]:
    if not folder.is_dir():
        return []
    return sorted(path for path in folder.iterdir() if not path.is_dir() and not path.name.startswith("."))


def _named(folder: Path, pattern: re.Pattern[str]) -> list[Path]:
    return [path for path in _files(folder) if pattern.fullmatch(path.name)]


def _ignored(folder: Path, *patterns: re.Pattern[str]) -> Iterator[Problem]:
    for path in _files(folder):
        if not any(pattern.fullmatch(path.name) for pattern in patterns):
            yield problem("file-ignored", Place(path.as_posix()))
