"""What a sheet of headcounts says, and everything that must be corrected in it, each with its cell."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import Enum
from string import ascii_uppercase
from typing import Union

from quiz.identity.ministry import alphabetical
from quiz.identity.organisation.proposal.sheet import day_of
from quiz.insight.headcount import Declaration, Field, Headcount, Mistake, read

MINISTRY, NAME = "Identifiant", "Nom"
FIELDS = {
    Field.AGENTS: "Effectif",
    Field.ON: "Compté le",
    Field.SOURCE: "Source",
    Field.PERIMETER: "Périmètre",
}
COLUMNS = (MINISTRY, NAME, *FIELDS.values())
NEEDED = (MINISTRY, *FIELDS.values())
MOST_ROWS = 500
Row = Sequence[str]


class Fault(Enum):
    """What can be wrong with a sheet, beside what is wrong with one headcount (`headcount.Mistake`)."""

    EMPTY = "empty"
    COLUMN_MISSING = "column_missing"
    TOO_LONG = "too_long"
    # Also one outside the scope of whoever sends it: both look alike.
    NO_SUCH_MINISTRY = "no_such_ministry"
    TWICE = "twice"
    NOTHING_NEW = "nothing_new"


@dataclass(frozen=True)
class Wrong:
    """One thing to correct; rows and columns count from 1, `text` is what the words need."""

    what: Union[Fault, tuple[Field, Mistake]]
    row: int
    column: int
    text: str = ""

    @property
    def cell(self) -> str:
        """The cell as a spreadsheet names it: B4."""
        return f"{ascii_uppercase[(self.column - 1) % 26]}{self.row}"


Declared = tuple[tuple[str, Headcount], ...]
"""Headcounts by ministry, in the order of the rows."""


def read_sheet(
    rows: Sequence[Row], ministries: Mapping[str, Headcount | None], today: date
) -> Union[Declared, tuple[Wrong, ...]]:
    """The headcounts that the rows of a sheet declare, or everything that keeps it from being taken.

    `ministries` are those that may be declared, each with its headcount so far; a row that says nothing of a
    headcount, as the template has them, or what is known already, declares nothing.
    """
    top = next((at for at, row in enumerate(rows) if any(cell.strip() for cell in row)), None)
    if top is None:
        return (Wrong(Fault.EMPTY, 1, 1),)
    titles = {alphabetical(title.strip()): at for at, title in reversed(list(enumerate(rows[top])))}
    places = {name: titles.get(alphabetical(name), -1) for name in NEEDED}
    missing = tuple(Wrong(Fault.COLUMN_MISSING, top + 1, 1, name) for name in NEEDED if places[name] < 0)
    if missing:
        return missing
    told = [
        (number, {name: row[at].strip() if at < len(row) else "" for name, at in places.items()})
        for number, row in enumerate(rows[top + 1 :], top + 2)
    ]
    filled = [(number, cells) for number, cells in told if any(cells[name] for name in FIELDS.values())]
    if not filled:
        return (Wrong(Fault.EMPTY, top + 2, 1),)
    if len(filled) > MOST_ROWS:
        return (Wrong(Fault.TOO_LONG, filled[MOST_ROWS][0], 1, str(MOST_ROWS)),)
    found = list(_rows(filled, places, ministries, today))
    wrong = tuple(each for each in found if isinstance(each, Wrong))
    declared = tuple(each for each in found if not isinstance(each, Wrong) and each[1] != ministries[each[0]])
    return wrong or declared or (Wrong(Fault.NOTHING_NEW, filled[0][0], 1),)


def _rows(
    filled: list[tuple[int, dict[str, str]]],
    places: Mapping[str, int],
    ministries: Mapping[str, Headcount | None],
    today: date,
) -> Iterator[Union[Wrong, tuple[str, Headcount]]]:
    seen: set[tuple[str, date]] = set()
    for number, cells in filled:
        ministry = cells[MINISTRY]
        if ministry not in ministries:
            yield Wrong(Fault.NO_SUCH_MINISTRY, number, places[MINISTRY] + 1, ministry[:60])
        typed = Declaration(*(cells[FIELDS[field]] for field in Field))
        day = day_of(typed.on)
        read_row = read(replace(typed, on=day.isoformat()) if day else typed, today)
        if not isinstance(read_row, Headcount):
            for field, mistake in read_row.items():
                yield Wrong((field, mistake), number, places[FIELDS[field]] + 1)
        elif (ministry, read_row.on) in seen:
            yield Wrong(Fault.TWICE, number, places[MINISTRY] + 1, ministry[:60])
        else:
            seen.add((ministry, read_row.on))
            if ministry in ministries:
                yield ministry, read_row
