"""How many agents could have taken part, as someone declared it."""

from collections.abc import Container, Mapping
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
    ENTITIES = "entities"
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
    NO_SUCH_ENTITY = "no_such_entity"


@dataclass(frozen=True)
class Declaration:
    """A declaration as it was typed; of the whole ministry where no entities are to be listed."""

    agents: str = ""
    on: str = ""
    source: str = ""
    perimeter: str = ""
    entities: tuple[str, ...] | None = None


AnyHeadcount = Union[Headcount, EntityHeadcount]


@dataclass(frozen=True)
class Headcounts:
    """The headcounts in force at a moment, by ministry: its own, and that of some of its entities."""

    of_ministries: Mapping[str, Headcount]
    of_entities: Mapping[str, EntityHeadcount]


Mistakes = dict[Field, Mistake]


def read(declaration: Declaration, today: date, known: Container[str] = ()) -> Union[AnyHeadcount, Mistakes]:
    """The headcount that was declared, or every mistake by field; nothing but the declaration decides.

    `known` are the entities of the ministry that agents may name. Their names say who is counted in a headcount of
    some of them, so that no more needs to be said.

    >>> read(Declaration("5 500", "2026-01-01", "Bilan social", "Tous services"), date(2026, 11, 24)).value
    5500
    >>> read(Declaration("0", "2027-01-01", "Bilan social", ""), date(2026, 11, 24))[Field.AGENTS].value
    'nobody'
    """
    agents, wrong_agents = _agents(declaration.agents)
    on, wrong_day = _day(declaration.on, today)
    source, perimeter = declaration.source.strip(), declaration.perimeter.strip()
    entities = declaration.entities
    found = {
        Field.AGENTS: wrong_agents,
        Field.ON: wrong_day,
        Field.SOURCE: _text(source),
        Field.ENTITIES: None if entities is None else _entities(entities, known),
        Field.PERIMETER: _text(perimeter) if perimeter or entities is None else None,
    }
    mistakes = {field: mistake for field, mistake in found.items() if mistake is not None}
    if mistakes or agents is None or on is None:
        return mistakes
    headcount = Headcount(agents, on, source, perimeter)
    return headcount if entities is None else EntityHeadcount(headcount, tuple(sorted(set(entities))))


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


def _entities(chosen: tuple[str, ...], known: Container[str]) -> Mistake | None:
    if not chosen:
        return Mistake.MISSING
    return None if all(entity in known for entity in chosen) else Mistake.NO_SUCH_ENTITY


def _text(typed: str) -> Mistake | None:
    if not typed:
        return Mistake.MISSING
    return Mistake.TOO_LONG if len(typed) > LONGEST else None
