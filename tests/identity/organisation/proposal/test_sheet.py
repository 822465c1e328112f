"""What a sheet of entities says, everything wrong with it at once, and files made to do harm."""

import io
import zipfile
from collections.abc import Callable
from datetime import date

import pytest
import xlsxwriter

from quiz.identity.ministry import Entity
from quiz.identity.organisation.proposal.difference import Changed, difference
from quiz.identity.organisation.proposal.files import MOST_BYTES, Unreadable, rows_of
from quiz.identity.organisation.proposal.render import template
from quiz.identity.organisation.proposal.sheet import Fault, read

DAY, LATER = date(2027, 3, 1), date(2027, 12, 31)
PORTS = Entity("rivages.ports", "rivages", "Direction des Ports", DAY)
JOINED = Entity("phares.lampes", "rivages", "Bureau des Lampes")
KNOWN = (PORTS, JOINED)
TITLES = ("Code", "Nom", "Premier jour", "Dernier jour")
NOWHERE: frozenset[str] = frozenset()


def workbook(*rows: tuple[object, ...]) -> bytes:
    """An XLSX file."""
    file = io.BytesIO()
    with xlsxwriter.Workbook(file) as book:
        sheet = book.add_worksheet()
        for number, row in enumerate(rows):
            sheet.write_row(number, 0, row)
    return file.getvalue()


def test_the_template_says_what_is_known_and_reads_as_such() -> None:
    rows = rows_of(template("rivages", KNOWN))
    assert not isinstance(rows, Unreadable)
    said = read(rows, "rivages", KNOWN, NOWHERE)
    assert said.found == ()
    assert said.entities == KNOWN
    assert difference(KNOWN, said.entities, LATER).nothing


def test_a_name_that_looks_like_a_formula_is_never_written_as_one() -> None:
    content = template("rivages", (Entity("rivages.x", "rivages", '=HYPERLINK("http://ailleurs.exemple")'),))
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        assert b"<f>" not in archive.read("xl/worksheets/sheet1.xml")


@pytest.mark.parametrize("separator", [";", ",", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252"])
def test_csv_as_spreadsheets_write_it(separator: str, encoding: str) -> None:
    text = separator.join(TITLES) + "\r\n" + separator.join(("iles", "Délégation aux Îles", "1/3/2027", ""))
    rows = rows_of(text.encode(encoding))
    assert not isinstance(rows, Unreadable)
    assert read(rows, "rivages", (), NOWHERE).entities == (
        Entity("rivages.iles", "rivages", "Délégation aux Îles", DAY),
    )


def test_titles_may_stand_lower_in_another_order_and_without_accents() -> None:
    rows = [["", ""], ["NOM", "code"], ["Ports", "ports"]]
    assert read(rows, "rivages", (), NOWHERE).entities == (Entity("rivages.ports", "rivages", "Ports"),)


def test_everything_wrong_is_told_at_once_with_its_cell() -> None:
    rows = [
        TITLES,
        ("", "Sans code", "", ""),
        ("Ports & quais", "Un nom", "", ""),
        ("iles", "", "30/02/2027", ""),
        ("iles", "=1+1", "31/12/2027", "1/3/2027"),
        ("quais", "N" * 201, "", "bientôt"),
        ("parti", "Parti ailleurs", "", ""),
        ("sauts", "Deux\nlignes", "", ""),
    ]
    said = read(rows, "rivages", (), frozenset({"rivages.parti"}))
    assert said.entities == ()
    assert [(each.cell, each.fault) for each in said.found] == [
        ("A2", Fault.CODE_MISSING),
        ("A3", Fault.CODE),
        ("B4", Fault.NAME_MISSING),
        ("C4", Fault.DAY),
        ("A5", Fault.TWICE),
        ("B5", Fault.FORMULA),
        ("D5", Fault.REVERSED),
        ("B6", Fault.NAME_TOO_LONG),
        ("D6", Fault.DAY),
        ("A7", Fault.ELSEWHERE),
        ("B8", Fault.CONTROL),
    ]


@pytest.mark.parametrize(
    ("rows", "fault"),
    [
        ([], Fault.EMPTY),
        ([TITLES], Fault.EMPTY),
        ([("Nom",), ("Ports",)], Fault.COLUMN_MISSING),
        ([TITLES, *((f"e{number}", "Nom", "", "") for number in range(2001))], Fault.TOO_LONG),
    ],
)
def test_a_sheet_that_is_none(rows: list[tuple[str, ...]], fault: Fault) -> None:
    assert [each.fault for each in read(rows, "rivages", (), NOWHERE).found] == [fault]


def test_what_is_added_renamed_and_closed() -> None:
    renamed, added = (
        Entity("rivages.ports", "rivages", "Ports et Quais", DAY),
        Entity("rivages.iles", "rivages", "Îles"),
    )
    found = difference(KNOWN, (renamed, added), LATER)
    assert found.added == (added,)
    assert found.changed == (Changed(PORTS, renamed),)
    assert found.closed == (Entity("phares.lampes", "rivages", "Bureau des Lampes", None, LATER),)
    assert found.saved == (added, renamed, *found.closed)
    closed_long_ago = Entity("rivages.quais", "rivages", "Quais", None, DAY)
    assert difference((closed_long_ago,), (), LATER).nothing


def zipped(name: str, size: int) -> bytes:
    """An archive whose part unfolds to so many bytes of nothing."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", "<workbook/>")
        archive.writestr(name, b"\0" * size)
    return file.getvalue()


def lying(content: bytes) -> bytes:
    """The same archive, saying that its parts are ten bytes long."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        sizes = [part.file_size for part in archive.infolist()]
    for size in sizes:
        content = content.replace(size.to_bytes(4, "little"), (10).to_bytes(4, "little"))
    return content


def far_away() -> bytes:
    """A small sheet with a cell in its very last corner: a grid of seventeen thousand million cells."""
    file = io.BytesIO()
    with xlsxwriter.Workbook(file) as book:
        sheet = book.add_worksheet()
        sheet.write(0, 0, "Code")
        sheet.write(1_048_575, 16_383, "x")
    return file.getvalue()


# Made when they are read: collecting the tests costs nothing.
HOSTILE: dict[str, tuple[Callable[[], bytes], Unreadable]] = {
    "too large": (lambda: b"Code;Nom\n" + b"a" * MOST_BYTES, Unreadable.TOO_LARGE),
    "a bomb": (lambda: zipped("xl/worksheets/sheet1.xml", 60_000_000), Unreadable.UNFOLDS),
    "a bomb that lies of its size": (
        lambda: lying(zipped("xl/worksheets/sheet1.xml", 60_000_000)),
        Unreadable.BROKEN,
    ),
    "an archive of another kind": (
        lambda: zipped("x", 10).replace(b"xl/workbook.xml", b"xl/wzrkbook.xml"),
        Unreadable.NOT_A_SHEET,
    ),
    "half an archive": (lambda: workbook(TITLES)[:2000], Unreadable.BROKEN),
    "a workbook that is none": (lambda: zipped("xl/worksheets/sheet1.xml", 10), Unreadable.BROKEN),
    "a picture": (lambda: b"\x89PNG\r\n\x1a\n\0\0\0", Unreadable.NOT_A_SHEET),
}


@pytest.mark.parametrize("case", HOSTILE)
def test_a_file_made_to_do_harm_is_refused(case: str) -> None:
    make, why = HOSTILE[case]
    assert rows_of(make()) is why


def test_a_sheet_that_would_fill_the_memory_is_refused() -> None:
    assert rows_of(far_away()) in (Unreadable.UNFOLDS, Unreadable.BROKEN)
