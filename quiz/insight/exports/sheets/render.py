"""Writes spreadsheets to a temporary file, row by row: years of figures need no more memory than one row.

A text is written as a text, whatever it begins with: neither format has anything to run in it.
"""

import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from tempfile import SpooledTemporaryFile
from typing import IO
from xml.sax.saxutils import escape, quoteattr

import xlsxwriter

from quiz.insight.exports.columns import Kind, Value
from quiz.insight.exports.csv_text import printable

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
ODS = "application/vnd.oasis.opendocument.spreadsheet"
IN_MEMORY = 1_000_000
PIECE = 65_536
WIDTHS = {Kind.TEXT: 26, Kind.NUMBER: 12, Kind.DAY: 12}


@dataclass(frozen=True)
class Sheet:
    """A sheet: its name, what its columns are called and hold, and its rows."""

    name: str
    header: tuple[str, ...]
    kinds: tuple[Kind, ...]
    rows: Iterable[tuple[Value, ...]]


def xlsx(sheets: Iterable[Sheet], made: datetime) -> Iterator[bytes]:
    """The pieces of an XLSX file; it bears a moment of its content, so that the same figures are the same bytes."""
    with SpooledTemporaryFile(IN_MEMORY) as file:
        options = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
        with xlsxwriter.Workbook(file, options) as book:
            book.set_properties({"created": made.replace(tzinfo=None)})
            title = book.add_format({"bold": True, "bottom": 2})
            day = book.add_format({"num_format": "yyyy-mm-dd"})
            for sheet in sheets:
                page = book.add_worksheet(sheet.name)
                page.freeze_panes(1, 0)
                for column, (name, kind) in enumerate(zip(sheet.header, sheet.kinds, strict=True)):
                    page.set_column(column, column, WIDTHS[kind])
                    page.write_string(0, column, name, title)
                for number, values in enumerate(sheet.rows, 1):
                    for column, value in enumerate(values):
                        if isinstance(value, date):
                            page.write_datetime(number, column, value, day)
                        elif isinstance(value, int):
                            page.write_number(number, column, value)
                        elif value:
                            page.write_string(number, column, printable(value))
        yield from _pieces(file)


MANIFEST = (
    '<?xml version="1.0" encoding="UTF-8"?>'
    '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0" manifest:version="1.3">'
    f'<manifest:file-entry manifest:full-path="/" manifest:version="1.3" manifest:media-type="{ODS}"/>'
    '<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/>'
    "</manifest:manifest>"
)
OPENING = (
    '<?xml version="1.0" encoding="UTF-8"?><office:document-content office:version="1.3" '
    + " ".join(
        f'xmlns:{prefix}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
        for prefix, name in (
            ("office", "office"),
            ("table", "table"),
            ("text", "text"),
            ("style", "style"),
            ("number", "datastyle"),
            ("fo", "xsl-fo-compatible"),
        )
    )
    + "><office:automatic-styles>"
    '<number:date-style style:name="iso"><number:year number:style="long"/><number:text>-</number:text>'
    '<number:month number:style="long"/><number:text>-</number:text><number:day number:style="long"/>'
    "</number:date-style>"
    '<style:style style:name="day" style:family="table-cell" style:data-style-name="iso"/>'
    '<style:style style:name="title" style:family="table-cell"><style:text-properties fo:font-weight="bold"/>'
    "</style:style></office:automatic-styles><office:body><office:spreadsheet>"
)
CLOSING = "</office:spreadsheet></office:body></office:document-content>"


def ods(sheets: Iterable[Sheet]) -> Iterator[bytes]:
    """The pieces of an ODS file (OpenDocument 1.3)."""
    with SpooledTemporaryFile(IN_MEMORY) as file:
        with zipfile.ZipFile(file, "w") as archive:
            # First and stored, which is how the kind of the file is recognised (OpenDocument 1.3, part 2, 3.3).
            archive.writestr(_entry("mimetype", zipfile.ZIP_STORED), ODS)
            archive.writestr(_entry("META-INF/manifest.xml"), MANIFEST)
            with archive.open(_entry("content.xml"), "w", force_zip64=True) as content:
                content.write(OPENING.encode())
                for sheet in sheets:
                    content.write(f"<table:table table:name={quoteattr(sheet.name)}>".encode())
                    content.write(_ods_row(sheet.header, ' table:style-name="title"').encode())
                    for values in sheet.rows:
                        content.write(_ods_row(values).encode())
                    content.write(b"</table:table>")
                content.write(CLOSING.encode())
        yield from _pieces(file)


def _entry(name: str, compression: int = zipfile.ZIP_DEFLATED) -> zipfile.ZipInfo:
    # Without a moment of its own: the same figures are the same bytes.
    entry = zipfile.ZipInfo(name)
    entry.compress_type = compression
    return entry


def _ods_row(values: Iterable[Value], style: str = "") -> str:
    return f"<table:table-row>{''.join(_ods_cell(value, style) for value in values)}</table:table-row>"


def _ods_cell(value: Value, style: str) -> str:
    if value is None or value == "":
        return "<table:table-cell/>"
    if isinstance(value, date):
        kind = f'table:style-name="day" office:value-type="date" office:date-value="{value.isoformat()}"'
        return f"<table:table-cell {kind}><text:p>{value.isoformat()}</text:p></table:table-cell>"
    if isinstance(value, int):
        kind = f'office:value-type="float" office:value="{value}"'
        return f"<table:table-cell {kind}><text:p>{value}</text:p></table:table-cell>"
    lines = "".join(f"<text:p>{escape(line)}</text:p>" for line in printable(value).splitlines() or [""])
    return f'<table:table-cell{style} office:value-type="string">{lines}</table:table-cell>'


def _pieces(file: IO[bytes]) -> Iterator[bytes]:
    file.seek(0)
    while piece := file.read(PIECE):
        yield piece
