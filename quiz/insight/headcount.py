"""How many agents could have taken part, as someone declared it."""

from dataclasses import dataclass
from datetime import date
from enum import Enum
from typing import Union

from quiz.insight.typed_number import whole_number

LARGEST = 10_000_000
LONGEST = 300


@dataclass(frozen=True)
class Headcount:
    """A declared number of agents: at a date, from a source, for a perimeter."""

    value: int
    on: date
    source: str
    perimeter: str

    def __post_init__(self) -> None:
        if self.value < 1:
            raise ValueError("a headcount is at least 1")


@dataclass(frozen=True)
class EntityHeadcount:
    """A headcount of some entities of a ministry alone, by identifier: it divides their levels, and nothing else.

    Its perimeter says what their names do not: who is counted in them.
    """

    headcount: Headcount
    entities: tuple[str, ...]


class Field(Enum):
    """What a declaration is made of."""

    AGENTS = "agents"
    ON = "on"
    SOURCE = "source"
    PERIMETER = "perimeter"


class Mistake(Enum):
    """Why a declaration is refused."""

    NOT_A_NUMBER = "not_a_number"
    NOBODY = "nobody"
    TOO_MANY = "too_many"
    NOT_A_DAY = "not_a_day"
    IN_THE_FUTURE = "in_the_future"
    MISSING = "missing"
    TOO_LONG = "too_long"


@dataclass(frozen=True)
class Declaration:
    """A declaration as it was typed."""

    agents: str = ""
    on: str = ""
    source: str = ""
    perimeter: str = ""


Mistakes = dict[Field, Mistake]


def read(declaration: Declaration, today: date) -> Union[Headcount, Mistakes]:
    """The headcount that was declared, or every mistake by field; nothing but the declaration decides.

    >>> read(Declaration("5 500", "2026-01-01", "Bilan social", "Tous services"), date(2026, 11, 24)).value
    5500
    >>> read(Declaration("0", "2027-01-01", "Bilan social", ""), date(2026, 11, 24))[Field.AGENTS].value
    'nobody'
    """
    agents, wrong_agents = _agents(declaration.agents)
    on, wrong_day = _day(declaration.on, today)
    source, perimeter = declaration.source.strip(), declaration.perimeter.strip()
    found = {
        Field.AGENTS: wrong_agents,
        Field.ON: wrong_day,
        Field.SOURCE: _text(source),
        Field.PERIMETER: _text(perimeter),
    }
    mistakes = {field: mistake for field, mistake in found.items() if mistake is not None}
    if mistakes or agents is None or on is None:
        return mistakes
    return Headcount(agents, on, source, perimeter)


def _agents(typed: str) -> tuple[int | None, Mistake | None]:
    if not typed.strip():
        return None, Mistake.MISSING
    agents = whole_number(typed)
    if agents is None:
        return None, Mistake.NOT_A_NUMBER
    if agents == 0:
        return None, Mistake.NOBODY
    return (agents, None) if agents <= LARGEST else (None, Mistake.TOO_MANY)


def _day(typed: str, today: date) -> tuple[date | None, Mistake | None]:
    if not typed.strip():
        return None, Mistake.MISSING
    try:
        day = date.fromisoformat(typed.strip())
    except ValueError:
        return None, Mistake.NOT_A_DAY
    return (day, None) if day <= today else (None, Mistake.IN_THE_FUTURE)


def _text(typed: str) -> Mistake | None:
    if not typed:
        return Mistake.MISSING
    return Mistake.TOO_LONG if len(typed) > LONGEST else None
