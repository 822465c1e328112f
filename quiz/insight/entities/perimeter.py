"""The numerator cut to the perimeter of a headcount of some entities: "at least n agents out of m declared".

The numerator is the sum of the levels printed of these entities, so that the rate is a function of what was printed
and of a headcount that was declared: whoever has both can make it, and it tells nothing more. It is given only as
long as that headcount leaves k values to the agents of these entities and to those of the others (`bounds.py`).
"""

from collections.abc import Mapping
from dataclasses import dataclass

from quiz.insight.entities.bounds import bounds
from quiz.insight.entities.levels import EntityFigures
from quiz.insight.figures import MinistryFigures
from quiz.insight.headcount import EntityHeadcount, Headcount
from quiz.insight.rates import NoRate, NoRateReason, RateOrNot, least_rate

NAMED = 5


@dataclass(frozen=True)
class Perimeter:
    """Some entities, by identifier and name, the least number of their agents that is told, and their headcount."""

    headcount: Headcount
    entities: tuple[tuple[str, str], ...]
    at_least: int
    rate: RateOrNot

    @property
    def first_names(self) -> tuple[str, ...]:
        """What the first of these entities are called: as many as a sentence can hold."""
        return tuple(name for _entity, name in self.entities[:NAMED])

    @property
    def more(self) -> int:
        """How many are not named in that sentence."""
        return len(self.entities[NAMED:])


def perimeter(
    declared: EntityHeadcount, ministry: MinistryFigures, told: EntityFigures, names: Mapping[str, str], k: int
) -> Perimeter:
    """The levels of some entities over their headcount; `names` are what these entities are called."""
    levels = told.by_entity
    at_least = sum(levels.get(entity, 0) for entity in declared.entities)
    believed = bounds(declared, ministry, levels, levels, k)
    return Perimeter(
        declared.headcount,
        tuple((entity, names[entity]) for entity in declared.entities),
        at_least,
        least_rate(at_least, declared.headcount) if believed else NoRate(NoRateReason.HEADCOUNT_OUTGROWN),
    )
