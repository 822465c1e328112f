"""What the pages of roles show."""

from dataclasses import dataclass, field
from datetime import date

from quiz.identity.ministry import Entity, Ministry


@dataclass(frozen=True)
class Line:
    """A role given, in words; `state` is empty while its end is far."""

    number: int
    role: str
    scope: str
    label: str
    deputy: bool
    until: date | None
    ended: bool
    ends_soon: bool


@dataclass(frozen=True)
class Waiting:
    """A request that waits; `error` says what is wrong with the address just typed for it."""

    number: int
    reference: str
    scope: str
    position: str
    deputy: bool
    asked_on: date
    email: str = ""
    error: str = ""


@dataclass(frozen=True)
class Typed:
    """The form of a role, as it was typed, with what is wrong by field."""

    email: str = ""
    role: str = "referent"
    ministry: str = ""
    entity: str = ""
    label: str = ""
    until: str = ""
    deputy: bool = False
    errors: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class RolesPage:
    """What waits, what is given, and the form to give more."""

    title: str
    waiting: tuple[Waiting, ...]
    lines: tuple[Line, ...]
    ending: int
    roles: tuple[tuple[str, str], ...]
    ministries: tuple[tuple[str, str], ...]
    entities: tuple[tuple[str, str], ...]
    typed: Typed

    @property
    def problems(self) -> tuple[tuple[str, str], ...]:
        """What is wrong with what was typed, each with the id of its field."""
        waiting = tuple((f"email-{each.number}", each.error) for each in self.waiting if each.error)
        return waiting + tuple(self.typed.errors.items())


@dataclass(frozen=True)
class AskPage:
    """An agent's own roles, the requests that wait, and the form to ask."""

    title: str
    lines: tuple[Line, ...]
    waiting: tuple[Waiting, ...]
    known: bool
    contact: str
    ministries: tuple[tuple[str, str], ...]
    entities: tuple[tuple[str, str], ...]
    positions: tuple[tuple[str, str], ...]
    chosen_ministry: str
    ministry_error: str = ""
    entity_error: str = ""
    position_error: str = ""

    @property
    def problems(self) -> tuple[tuple[str, str], ...]:
        """What is missing, each with the id of its field."""
        told = (("ministry", self.ministry_error), ("entity", self.entity_error), ("position", self.position_error))
        return tuple((field, error) for field, error in told if error)


@dataclass(frozen=True)
class Names:
    """Ministries and entities by id, and what they are called."""

    listed: tuple[Ministry, ...]
    entities: tuple[Entity, ...]

    def name(self, ministry_id: str | None, entity_id: str | None = None) -> str:
        """What a scope is called, an entity with its ministry; nothing for a role held everywhere."""
        ministry = next((each.name for each in self.listed if each.id == ministry_id), ministry_id or "")
        if entity_id is None:
            return ministry
        entity = next((each.name for each in self.entities if each.id == entity_id), entity_id)
        return f"{entity} ({ministry})"

    def nameable(self, today: date) -> tuple[Entity, ...]:
        """The entities that agents may name that day, hence those a referent may have."""
        opened = {each.id for each in self.listed if each.entities_open}
        return tuple(each for each in self.entities if each.ministry_id in opened and each.in_force(today))
