"""The template of a sheet of headcounts, filled with the ministries that may be declared and what is known of them."""

import io
from collections.abc import Iterable

import xlsxwriter

from quiz.identity.ministry import Ministry
from quiz.insight.headcount import Headcount
from quiz.insight.headcounts.sheets.sheet import COLUMNS

SPREADSHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
WIDTHS = (24, 48, 12, 14, 48, 48)


def template(known: Iterable[tuple[Ministry, Headcount | None]]) -> bytes:
    """An XLSX sheet: a row a ministry, with its latest headcount; what it says is text, never a formula."""
    file = io.BytesIO()
    with xlsxwriter.Workbook(file, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}) as book:
        sheet = book.add_worksheet("Effectifs")
        title = book.add_format({"bold": True, "bottom": 2})
        day = book.add_format({"num_format": "dd/mm/yyyy"})
        for at, (name, width) in enumerate(zip(COLUMNS, WIDTHS, strict=True)):
            sheet.set_column(at, at, width)
            sheet.write_string(0, at, name, title)
        sheet.freeze_panes(1, 2)
        for row, (ministry, headcount) in enumerate(known, 1):
            sheet.write_string(row, 0, ministry.id)
            sheet.write_string(row, 1, ministry.name)
            if headcount:
                sheet.write_number(row, 2, headcount.value)
                sheet.write_datetime(row, 3, headcount.on, day)
                sheet.write_string(row, 4, headcount.source)
                sheet.write_string(row, 5, headcount.perimeter)
    return file.getvalue()
