"""Exports as someone takes them away, and read back by programs that are not ours."""

import csv
import io
from datetime import date

from python_calamine import CalamineWorkbook
from werkzeug.test import TestResponse

from tests.visit import Visit, form_of

Row = dict[str, str]


def taken(visit: Visit, **values: str | None) -> TestResponse:
    """The answer to the form of exports."""
    form = form_of(visit.get("/exports"), "/exports").filled(values)
    return visit.post("/exports", form.values)


def rows_of(answer: TestResponse) -> list[Row]:
    """The rows of a file, each cell as its text: whole numbers without a point, days as ISO 8601."""
    assert answer.status_code == 200, answer.get_data(as_text=True)
    name, content = answer.headers["Content-Disposition"], answer.get_data()
    if ".csv" in name:
        text = content.decode("utf-8-sig")
        separator = ";" if text.partition("\r\n")[0].count(";") else ","
        return list(csv.DictReader(io.StringIO(text, newline=""), delimiter=separator, strict=True))
    rows = CalamineWorkbook.from_filelike(io.BytesIO(content)).get_sheet_by_index(0).to_python()
    header, *lines = [[_text(cell) for cell in row] for row in rows]
    return [dict(zip(header, line, strict=True)) for line in lines]


def _text(value: object) -> str:
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return value.isoformat() if isinstance(value, date) else str(value)
