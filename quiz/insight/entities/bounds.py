"""What a headcount of some entities says of their agents, and whether it can be believed beside what is printed.

Whoever knows that m agents stand in some entities knows that at most m of them have done a module; with the headcount
M of the ministry, that at most M - m of the other entities have. Beside levels that sum to s ("at least s"), that
leaves k values where m is s + k - 1 or more, and fewer where it is not. So levels stop there (`levels.py`): the world
of its proof, as many agents as its levels tell and up to k - 1 more in any one entity, then fits the headcount too.
What was printed cannot be called back: a headcount that comes nearer to it bounds nothing and gives no rate, as that
of a ministry does (`Grid.narrows`). Printed levels and declared headcounts decide, and nothing else.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from quiz.insight.figures import MinistryFigures
from quiz.insight.headcount import EntityHeadcount


@dataclass(frozen=True)
class Bound:
    """Some entities, and the most of their agents that can have done a module."""

    entities: frozenset[str]
    most: int

    def told(self, levels: Mapping[str, int]) -> int:
        """The sum of the levels of these entities."""
        return sum(levels.get(entity, 0) for entity in self.entities)

    def narrows(self, levels: Mapping[str, int], k: int) -> bool:
        """Whether fewer than k values, or none, are left to what these levels tell."""
        return 0 < self.told(levels) > self.most - k + 1


def bounds(
    declared: EntityHeadcount | None,
    ministry: MinistryFigures,
    entities: Iterable[str],
    levels: Mapping[str, int],
    k: int,
) -> tuple[Bound, ...]:
    """What a headcount of some entities bounds: them, and the others; nothing where what is printed comes too near.

    `entities` are all those of the ministry, `levels` what is printed of them.
    """
    if declared is None:
        return ()
    counted = frozenset(declared.entities)
    found = [Bound(counted, declared.headcount.value)]
    if ministry.headcount is not None and not ministry.headcount_outgrown:
        left = ministry.headcount - declared.headcount.value
        # Under the number of some of its entities, that of the ministry is of another day.
        if left >= 0:
            found.append(Bound(frozenset(entities) - counted, left))
    return () if any(each.narrows(levels, k) for each in found) else tuple(found)
