"""What accepting a sheet would change: entities added, changed, closed, side by side."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from quiz.identity.ministry import Entity


@dataclass(frozen=True)
class Changed:
    """An entity as it is, and as it would be."""

    before: Entity
    after: Entity


@dataclass(frozen=True)
class Difference:
    """What a sheet changes; what is in force and not in the sheet closes on the day of the decision."""

    added: tuple[Entity, ...]
    changed: tuple[Changed, ...]
    closed: tuple[Entity, ...]
    unchanged: int

    @property
    def nothing(self) -> bool:
        """True where the sheet says what is known already."""
        return not (self.added or self.changed or self.closed)

    @property
    def saved(self) -> tuple[Entity, ...]:
        """The entities to keep once it is accepted."""
        return (*self.added, *(each.after for each in self.changed), *self.closed)


def difference(known: Iterable[Entity], proposed: Iterable[Entity], today: date) -> Difference:
    """What changes between what is known and what is proposed."""
    before = {entity.id: entity for entity in known}
    after = {entity.id: entity for entity in proposed}
    return Difference(
        added=tuple(entity for entity in after.values() if entity.id not in before),
        changed=tuple(
            Changed(before[entity.id], entity)
            for entity in after.values()
            if entity.id in before and before[entity.id] != entity
        ),
        closed=tuple(
            replace(entity, valid_to=today)
            for entity in before.values()
            if entity.id not in after and (entity.valid_to is None or entity.valid_to > today)
        ),
        unchanged=sum(before.get(entity.id) == entity for entity in after.values()),
    )
