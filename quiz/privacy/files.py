"""The journal of erasures on disk: lines are only added, and each is on the disk before the erasure is."""

import os
from collections.abc import Iterable
from pathlib import Path

from sqlalchemy import Engine

from quiz.privacy.journal import Erasure, from_line, to_line
from quiz.settings import Settings

SUFFIX = ".erasures.jsonl"


def journal_file(settings: Settings, engine: Engine) -> Path | None:
    """Where erasures are written: as set, else beside a SQLite file, else nowhere but in the database."""
    if settings.erasure_journal is not None:
        return settings.erasure_journal
    on_disk = engine.dialect.name == "sqlite" and engine.url.database not in (None, "", ":memory:")
    return Path(f"{engine.url.database}{SUFFIX}") if on_disk else None


def append(file: Path, erased: Iterable[Erasure]) -> None:
    """Add lines and wait until the disk holds them; one write of a few lines is not cut by another process."""
    # Readable by whoever runs the service only.
    descriptor = os.open(file, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
    try:
        os.write(descriptor, "".join(map(to_line, erased)).encode())
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def read(file: Path) -> tuple[Erasure, ...]:
    """The erasures of a journal; ValueError names the line that is not one."""
    erasures = []
    for number, line in enumerate(file.read_text("utf-8").splitlines(), start=1):
        try:
            erasures.append(from_line(line))
        except ValueError as wrong:
            raise ValueError(f"{file}:{number}: {wrong}") from wrong
    return tuple(erasures)
