"""Reads the rows of a sheet that someone sent: CSV here, XLSX and ODS in a process of its own.

A small file can unfold into a sheet of sixteen thousand million cells. Its archive is measured first;
then it is read by a child process with little memory and little time, whose death is a refusal.
"""

import csv
import io
import json
import resource
import subprocess
import sys
import zipfile
import zlib
from collections.abc import Sequence
from enum import Enum

from python_calamine import CalamineWorkbook

MOST_BYTES = 1_000_000
MOST_UNFOLDED = 20_000_000
MOST_PARTS = 200
MOST_MEMORY = 512 * 1024 * 1024
MOST_SECONDS = 3
# Under what another writer waits for on SQLite: the post that brings a sheet is one transaction.
MOST_WAITED = 10
# Beyond what `sheet.py` reads, so that it tells what is too long.
MOST_ROWS, MOST_COLUMNS, LONGEST_CELL = 3000, 26, 2000
MARKS = ("xl/workbook.xml", "content.xml")


class Unreadable(Enum):
    """Why a file cannot be read as a sheet."""

    TOO_LARGE = "too_large"
    UNFOLDS = "unfolds"
    NOT_A_SHEET = "not_a_sheet"
    BROKEN = "broken"


def rows_of(content: bytes) -> Sequence[Sequence[str]] | Unreadable:
    """The rows of the first sheet as texts, or why they cannot be read."""
    if len(content) > MOST_BYTES:
        return Unreadable.TOO_LARGE
    if content.startswith(b"PK"):
        return _unfolds(content) or _in_a_child(content)
    return _csv(content)


def _unfolds(content: bytes) -> Unreadable | None:
    """Why an archive is not read at all: each part is unfolded to its end, counting, and nothing is kept."""
    left = MOST_UNFOLDED
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            parts = archive.infolist()
            if not any(part.filename in MARKS for part in parts):
                return Unreadable.NOT_A_SHEET
            if len(parts) > MOST_PARTS:
                return Unreadable.UNFOLDS
            for part in parts:
                with archive.open(part) as opened:
                    while piece := opened.read(65536):
                        left -= len(piece)
                        if left < 0:
                            return Unreadable.UNFOLDS
    except (zipfile.BadZipFile, zlib.error, OSError, RuntimeError, NotImplementedError, EOFError, ValueError):
        return Unreadable.BROKEN
    return None


def _in_a_child(content: bytes) -> Sequence[Sequence[str]] | Unreadable:
    # By its path and alone: it needs none of our other files, and finds none of the sender's.
    command = [sys.executable, "-I", __file__]
    try:
        done = subprocess.run(  # noqa: S603 - this very file, and nothing of the sender's but its standard input
            command, input=content, capture_output=True, timeout=MOST_WAITED, check=False
        )
    except subprocess.TimeoutExpired:
        return Unreadable.UNFOLDS
    if done.returncode == 0:
        rows: list[list[str]] = json.loads(done.stdout)
        return rows
    return Unreadable.BROKEN if done.returncode == 1 else Unreadable.UNFOLDS


def _csv(content: bytes) -> Sequence[Sequence[str]] | Unreadable:
    """The rows of a text whose cells are parted by semicolons, commas or tabs, as the first line says."""
    if b"\0" in content:
        return Unreadable.NOT_A_SHEET
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        # What spreadsheets on Windows still write.
        text = content.decode("cp1252", "replace")
    first = text.partition("\n")[0]
    separator = max(";,\t", key=first.count)
    try:
        return [
            [cell[:LONGEST_CELL] for cell in row[:MOST_COLUMNS]]
            for row, _number in zip(csv.reader(io.StringIO(text), delimiter=separator), range(MOST_ROWS), strict=False)
        ]
    except csv.Error:
        return Unreadable.BROKEN


def _text(value: object) -> str:
    """The text of a cell: whole numbers without a point, days as ISO 8601."""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    isoformat = getattr(value, "isoformat", None)
    return str(isoformat()) if isoformat else str(value)


def read_standard_input() -> None:
    """The child: the first sheet's rows, from standard input, as JSON on standard output; 1 where it is no sheet."""
    resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (MOST_SECONDS, MOST_SECONDS))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    content = sys.stdin.buffer.read()
    try:
        sheet = CalamineWorkbook.from_filelike(io.BytesIO(content)).get_sheet_by_index(0)
        rows = [
            [_text(cell)[:LONGEST_CELL] for cell in row[:MOST_COLUMNS]]
            for row, _number in zip(sheet.iter_rows(), range(MOST_ROWS), strict=False)
        ]
    except MemoryError:
        sys.exit(2)
    except Exception:
        # The reader is not ours, the file is anyone's: whatever it raises, its parent refuses the sheet in words.
        sys.exit(1)
    # Empty rows above are not among those the reader gives, and would shift what is told.
    above = [[""]] * (sheet.start[0] if sheet.start else 0)
    left = [""] * (sheet.start[1] if sheet.start else 0)
    sys.stdout.write(json.dumps([*above[:MOST_ROWS], *([*left[:MOST_COLUMNS], *row] for row in rows)]))


if __name__ == "__main__":
    read_standard_input()
