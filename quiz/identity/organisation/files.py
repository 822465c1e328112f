"""Reads the reference files of organisations from the folder of content."""

from datetime import date
from pathlib import Path
from typing import TypeVar

from quiz.content.files import MAXIMUM_BYTES, parse
from quiz.content.node import Document
from quiz.content.problem import Place, Problem
from quiz.content.reading import located
from quiz.content.shape import shaped
from quiz.identity.organisation.checks import Files, problems_between
from quiz.identity.organisation.loading import ReferenceRead, organisations
from quiz.identity.organisation.reference import (
    ChangesFile,
    EntitiesFile,
    EvidenceFile,
    JobCeilingsFile,
    MinistriesFile,
    ReferenceFile,
)
from quiz.identity.organisation.rules import RULES

Shape = TypeVar("Shape", bound=ReferenceFile)


def read_reference(folder: Path, today: date) -> ReferenceRead:
    """Reads the five files of a folder, with every problem of each and between them."""
    problems: list[Problem] = []
    files = Files(
        _read(folder / "ministries.yaml", MinistriesFile, problems),
        _read(folder / "entities.yaml", EntitiesFile, problems),
        _read(folder / "evidence.yaml", EvidenceFile, problems),
        _read(folder / "job_ceilings.yaml", JobCeilingsFile, problems),
        _read(folder / "changes.yaml", ChangesFile, problems),
    )
    problems += problems_between(files, today)
    ordered = tuple(sorted(problems, key=lambda found: (found.place, found.rule)))
    return ReferenceRead(organisations(files), ordered)


def _read(path: Path, shape: type[Shape], problems: list[Problem]) -> tuple[Document, Shape] | None:
    """The document and the value of one file where its shape is right; its problems are added to the others."""
    try:
        with path.open("rb") as file:
            text = file.read(MAXIMUM_BYTES + 1)
    except OSError:
        told = RULES["reference-missing"]
        problems.append(Problem(Place(path.as_posix()), "reference-missing", told.message, told.hint))
        return None
    document, lost = parse(text, path.as_posix())
    problems += lost
    if document is None:
        return None
    value, findings = shaped(document, shape)
    explained = {found.place for found in lost}
    problems += [found for each in findings if (found := located(document, each)).place not in explained]
    return (document, value) if value else None
