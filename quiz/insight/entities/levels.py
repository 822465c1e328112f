"""What is printed of the entities of a ministry: "at least n agents", n a multiple of k, from its own figure on.

Agents with one module or more stand in entities, or in none: those counts sum to the ministry's, whose bin is
printed too. Bins of all of them would narrow each other, from week to week above all: where the ministry stays
within its bin, an entity that leaves one has grown by k - 1 at most. So entities print a least count, and one
rule joins them to the ministry's figure B (the foot of its bin, as printed):

    what B leaves, B - sum of the levels, is never negative, and never less than it was.

A level rises to the foot of its own count's bin as far as that leaves room; the others wait for the ministry to
grow. Nothing is narrowed: whatever was printed, there is a world of levels as they stand, in every week, with
what B leaves in no entity named, and any number from 0 to k - 1 of agents more, the same in all weeks or from
some week on, in any one entity or in none. It prints the very same, since every count in it lies at a level:
nothing waits. Hence k values for each entity, for those in none, and for all growths (`covers.py` has the
ministry's side: its own counts move within their bins alike). Agents who move between entities count in both,
and only add worlds.

A headcount of some entities (`bounds.py`) is one thing more that a reader knows: levels stop where it would leave
them fewer than k values, so that every count of that world fits it. It holds nothing else back in that world, where
nothing waits.

A figure corrected downwards cuts the tie with what was printed before: levels then start anew from what is there.
The agents of an entity with the whole path are not printed: they are tied to those, to the ministry's and to each
other, and no such rule is known for them (decision 0018).
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from quiz.insight.cells import low_of
from quiz.insight.entities.bounds import bounds
from quiz.insight.figures import MinistryFigures
from quiz.insight.headcount import EntityHeadcount


@dataclass(frozen=True)
class Level:
    """An entity, and the least number of its agents with one module or more that is told; 0 tells nothing."""

    entity: str
    at_least: int


@dataclass(frozen=True)
class EntityFigures:
    """The levels of a ministry's entities, by identifier, beside the least number of its agents (`total`)."""

    ministry: str
    total: int
    levels: tuple[Level, ...]

    @property
    def by_entity(self) -> dict[str, int]:
        """What is told of each entity."""
        return {each.entity: each.at_least for each in self.levels}

    @property
    def shown(self) -> tuple[Level, ...]:
        """The entities that have a figure, the largest first."""
        return tuple(sorted((each for each in self.levels if each.at_least), key=lambda each: -each.at_least))

    @property
    def pooled(self) -> tuple[str, ...]:
        """The entities listed together, without a figure."""
        return tuple(each.entity for each in self.levels if not each.at_least)

    def at_least(self, entity: str) -> int:
        """What is told of an entity: 0 where nothing is."""
        return self.by_entity.get(entity, 0)

    @property
    def left(self) -> int:
        """What the ministry's figure leaves beside the levels."""
        return self.total - sum(each.at_least for each in self.levels)


def entity_figures(
    ministry: MinistryFigures,
    named: Iterable[str],
    counts: Mapping[str, int],
    previous: EntityFigures | None,
    k: int,
    declared: EntityHeadcount | None = None,
) -> EntityFigures:
    """The levels of the entities named and of those that had one, safe beside all that was printed before.

    `ministry` are the figures printed with them, `previous` the last levels printed, however long ago, and `declared`
    the headcount of some of them that readers know.
    """
    total = low_of(ministry.at_least_one)
    before = {each.entity: each.at_least for each in previous.levels if each.at_least} if previous else {}
    feet = {entity: counts.get(entity, 0) // k * k for entity in {*named, *before}}
    corrected = previous is not None and (
        total < previous.total or any(feet[entity] < level for entity, level in before.items())
    )
    levels = {entity: 0 if corrected else before.get(entity, 0) for entity in feet}
    room = total - sum(levels.values()) - (previous.left if previous and not corrected else 0)
    held = bounds(declared, ministry, feet, before, k)
    rooms = {bound: bound.most - (k - 1) - bound.told(levels) for bound in held}
    above = {entity: [bound for bound in held if entity in bound.entities] for entity in feet}
    while room > 0 and (
        rising := [
            entity
            for entity in feet
            if levels[entity] < feet[entity] and all(rooms[bound] >= k for bound in above[entity])
        ]
    ):
        lowest = min(rising, key=lambda entity: (levels[entity], entity))
        levels[lowest] += k
        room -= k
        for bound in above[lowest]:
            rooms[bound] -= k
    return EntityFigures(ministry.ministry, total, tuple(Level(entity, levels[entity]) for entity in sorted(levels)))
