"""The template of a sheet of headcounts, filled with the ministries that may be declared and what is known of them."""

import io
from collections.abc import Iterable

import xlsxwriter

from quiz.identity.ministry import Ministry
from quiz.insight.headcount import Headcount
from quiz.insight.headcounts.sheets.sheet import COLUMNS, Known

SPREADSHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
WIDTHS = (24, 48, 12, 14, 48, 48, 48)


def template(ministries: Iterable[tuple[Ministry, Known]]) -> bytes:
    """An XLSX sheet: a row a ministry, with its latest headcount, and one more for that of some of its entities.

    What it says is text, never a formula.
    """
    rows: list[tuple[Ministry, Headcount | None, tuple[str, ...]]] = []
    for ministry, known in ministries:
        rows.append((ministry, known.headcount, ()))
        if known.of_entities:
            rows.append((ministry, known.of_entities.headcount, known.of_entities.entities))
    file = io.BytesIO()
    with xlsxwriter.Workbook(file, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}) as book:
        sheet = book.add_worksheet("Effectifs")
        title = book.add_format({"bold": True, "bottom": 2})
        day = book.add_format({"num_format": "dd/mm/yyyy"})
        for at, (name, width) in enumerate(zip(COLUMNS, WIDTHS, strict=True)):
            sheet.set_column(at, at, width)
            sheet.write_string(0, at, name, title)
        sheet.freeze_panes(1, 2)
        for row, (ministry, headcount, entities) in enumerate(rows, 1):
            sheet.write_string(row, 0, ministry.id)
            sheet.write_string(row, 1, ministry.name)
            if headcount:
                sheet.write_number(row, 2, headcount.value)
                sheet.write_datetime(row, 3, headcount.on, day)
                sheet.write_string(row, 4, headcount.source)
                sheet.write_string(row, 5, headcount.perimeter)
                sheet.write_string(row, 6, ", ".join(entities))
    return file.getvalue()
