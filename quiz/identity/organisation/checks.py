"""What must hold between the reference files once each has the right shape; everything wrong, in one pass."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from quiz.content.node import Document
from quiz.content.problem import Problem
from quiz.identity.ministry import OTHERS, entity_id
from quiz.identity.organisation.changes import Change, Wrong, wrong_changes
from quiz.identity.organisation.reference import (
    ChangesFile,
    EntitiesFile,
    EvidenceFile,
    JobCeilingsFile,
    MinistriesFile,
    ReferenceFile,
)
from quiz.identity.organisation.rules import located

Path = tuple[str | int, ...]
RESERVED = frozenset(other.id for other in OTHERS)
LETTERS = re.compile(r"[a-z]{2}")
# Its establishments have numbers of another check (INSEE, "Numéro SIRET").
LA_POSTE = "356000000"


@dataclass(frozen=True)
class Files:
    """The five files, each with its document where its shape is right."""

    ministries: tuple[Document, MinistriesFile] | None
    entities: tuple[Document, EntitiesFile] | None
    evidence: tuple[Document, EvidenceFile] | None
    ceilings: tuple[Document, JobCeilingsFile] | None
    changes: tuple[Document, ChangesFile] | None


@dataclass(frozen=True)
class Known:
    """The identifiers that lines may name; None where the file that lists them cannot be read."""

    ministries: frozenset[str] | None
    entities: frozenset[str] | None


def problems_between(files: Files, today: date) -> Iterator[Problem]:
    """Every problem of the files taken together."""
    known = Known(
        frozenset(each.id for each in files.ministries[1].ministries) if files.ministries else None,
        frozenset(entity_id(each.ministry, each.code) for each in files.entities[1].entities)
        if files.entities
        else None,
    )
    for found in (files.ministries, files.entities, files.evidence, files.ceilings, files.changes):
        if found:
            yield from _sources(*found)
    if files.ministries:
        yield from _ministries(*files.ministries)
    if files.entities:
        yield from _entities(*files.entities, known)
    if files.evidence:
        yield from _evidence(*files.evidence, known)
    if files.ceilings:
        document, ceilings = files.ceilings
        paths: list[tuple[Path, str]] = [
            (("ceilings", at, "ministry"), each.ministry) for at, each in enumerate(ceilings.ceilings)
        ]
        yield from _ministries_named(document, paths, known)
        yield from _twice(document, [(path, f"{name}") for path, name in paths])
    if files.changes:
        yield from _changes(*files.changes, known, today)


def luhn(number: str) -> bool:
    """True where the check digit of a SIREN or a SIRET is right.

    >>> luhn("13002526500013"), luhn("13002526500014")
    (True, False)
    """
    doubled = [int(digit) * (2 if at % 2 else 1) for at, digit in enumerate(reversed(number))]
    return sum(each // 10 + each % 10 for each in doubled) % 10 == 0


def _sources(document: Document, file: ReferenceFile) -> Iterator[Problem]:
    known = {source.id for source in file.sources}
    yield from _twice(document, [(("sources", at, "id"), each.id) for at, each in enumerate(file.sources)])
    for field in type(file).model_fields:
        lines = getattr(file, field)
        for at, each in enumerate(lines if isinstance(lines, tuple) else ()):
            source = getattr(each, "source", None)
            if source is not None and source not in known:
                told = {"text": source, "known": ", ".join(sorted(known))}
                yield located(document, "source-unknown", (field, at, "source"), told)


def _ministries(document: Document, file: MinistriesFile) -> Iterator[Problem]:
    yield from _twice(document, [(("ministries", at, "id"), each.id) for at, each in enumerate(file.ministries)])
    for at, each in enumerate(file.ministries):
        if each.id in RESERVED:
            yield located(document, "reserved", ("ministries", at, "id"), {"text": each.id})
        yield from _dates(document, ("ministries", at), each.valid_from, each.valid_to)


def _entities(document: Document, file: EntitiesFile, known: Known) -> Iterator[Problem]:
    named: list[tuple[Path, str]] = [
        (("entities", at, "ministry"), each.ministry) for at, each in enumerate(file.entities)
    ]
    yield from _ministries_named(document, named, known)
    codes: list[tuple[Path, str]] = [
        (("entities", at, "code"), entity_id(each.ministry, each.code)) for at, each in enumerate(file.entities)
    ]
    yield from _twice(document, codes)
    for at, each in enumerate(file.entities):
        yield from _dates(document, ("entities", at), each.valid_from, each.valid_to)


def _evidence(document: Document, file: EvidenceFile, known: Known) -> Iterator[Problem]:
    shared = {each.domain for each in file.shared_domains}
    seen: set[str] = set()
    named: list[tuple[Path, str]] = []
    for at, each in enumerate(file.evidence):
        named.append((("evidence", at, "ministry"), each.ministry))
        if each.entity is not None:
            yield from _entity_named(document, ("evidence", at, "entity"), each.entity, known)
        for field in ("sirets", "sirens", "domains", "patterns"):
            for place, value in enumerate(getattr(each, field)):
                path = ("evidence", at, field, place)
                if value in seen or value in shared:
                    yield located(document, "evidence-contradicts", path, {"text": value})
                seen.add(value)
                if field in ("sirets", "sirens") and not value.startswith(LA_POSTE) and not luhn(value):
                    yield located(document, "check-digits", path, {"text": value})
                if field == "patterns" and not any(LETTERS.search(label) for label in value.split(".")[:-1]):
                    yield located(document, "pattern-too-wide", path, {"text": value})
    for at, domain in enumerate(file.shared_domains):
        named += [(("shared_domains", at, "ministries", place), name) for place, name in enumerate(domain.ministries)]
    yield from _ministries_named(document, named, known)
    yield from _twice(
        document, [(("shared_domains", at, "domain"), each.domain) for at, each in enumerate(file.shared_domains)]
    )


def changes_of(file: ChangesFile) -> Iterator[tuple[Change, Path]]:
    """The merges and splits of a file, each with its place."""
    for at, merge in enumerate(file.merges):
        for place, source in enumerate(merge.from_):
            yield Change(merge.day, source, merge.into), ("merges", at, "from", place)
    for at, split in enumerate(file.splits):
        for place, part in enumerate(split.parts):
            yield Change(split.day, split.ministry, part.into, part.entity), ("splits", at, "parts", place, "entity")


def _changes(document: Document, file: ChangesFile, known: Known, today: date) -> Iterator[Problem]:
    named: list[tuple[Path, str]] = [
        (("renames", at, "ministry"), each.ministry) for at, each in enumerate(file.renames)
    ]
    for at, merge in enumerate(file.merges):
        named.append((("merges", at, "into"), merge.into))
        named += [(("merges", at, "from", place), source) for place, source in enumerate(merge.from_)]
    for at, split in enumerate(file.splits):
        named.append((("splits", at, "ministry"), split.ministry))
        for place, part in enumerate(split.parts):
            named.append((("splits", at, "parts", place, "into"), part.into))
            yield from _entity_named(document, ("splits", at, "parts", place, "entity"), part.entity, known)
    yield from _ministries_named(document, named, known)
    placed = list(changes_of(file))
    for wrong in wrong_changes([change for change, _path in placed], today):
        path = next(path for change, path in placed if change is wrong.change)
        told = {"text": _about(wrong.change, wrong.wrong), "day": wrong.change.day.isoformat()}
        yield located(document, wrong.wrong.value, path, told)


def _about(change: Change, wrong: Wrong) -> str:
    """What a sentence about a wrong change names."""
    if wrong is Wrong.LOOP:
        return change.target_id
    if wrong is Wrong.TWICE and change.entity_id:
        return change.entity_id
    return change.source_id


def _dates(document: Document, path: Path, first: date | None, last: date | None) -> Iterator[Problem]:
    if first and last and last < first:
        yield located(document, "dates-reversed", (*path, "valid_to"))


def _twice(document: Document, placed: Iterable[tuple[Path, str]]) -> Iterator[Problem]:
    seen: set[str] = set()
    for path, text in placed:
        if text in seen:
            yield located(document, "listed-twice", path, {"text": text})
        seen.add(text)


def _ministries_named(document: Document, placed: Iterable[tuple[Path, str]], known: Known) -> Iterator[Problem]:
    for path, name in placed:
        if known.ministries is not None and name not in known.ministries:
            told = {"text": name, "known": ", ".join(sorted(known.ministries))}
            yield located(document, "ministry-unknown", path, told)


def _entity_named(document: Document, path: Path, name: str, known: Known) -> Iterator[Problem]:
    if known.entities is not None and name not in known.entities:
        yield located(document, "entity-unknown", path, {"text": name})
