"""The pages of a change of organisation, each one frozen value."""

from dataclasses import dataclass

from quiz.identity.ministry import Entity, Ministry


@dataclass(frozen=True)
class ChangePage:
    """What the agent says: a mistake or a move, and the organisation."""

    title: str
    current: Ministry
    current_entity: Entity | None
    choices: tuple[Ministry, ...]
    others: tuple[Ministry, ...]
    reason: str
    chosen: str
    reason_error: str = ""
    ministry_error: str = ""

    @property
    def problems(self) -> tuple[tuple[str, str], ...]:
        """What is missing, each with the field to go to."""
        told = (("reason-1", self.reason_error), ("ministry", self.ministry_error))
        return tuple((field, error) for field, error in told if error)


@dataclass(frozen=True)
class ConsequencesPage:
    """What the change does, to be agreed to: the modules counted elsewhere from now on, and those that stay."""

    title: str
    current: Ministry
    new: Ministry
    reason: str
    entities: tuple[Entity, ...]
    moved: tuple[str, ...]
    kept: tuple[str, ...]
    told: str
    changed_meanwhile: bool = False
    entity_error: str = ""
