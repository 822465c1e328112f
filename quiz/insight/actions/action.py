"""An action of awareness beside the modules, as a referent or a pilot declares it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum
from typing import Union

from quiz.identity.roles.label import CIVILITY, fold
from quiz.insight.quarters.quarter import quarter_of
from quiz.insight.typed_number import whole_number

LONGEST_TITLE, LONGEST_SOURCE = 120, 300
MOST = 1_000_000
# Before that, a year was mistyped.
EARLIEST = timedelta(days=10 * 366)


@dataclass(frozen=True)
class Action:
    """Something done on a day, how many took part, and where that number comes from."""

    title: str
    on: date
    participants: int
    source: str


class Field(Enum):
    """What a declaration is made of."""

    TITLE = "title"
    ON = "on"
    PARTICIPANTS = "participants"
    SOURCE = "source"


class Mistake(Enum):
    """Why a declaration is refused."""

    MISSING = "missing"
    TOO_LONG = "too_long"
    NAMES_SOMEONE = "names_someone"
    NOT_A_DAY = "not_a_day"
    IN_THE_FUTURE = "in_the_future"
    TOO_OLD = "too_old"
    NOT_A_NUMBER = "not_a_number"
    NOBODY = "nobody"
    TOO_MANY = "too_many"


@dataclass(frozen=True)
class Declaration:
    """An action as it was typed."""

    title: str = ""
    on: str = ""
    participants: str = ""
    source: str = ""


Mistakes = dict[Field, Mistake]


def read(declaration: Declaration, today: date) -> Union[Action, Mistakes]:
    """The action that was declared, or every mistake by field.

    >>> read(Declaration("Atelier de tri", "2026-10-06", "1 200", "Émargement"), date(2026, 11, 24)).participants
    1200
    >>> read(Declaration("Atelier de Mme Durand", "2026-12-06", "0", ""), date(2026, 11, 24))[Field.TITLE].value
    'names_someone'
    """
    title, source = declaration.title.strip(), declaration.source.strip()
    on, participants = _day(declaration.on.strip(), today), _participants(declaration.participants)
    found = {
        Field.TITLE: _text(title, LONGEST_TITLE),
        Field.ON: on,
        Field.PARTICIPANTS: participants,
        Field.SOURCE: _text(source, LONGEST_SOURCE),
    }
    mistakes = {field: mistake for field, mistake in found.items() if isinstance(mistake, Mistake)}
    if mistakes or not isinstance(on, date) or not isinstance(participants, int):
        return mistakes
    return Action(title, on, participants, source)


def _text(typed: str, longest: int) -> Mistake | None:
    if not typed:
        return Mistake.MISSING
    if len(typed) > longest:
        return Mistake.TOO_LONG
    return Mistake.NAMES_SOMEONE if "@" in typed or CIVILITY.search(fold(typed)) else None


def _day(typed: str, today: date) -> Union[date, Mistake]:
    if not typed:
        return Mistake.MISSING
    try:
        day = date.fromisoformat(typed)
    except ValueError:
        return Mistake.NOT_A_DAY
    if day > today:
        return Mistake.IN_THE_FUTURE
    return day if day >= today - EARLIEST else Mistake.TOO_OLD


def _participants(typed: str) -> Union[int, Mistake]:
    if not typed.strip():
        return Mistake.MISSING
    participants = whole_number(typed)
    if participants is None:
        return Mistake.NOT_A_NUMBER
    if participants == 0:
        return Mistake.NOBODY
    return participants if participants <= MOST else Mistake.TOO_MANY


def of_quarter(actions: Iterable[Action], quarter: str) -> tuple[Action, ...]:
    """The actions of one quarter, in the order given."""
    return tuple(action for action in actions if quarter_of(action.on) == quarter)
