"""Copies of the whole database, taken while the service runs and put back into an empty one only."""

import hashlib
import os
import shutil
import sqlite3
import subprocess
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

from sqlalchemy import URL, Engine

# Pages of SQLite copied between two looks at the progress bar; writers go on in between.
PAGES = 2_000
SQLITE, POSTGRESQL = b"SQLite format 3\0", b"PGDMP"
PROGRAMS = "the programs of PostgreSQL (on Debian and Ubuntu: apt-get install postgresql-client)"


class BackupRefused(Exception):
    """Raised with the sentence an operator reads; nothing was changed."""


def back_up(engine: Engine, file: Path, told: Callable[[int, int], object]) -> None:
    """Copy the database into a new file, which appears once it is whole; `told` hears of pages done and in all."""
    if file.exists():
        raise BackupRefused(f"{file} is there already: choose another name, nothing is overwritten.")
    partial = file.with_name(f".{file.name}.partial")
    # Whoever reads a backup reads the database.
    os.close(os.open(partial, os.O_CREAT | os.O_WRONLY | os.O_TRUNC, 0o600))
    try:
        if engine.dialect.name == "sqlite":
            copy_sqlite(Path(str(engine.url.database)), partial, told)
        else:
            run("pg_dump", engine.url, "--format=custom", "--no-owner", f"--file={partial}")
        flush(partial)
        os.replace(partial, file)
    finally:
        partial.unlink(missing_ok=True)


def copy_sqlite(source: Path, target: Path, told: Callable[[int, int], object]) -> None:
    """Copy a SQLite database that may be in use, then check the copy."""
    # A plain connect would make an empty database of a name that is not there.
    with (
        closing(sqlite3.connect(f"{source.resolve().as_uri()}?mode=ro", uri=True)) as reader,
        closing(sqlite3.connect(target)) as writer,
    ):
        reader.backup(writer, pages=PAGES, progress=lambda _status, left, total: told(total - left, total))
        found = [row[0] for row in writer.execute("PRAGMA integrity_check")]
        if found != ["ok"]:
            raise BackupRefused(f"The copy is not whole: {'; '.join(found[:3])}")


def put_back(file: Path, engine: Engine, told: Callable[[int, int], object]) -> None:
    """Put a copy into an empty database."""
    if engine.dialect.name == "sqlite":
        try:
            copy_sqlite(file, Path(str(engine.url.database)), told)
        except sqlite3.DatabaseError as damaged:
            raise BackupRefused(f"{file} is damaged: {damaged}.") from damaged
    else:
        run("pg_restore", engine.url, "--no-owner", "--single-transaction", "--exit-on-error", str(file), into=True)


def refuse_unlike(file: Path, engine: Engine) -> None:
    """Refuse a file that is no copy of a database of this kind."""
    if not file.is_file():
        raise BackupRefused(f"{file}: there is no such file.")
    wanted = SQLITE if engine.dialect.name == "sqlite" else POSTGRESQL
    with file.open("rb") as opened:
        if opened.read(len(wanted)) != wanted:
            raise BackupRefused(f"{file} is no backup of {engine.dialect.name} made by: quiz db backup")


def run(program: str, url: URL, *words: str, into: bool = False) -> None:
    """Run a program of PostgreSQL on a database; its password never stands on a command line."""
    found = shutil.which(program)
    if found is None:
        raise BackupRefused(f"{program} is missing: install {PROGRAMS}.")
    address = url.set(drivername="postgresql", password=None).render_as_string()
    password = {"PGPASSWORD": str(url.password)} if url.password else {}
    done = subprocess.run(  # noqa: S603 - a program of PostgreSQL, with words of ours
        [found, *words, "--dbname", address] if into else [found, *words, address],
        env={**os.environ, **password},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise BackupRefused(f"{program} stopped: {done.stderr.strip()}")


def digest(file: Path) -> str:
    """What tells a copy from any other."""
    with file.open("rb") as opened:
        return hashlib.file_digest(opened, "sha256").hexdigest()


def flush(path: Path) -> None:
    """Wait until the disk holds a file."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
