"""What is told of each place as it is now: sums and differences of what was printed, and of nothing else.

Whoever kept what was printed works these out alone: they tell nothing more, whatever their own bins might have told
(a merger printed on the grid would narrow its parts by their sum, decision 0021). The price is width: a sum is known
as widely as its parts together, and an entity from below only, as it is printed.

Before a day of a split, a ministry's count lies from what the last publication before printed to what the first one
from that day on did.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from quiz.identity.organisation.changes import Change, Standing
from quiz.insight.cells import AtLeast, Cell, Implied, Told, Withheld, Withholding
from quiz.insight.figures import AT_LEAST_ONE, Place
from quiz.insight.headcount import Headcount
from quiz.insight.reorganisation.parts import Part


@dataclass(frozen=True)
class Bounds:
    """A count from `low` to `high`, both included; no upper bound where `high` is None."""

    low: int = 0
    high: int | None = None

    def __add__(self, other: "Bounds") -> "Bounds":
        return Bounds(self.low + other.low, None if self.high is None or other.high is None else self.high + other.high)

    def less(self, part: "Bounds") -> "Bounds":
        """What is left once a part is taken away."""
        return Bounds(
            0 if part.high is None else max(self.low - part.high, 0),
            None if self.high is None else max(self.high - part.low, 0),
        )


NOBODY = Bounds(0, 0)


@dataclass(frozen=True)
class Snapshot:
    """What one publication printed of a ministry: its cells, and the least counts of its entities."""

    cells: Mapping[Place, Cell]
    levels: Mapping[str, int]


@dataclass(frozen=True)
class Printed:
    """What was printed of a ministry: last, and around each day of a split, last before it and first from it on."""

    last: Snapshot
    before: Mapping[date, Snapshot]
    since: Mapping[date, Snapshot]


def bounds_of(cell: Cell | None, k: int) -> Bounds:
    """What a cell tells, in groups of k; nothing where there is none."""
    if isinstance(cell, Withheld):
        return Bounds(0, k - 1) if cell.reason is Withholding.TOO_FEW else Bounds()
    return Bounds() if cell is None else Bounds(cell.low, cell.high)


def part_bounds(part: Part, printed: Printed, place: Place, k: int) -> Bounds:
    """What was printed of a part tells of one of its counts."""
    if part.entity is not None:
        return _entity_bounds(part.entity, part.since, printed, place)
    found = _until(printed, part.before, place, k)
    if part.since is not None:
        found = found.less(_until(printed, part.since, place, k))
    for entity in part.apart:
        found = found.less(_entity_bounds(entity, part.since, printed, place))
    return found


def _until(printed: Printed, day: date | None, place: Place, k: int) -> Bounds:
    if day is None:
        return bounds_of(printed.last.cells.get(place), k)
    least = printed.before[day].cells.get(place) if day in printed.before else None
    return Bounds(bounds_of(least, k).low, bounds_of(printed.since[day].cells.get(place), k).high)


def _entity_bounds(entity: str, since: date | None, printed: Printed, place: Place) -> Bounds:
    # A level tells the least there was from the beginning on, and nobody is counted there since the entity moved.
    told = place == ("", AT_LEAST_ONE) and since is None
    return Bounds(printed.last.levels.get(entity, 0)) if told else Bounds()


def place_bounds(parts: Sequence[Part], printed: Mapping[str, Printed], place: Place, k: int) -> Bounds:
    """What was printed of all parts of a place tells of one of its counts."""
    total = NOBODY
    for part in parts:
        total += part_bounds(part, printed[part.ministry], place, k)
    return total


def told(found: Bounds, k: int) -> Told:
    """The same, as it is printed.

    >>> told(Bounds(77, 97), 11), told(Bounds(66), 11)
    (Implied(low=77, high=97), AtLeast(low=66))
    """
    if found.high is None:
        return AtLeast(found.low)
    return Withheld(Withholding.TOO_FEW) if found.high < k else Implied(found.low, found.high)


@dataclass(frozen=True)
class PlaceFigures:
    """A place, its parts, all that was printed of them in groups of k, and a headcount if counted since it changed."""

    place: Standing
    parts: tuple[Part, ...]
    printed: Mapping[str, Printed]
    k: int
    headcount: Headcount | None

    def cell(self, at: Place) -> Told:
        """What is told of one of its counts."""
        return told(place_bounds(self.parts, self.printed, at, self.k), self.k)

    def part_cell(self, part: Part, at: Place) -> Told:
        """What is told of one of the counts of a part; of a whole ministry, its own cell."""
        own = self.printed[part.ministry].last.cells.get(at)
        if own is not None and part == Part(part.ministry):
            return own
        return told(part_bounds(part, self.printed[part.ministry], at, self.k), self.k)


def headcount_since(headcount: Headcount | None, place: Standing, changes: Sequence[Change]) -> Headcount | None:
    """The headcount of a ministry, if it was counted since something last joined or left it."""
    if headcount is None or place.before is not None:
        return None
    concerned = [each.day for each in changes if place.ministry_id in (each.source_id, each.target_id)]
    changed = max(concerned or (each.day for each in changes))
    return headcount if headcount.on >= changed else None
