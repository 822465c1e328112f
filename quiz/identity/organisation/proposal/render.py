"""The template of a sheet of entities, filled with those that are known."""

import io
from collections.abc import Iterable

import xlsxwriter

from quiz.identity.ministry import Entity
from quiz.identity.organisation.proposal.sheet import COLUMNS, written

SPREADSHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
WIDTHS = (24, 60, 16, 16)


def template(ministry_id: str, entities: Iterable[Entity]) -> bytes:
    """An XLSX sheet with its titles and the entities of a ministry; what they say is text, never a formula."""
    file = io.BytesIO()
    with xlsxwriter.Workbook(file, {"in_memory": True, "strings_to_formulas": False}) as book:
        sheet = book.add_worksheet("Entités")
        title = book.add_format({"bold": True, "bottom": 2})
        day = book.add_format({"num_format": "dd/mm/yyyy"})
        for at, (name, width) in enumerate(zip(COLUMNS, WIDTHS, strict=True)):
            sheet.set_column(at, at, width, day if at > 1 else None)
            sheet.write_string(0, at, name, title)
        sheet.freeze_panes(1, 0)
        for row, entity in enumerate(entities, 1):
            sheet.write_string(row, 0, written(entity, ministry_id))
            sheet.write_string(row, 1, entity.name)
            for column, value in ((2, entity.valid_from), (3, entity.valid_to)):
                if value is not None:
                    sheet.write_datetime(row, column, value, day)
    return file.getvalue()
