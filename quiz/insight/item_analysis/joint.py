"""The exact histogram all statistics of an item come from."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction


@dataclass(frozen=True)
class Joint:
    """How many attempts earned each pair of (score on the item, score on the rest of what that person drew).

    Each person's own rest: two persons who drew other items are compared on what each of them saw.
    """

    counts: Mapping[tuple[Fraction, Fraction], int]

    @property
    def attempts(self) -> int:
        """How many attempts it is about."""
        return sum(self.counts.values())

    def scores(self) -> Counter[Fraction]:
        """How many attempts earned each score on the item."""
        found: Counter[Fraction] = Counter()
        for (score, _rest), attempts in self.counts.items():
            found[score] += attempts
        return found

    def rests(self) -> Counter[Fraction]:
        """How many attempts earned each score on the rest."""
        found: Counter[Fraction] = Counter()
        for (_score, rest), attempts in self.counts.items():
            found[rest] += attempts
        return found


def together(joints: Iterable[Joint]) -> Joint:
    """The histogram of several groups of attempts as one: versions in which the item is the same, or languages."""
    found: Counter[tuple[Fraction, Fraction]] = Counter()
    for joint in joints:
        found.update(joint.counts)
    return Joint(found)
