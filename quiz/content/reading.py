"""From a document to a module, a translation or a series, with every rule broken and its place."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from pathlib import PurePath
from typing import Any, Generic, TypeVar

from pydantic import BaseModel, TypeAdapter, ValidationError

from quiz.content.answers import answer_findings
from quiz.content.correction import with_key, with_value
from quiz.content.fidelity import as_translation, fidelity_findings, file_name_findings
from quiz.content.fingerprint import image_files
from quiz.content.good_items import item_warnings, module_warnings
from quiz.content.item import Item
from quiz.content.module import Module, Series, share
from quiz.content.node import Document, MappingNode, find, plain
from quiz.content.problem import Place, Problem, Severity
from quiz.content.references import item_findings, module_findings, repeated_ids, series_findings
from quiz.content.rules import Finding, problem
from quiz.content.shape import shaped
from quiz.content.translation import Translation, translated_files

Value = TypeVar("Value", bound=BaseModel)
ITEM: TypeAdapter[Item] = TypeAdapter(Item)


@dataclass(frozen=True)
class Judged(Generic[Value]):
    """A value where the document has the right shape, and its problems either way."""

    value: Value | None
    problems: tuple[Problem, ...]


@dataclass(frozen=True)
class FileRead(Generic[Value]):
    """One file: its text, the value where its shape is right, and its problems in the order of its lines."""

    file: str
    source: str
    value: Value | None
    problems: tuple[Problem, ...]

    @property
    def has_errors(self) -> bool:
        """True where something stops publication."""
        return any(found.severity is Severity.ERROR for found in self.problems)


@dataclass(frozen=True)
class Reading:
    """A folder of content: every file, and the problems that belong to none (`other_problems`)."""

    modules: tuple[FileRead[Module], ...]
    series: tuple[FileRead[Series], ...]
    translations: tuple[FileRead[Translation], ...] = ()
    other_problems: tuple[Problem, ...] = ()

    @property
    def problems(self) -> tuple[Problem, ...]:
        """Every problem of every file, file by file and line by line."""
        files: tuple[FileRead[Any], ...] = (*self.modules, *self.translations, *self.series)
        return (*self.other_problems, *(found for file in files for found in file.problems))

    @property
    def has_errors(self) -> bool:
        """True where something stops publication."""
        return any(found.severity is Severity.ERROR for found in self.problems)


def images_shown(reading: Reading) -> tuple[str, ...]:
    """The names of the images that the modules of a folder and their translations show, in alphabetical order."""
    modules = (name for file in reading.modules if file.value for name in image_files(file.value))
    translations = (name for file in reading.translations if file.value for name in translated_files(file.value))
    return tuple(sorted({*modules, *translations}))


@dataclass(frozen=True)
class _Parts:
    """What could be read of a module: all of it, or the parts whose own shape is right."""

    items: Mapping[int, Item]
    objectives: tuple[str, ...] | None
    pass_mark: Fraction


def read_module(document: Document, today: date, images: frozenset[str] | None) -> Judged[Module]:
    """The module of a document; `images` are the files it may show, None where they are not known."""
    module, findings = shaped(document, Module)
    found = list(findings)
    if module:
        objectives = tuple(objective.id for objective in module.objectives)
        parts = _Parts(dict(enumerate(module.items)), objectives, share(module.pass_mark))
        found += module_findings(module, PurePath(document.file).stem)
        found += module_warnings(module, today)
    else:
        parts = _right_parts(document, findings)
    found += _item_by_item(parts, images)
    return Judged(module, tuple(located(document, each) for each in found))


def read_series(document: Document, modules: frozenset[str]) -> Judged[Series]:
    """The series of a document; `modules` are the identifiers it may name."""
    series, findings = shaped(document, Series)
    found = list(findings)
    if series:
        found += series_findings(series, PurePath(document.file).stem, modules)
    return Judged(series, tuple(located(document, each) for each in found))


def read_translation(
    document: Document, modules: Mapping[str, Module | None], images: frozenset[str] | None = None
) -> Judged[Translation]:
    """The translation of a document; `modules` are the sources by file name, None where their shape is wrong.

    Warnings on how well items ask are about French, and have been told of the source.
    """
    translation, findings = shaped(document, Translation)
    given = plain(document.root)
    name, language = PurePath(document.file).name.split(".")[:2]
    compared = [*file_name_findings(given, name, language, tuple(modules))]
    if source := modules.get(name):
        compared += fidelity_findings(source, given, images)
    # What its shape tells already, and a field under a French name is not missing too.
    told = {path for each in findings for path in (each.path, (*each.path[:-1], each.parameters.get("nearest")))}
    found = (*map(as_translation, findings), *(each for each in compared if each.path not in told))
    return Judged(translation, tuple(located(document, each) for each in found))


def _item_by_item(parts: _Parts, images: frozenset[str] | None) -> Iterator[Finding]:
    yield from repeated_ids((("items", index, "id"), item.id) for index, item in parts.items.items())
    for index, item in parts.items.items():
        for found in (
            *item_findings(item, parts.objectives, images),
            *answer_findings(item, parts.pass_mark),
            *item_warnings(item),
        ):
            yield Finding(found.rule, ("items", index, *found.path), found.parameters, found.replacement, found.on_key)


def _right_parts(document: Document, findings: tuple[Finding, ...]) -> _Parts:
    """The items whose own shape is right, and the objectives if all of theirs are: one pass tells everything."""
    values = plain(document.root)
    wrong = {found.path[:2] for found in findings}
    fields = values if isinstance(values, dict) else {}
    given = fields.get("items")
    items = {}
    for index, value in enumerate(given if isinstance(given, list) else ()):
        if ("items", index) not in wrong and (item := _item(value)):
            items[index] = item
    objectives = fields.get("objectives")
    names: tuple[str, ...] | None = None
    if isinstance(objectives, list) and not any(path[:1] == ("objectives",) for path in wrong):
        names = tuple(str(each["id"]) for each in objectives if isinstance(each, dict))
    pass_mark = fields.get("pass_mark")
    right = isinstance(pass_mark, str) and ("pass_mark",) not in wrong
    return _Parts(items, names, share(str(pass_mark) if right else Module.model_fields["pass_mark"].default))


def _item(value: object) -> Item | None:
    # pydantic stops at the length of a list before it looks inside, so an item may still be wrong here.
    try:
        return ITEM.validate_python(value)
    except ValidationError:
        return None


def located(document: Document, finding: Finding) -> Problem:
    """The problem of a finding: its line and column, and its corrected line where a replacement is known."""
    found = find(document.root, finding.path)
    node = found.key if finding.on_key and found.key else found.node
    corrected = None
    if finding.replacement is not None and found.whole:
        if finding.on_key and found.key:
            corrected = with_key(document, found.key, finding.replacement)
        elif not isinstance(found.node, MappingNode) or not found.node.flow or finding.replacement.endswith(('"', "'")):
            corrected = with_value(document, found.node, finding.replacement)
    place = Place(document.file, node.line, node.column)
    return problem(finding.rule, place, finding.parameters, finding.path, corrected)
