"""What a sheet of entities says, and everything that must be corrected in it, each with its row and column."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import Enum

from quiz.content.rules import N_
from quiz.identity.ministry import Entity, alphabetical, entity_id

COLUMNS = ("Code", "Nom", "Premier jour", "Dernier jour")
CODE = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
DAY = re.compile(r"(?P<day>\d{1,2})/(?P<month>\d{1,2})/(?P<year>\d{4})|(?P<iso>\d{4}-\d{2}-\d{2})(T.*)?")
LONGEST_CODE, LONGEST_NAME, MOST_ROWS = 60, 200, 2000
# What a spreadsheet would take for a formula when the text comes back to it.
FORMULA = ("=", "+", "-", "@")
CONTROL = re.compile(r"[\x00-\x1f\x7f\u2028\u2029]")
Row = Sequence[str]


class Fault(Enum):
    """What can be wrong in a sheet: the words, and what to do."""

    COLUMN_MISSING = (N_("The column “{text}” is missing."), N_("Start from the template."))
    EMPTY = (N_("No entity is listed."), N_("Write one entity on each row, below the titles."))
    TOO_LONG = (N_("There are more than {text} rows."), N_("Divide your ministry into fewer entities."))
    CODE_MISSING = (N_("The code is missing."), N_("Give each entity a short code that will never change."))
    CODE = (
        N_("“{text}” is not a code."),
        N_("Use lowercase letters without accents, digits and hyphens only, sixty at most."),
    )
    TWICE = (N_("The code “{text}” is on another row already."), N_("Give each entity a code of its own."))
    ELSEWHERE = (
        N_("The code “{text}” was given to an entity that is now in another ministry."),
        N_("Give this one another code."),
    )
    NAME_MISSING = (N_("The name is missing."), N_("Write the name that agents know."))
    NAME_TOO_LONG = (N_("This name is over {text} characters."), N_("Shorten it."))
    FORMULA = (N_("“{text}” would be read as a formula."), N_("Write the text itself."))
    CONTROL = (N_("This text holds a line break or an invisible character."), N_("Type it again."))
    DAY = (N_("“{text}” is not a day."), N_("Write it as in 31/12/2027."))
    REVERSED = (N_("The last day is before the first one."), N_("Exchange the two dates."))


@dataclass(frozen=True)
class Found:
    """One thing to correct: the row and the column count from 1, as spreadsheets show them."""

    fault: Fault
    row: int
    column: int
    parameters: Mapping[str, str] = field(default_factory=dict)

    @property
    def cell(self) -> str:
        """The cell as a spreadsheet names it: B4."""
        return f"{'ABCDEFGHIJKLMNOPQRSTUVWXYZ'[(self.column - 1) % 26]}{self.row}"


@dataclass(frozen=True)
class Said:
    """The entities of a sheet, and what keeps it from being taken: all of it, at once."""

    entities: tuple[Entity, ...]
    found: tuple[Found, ...]


def read(rows: Sequence[Row], ministry_id: str, known: Iterable[Entity], elsewhere: frozenset[str]) -> Said:
    """What the rows of a sheet say of a ministry's entities; a code that is known keeps its entity.

    `elsewhere` are the entities this ministry gave a code to, and that have left it.
    """
    top = next((at for at, row in enumerate(rows) if any(cell.strip() for cell in row)), None)
    if top is None:
        return Said((), (Found(Fault.EMPTY, 1, 1),))
    titles = {alphabetical(title.strip()): at for at, title in reversed(list(enumerate(rows[top])))}
    places = {name: titles.get(alphabetical(name)) for name in COLUMNS}
    missing = [
        Found(Fault.COLUMN_MISSING, top + 1, at, {"text": name})
        for at, name in enumerate(COLUMNS, 1)
        if places[name] is None and name in COLUMNS[:2]
    ]
    filled = [(at, row) for at, row in enumerate(rows[top + 1 :], top + 2) if any(cell.strip() for cell in row)]
    if missing:
        return Said((), tuple(missing))
    if not filled:
        return Said((), (Found(Fault.EMPTY, top + 2, 1),))
    if len(filled) > MOST_ROWS:
        return Said((), (Found(Fault.TOO_LONG, filled[MOST_ROWS][0], 1, {"text": str(MOST_ROWS)}),))
    ids = {written(entity, ministry_id): entity.id for entity in known}
    gone = {written(Entity(name, "", ""), ministry_id) for name in elsewhere}
    return _entities(filled, {name: at for name, at in places.items() if at is not None}, ministry_id, ids, gone)


def _entities(
    filled: list[tuple[int, Row]], places: Mapping[str, int], ministry_id: str, ids: Mapping[str, str], gone: set[str]
) -> Said:
    entities: list[Entity] = []
    found: list[Found] = []
    seen: set[str] = set()
    for number, row in filled:
        cells = {name: row[at].strip() if at < len(row) else "" for name, at in places.items()}
        code, name = cells["Code"], cells["Nom"]
        wrong = [
            *_code_faults(code, seen, ids, gone),
            *_name_faults(name),
        ]
        found += [Found(fault, number, places[column] + 1, told) for column, fault, told in wrong]
        seen.add(code)
        days: list[date | None] = []
        for column in COLUMNS[2:]:
            text = cells.get(column, "")
            day = day_of(text)
            if text and day is None:
                found.append(Found(Fault.DAY, number, places[column] + 1, {"text": text[:60]}))
            days.append(day)
        first, last = days
        if first and last and last < first:
            found.append(Found(Fault.REVERSED, number, places[COLUMNS[3]] + 1))
        entities.append(Entity(ids.get(code, entity_id(ministry_id, code)), ministry_id, name, first, last))
    return Said((), tuple(found)) if found else Said(tuple(entities), ())


def _code_faults(
    code: str, seen: set[str], ids: Mapping[str, str], gone: set[str]
) -> Iterator[tuple[str, Fault, dict[str, str]]]:
    if not code:
        yield "Code", Fault.CODE_MISSING, {}
    elif code in seen:
        yield "Code", Fault.TWICE, {"text": code[:60]}
    elif code in gone:
        yield "Code", Fault.ELSEWHERE, {"text": code[:60]}
    elif code not in ids and (len(code) > LONGEST_CODE or not CODE.fullmatch(code)):
        yield "Code", Fault.CODE, {"text": code[:60]}


def _name_faults(name: str) -> Iterator[tuple[str, Fault, dict[str, str]]]:
    if not name:
        yield "Nom", Fault.NAME_MISSING, {}
    elif name.startswith(FORMULA):
        yield "Nom", Fault.FORMULA, {"text": name[:60]}
    elif CONTROL.search(name):
        yield "Nom", Fault.CONTROL, {}
    elif len(name) > LONGEST_NAME:
        yield "Nom", Fault.NAME_TOO_LONG, {"text": str(LONGEST_NAME)}


def written(entity: Entity, ministry_id: str) -> str:
    """The code of an entity in the sheet of a ministry: whole where another ministry gave it."""
    return entity.code if entity.id == entity_id(ministry_id, entity.code) else entity.id


def day_of(text: str) -> date | None:
    """The day a cell says, as people write it here or as spreadsheets keep it.

    >>> day_of("1/3/2027"), day_of("2027-03-01T00:00:00"), day_of("30/02/2027")
    (datetime.date(2027, 3, 1), datetime.date(2027, 3, 1), None)
    """
    match = DAY.fullmatch(text)
    if match is None:
        return None
    try:
        if match["iso"]:
            return date.fromisoformat(match["iso"])
        return date(int(match["year"]), int(match["month"]), int(match["day"]))
    except ValueError:
        return None
