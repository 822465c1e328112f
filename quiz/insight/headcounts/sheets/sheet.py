"""What a sheet of headcounts says, and everything that must be corrected in it, each with its cell."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import Enum
from string import ascii_uppercase
from typing import Union

from quiz.identity.ministry import alphabetical
from quiz.identity.organisation.proposal.sheet import day_of
from quiz.insight.headcount import AnyHeadcount, Declaration, EntityHeadcount, Field, Headcount, Mistake, read

MINISTRY, NAME = "Identifiant", "Nom"
FIELDS = {
    Field.AGENTS: "Effectif",
    Field.ON: "Compté le",
    Field.SOURCE: "Source",
    Field.PERIMETER: "Périmètre",
    # Left empty where the whole ministry is counted; a sheet of before it was there has no such column.
    Field.ENTITIES: "Entités seulement",
}
COLUMNS = (MINISTRY, NAME, *FIELDS.values())
NEEDED = (MINISTRY, *COLUMNS[2:-1])
BETWEEN_ENTITIES = re.compile(r"[\s,;]+")
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


Declared = tuple[tuple[str, AnyHeadcount], ...]
"""Headcounts by ministry, in the order of the rows."""


@dataclass(frozen=True)
class Known:
    """What is known of a ministry: its headcount, that of some of its entities, and the entities agents may name."""

    headcount: Headcount | None = None
    of_entities: EntityHeadcount | None = None
    entities: tuple[str, ...] = ()

    @property
    def countable(self) -> tuple[str, ...]:
        """The entities that a row may list: those, and the ones counted already, which may be gone since."""
        return self.entities + (self.of_entities.entities if self.of_entities else ())


def read_sheet(rows: Sequence[Row], ministries: Mapping[str, Known], today: date) -> Union[Declared, tuple[Wrong, ...]]:
    """The headcounts that the rows of a sheet declare, or everything that keeps it from being taken.

    `ministries` are those that may be declared, each with its headcounts so far; a row that says nothing of a
    headcount, as the template has them, or what is known already, declares nothing.
    """
    top = next((at for at, row in enumerate(rows) if any(cell.strip() for cell in row)), None)
    if top is None:
        return (Wrong(Fault.EMPTY, 1, 1),)
    titles = {alphabetical(title.strip()): at for at, title in reversed(list(enumerate(rows[top])))}
    places = {name: at for name in COLUMNS if name != NAME and (at := titles.get(alphabetical(name))) is not None}
    missing = tuple(Wrong(Fault.COLUMN_MISSING, top + 1, 1, name) for name in NEEDED if name not in places)
    if missing:
        return missing
    told = [
        (number, {name: row[at].strip() if at < len(row) else "" for name, at in places.items()})
        for number, row in enumerate(rows[top + 1 :], top + 2)
    ]
    filled = [(number, cells) for number, cells in told if any(cells.get(name) for name in FIELDS.values())]
    if not filled:
        return (Wrong(Fault.EMPTY, top + 2, 1),)
    if len(filled) > MOST_ROWS:
        return (Wrong(Fault.TOO_LONG, filled[MOST_ROWS][0], 1, str(MOST_ROWS)),)
    found = list(_rows(filled, places, ministries, today))
    wrong = tuple(each for each in found if isinstance(each, Wrong))
    declared = tuple(each for each in found if not isinstance(each, Wrong) and is_new(each[1], ministries[each[0]]))
    return wrong or declared or (Wrong(Fault.NOTHING_NEW, filled[0][0], 1),)


def is_new(declared: AnyHeadcount, known: Known) -> bool:
    """Whether a headcount is neither of those known already."""
    return declared not in (known.headcount, known.of_entities)


def _rows(
    filled: list[tuple[int, dict[str, str]]],
    places: Mapping[str, int],
    ministries: Mapping[str, Known],
    today: date,
) -> Iterator[Union[Wrong, tuple[str, AnyHeadcount]]]:
    seen: set[tuple[str, type, date]] = set()
    for number, cells in filled:
        ministry = cells[MINISTRY]
        if ministry not in ministries:
            yield Wrong(Fault.NO_SUCH_MINISTRY, number, places[MINISTRY] + 1, ministry[:60])
        read_row = read(_typed(cells), today, ministries.get(ministry, Known()).countable)
        if isinstance(read_row, dict):
            for field, mistake in read_row.items():
                yield Wrong((field, mistake), number, places[FIELDS[field]] + 1)
            continue
        headcount = read_row if isinstance(read_row, Headcount) else read_row.headcount
        if (key := (ministry, type(read_row), headcount.on)) in seen:
            yield Wrong(Fault.TWICE, number, places[MINISTRY] + 1, ministry[:60])
            continue
        seen.add(key)
        if ministry in ministries:
            yield ministry, read_row


def _typed(cells: Mapping[str, str]) -> Declaration:
    on, entities = cells[FIELDS[Field.ON]], cells.get(FIELDS[Field.ENTITIES], "")
    day = day_of(on)
    return Declaration(
        cells[FIELDS[Field.AGENTS]],
        day.isoformat() if day else on,
        cells[FIELDS[Field.SOURCE]],
        cells[FIELDS[Field.PERIMETER]],
        tuple(filter(None, BETWEEN_ENTITIES.split(entities))) or None,
    )
