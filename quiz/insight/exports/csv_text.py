"""Rows as CSV (RFC 4180): every text between quotes, numbers and days bare, nothing that a spreadsheet would run.

A spreadsheet runs a cell that begins with = + - @, a tab or a carriage return, whoever wrote it; so does one that
is told another separator, where these follow it inside a text. An apostrophe before them makes a text of it. The
other formats say that a text is a text, and need none.
"""

import re
from collections.abc import Iterable, Iterator
from datetime import date
from functools import lru_cache

from quiz.insight.exports.columns import Value

BYTE_ORDER_MARK = "\ufeff"
# The wide forms are formulas as well, where Chinese or Japanese is typed.
RUN = re.compile("(?:^|(?<=[;,\t\r\n]))(?=[=+\\-@\t\r\uff1d\uff0b\uff0d\uff20])")
# XML has no place for these, and a CSV no use.
CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff]")


def harmless(text: str) -> str:
    """The text, which no spreadsheet will run.

    >>> harmless("=1+1"), harmless("hors opérateurs;=1+1"), harmless("44 à 54")
    ("'=1+1", "hors opérateurs;'=1+1", '44 à 54')
    """
    return RUN.sub("'", text)


def printable(text: str) -> str:
    """The text without control characters, which no format of a spreadsheet can hold."""
    return CONTROL.sub("", text)


def csv_lines(header: Iterable[str], rows: Iterable[tuple[Value, ...]], separator: str = ",") -> Iterator[str]:
    """The lines of the file, one at a time, without the mark that some spreadsheets want before them."""
    yield _csv_line(tuple(header), separator)
    for each in rows:
        yield _csv_line(each, separator)


def _csv_line(values: tuple[Value, ...], separator: str) -> str:
    return separator.join(_field(value) for value in values) + "\r\n"


def _field(value: Value) -> str:
    if value is None or value == "":
        return ""
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, int):
        return str(value)
    return _quoted(value)


# The same names and words come back at every row.
@lru_cache(4096)
def _quoted(text: str) -> str:
    return '"' + harmless(printable(text)).replace('"', '""') + '"'
