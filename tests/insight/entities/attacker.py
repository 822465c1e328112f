"""A reader of a ministry's entities who knows the rules and all that was ever printed, and lists every world.

A person stands in one entity or in none, and has completed a module from some week on or never; those who move stand
in the second entity too, from the week of their next module on. The attacker prints every history of a small group
(`tests/insight/enumeration.py`) and asks how many values each count, each complement and each growth still have.
Where a headcount of some entities is declared, worlds with more agents there than it says, or elsewhere than it leaves,
are none, as long as what is printed lets it be believed.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

import numpy as np

from quiz.insight.cells import Withheld
from quiz.insight.entities.bounds import Bound, bounds
from quiz.insight.entities.levels import EntityFigures, entity_figures
from quiz.insight.figures import MinistryFigures, ministry_figures
from quiz.insight.headcount import EntityHeadcount, Headcount
from quiz.insight.tally import MinistryTally, ModuleTally
from tests.insight.enumeration import Counts, Narrowed, grouped, interned, narrowed, worlds

Publisher = Callable[..., EntityFigures]
Believer = Callable[..., tuple[Bound, ...]]
Printed = tuple[tuple[MinistryFigures, EntityFigures], ...]


@dataclass(frozen=True)
class Setting:
    """Some persons of a ministry, its entities, and the headcount declared in each week."""

    people: int
    entities: int
    k: int
    headcounts: tuple[int | None, ...]
    moves: bool = False
    opened: int = 0
    """The week from which entities are printed, counted from 0."""
    counted: tuple[int, ...] = (0,)
    """The entities that a headcount of some of them is about."""
    perimeters: tuple[int | None, ...] = ()
    """That headcount, in each week."""

    def declared(self, week: int) -> EntityHeadcount | None:
        """The headcount of some entities that readers know in a week."""
        value = self.perimeters[week] if self.perimeters else None
        if value is None:
            return None
        return EntityHeadcount(Headcount(value, date(2026, 1, 1), "source", ""), tuple(str(at) for at in self.counted))


def lives(setting: Setting) -> Iterator[list[int]]:
    """Where one person counts, week after week: in the ministry, in each entity, and in none."""
    weeks, places = len(setting.headcounts), range(setting.entities + 1)
    for first in range(weeks + 1):
        for place in places:
            since = {place: first}
            yield counted(setting, first, since)
            if setting.moves:
                for second in places:
                    for moved in range(first + 1, weeks):
                        yield counted(setting, first, {second: moved} | since)


def counted(setting: Setting, first: int, since: dict[int, int]) -> list[int]:
    """The counts of one person, by week."""
    weeks = len(setting.headcounts)
    found: list[int] = []
    for week in range(weeks):
        found.append(int(week >= first))
        found += [int(week >= since.get(place, weeks)) for place in range(setting.entities + 1)]
    return found


def attack(
    setting: Setting, publish: Publisher = entity_figures, believe: Believer = bounds
) -> tuple[int, list[Narrowed]]:
    """How many series of figures there are, and everything that one of them narrows under k values."""
    width = setting.entities + 2
    every = worlds(sorted({tuple(life): life for life in lives(setting)}.values()), setting.people)
    weeks = [every[:, at : at + width] for at in range(0, every.shape[1], width)]
    printed: list[Printed] = [()]
    which = np.zeros(len(every), dtype=np.int64)
    believed = np.ones(len(every), dtype=bool)
    for week, headcount in enumerate(setting.headcounts):
        different, at = grouped(np.column_stack([which, weeks[week]]))
        found, now = interned(told(setting, week, printed[row[0]], row[1:], publish) for row in different.tolist())
        printed, which = found, now[at]  # type: ignore[assignment]  # an index gives an array
        if headcount is not None:
            outgrown = np.array([each[-1][0].headcount_outgrown for each in printed])
            believed &= (weeks[week][:, 0] <= headcount) | outgrown[which]
        told_of = [held(setting, week, series, believe) for series in printed]
        for bound in {each for every_one in told_of for each in every_one}:
            holds = np.array([bound in found for found in told_of])
            most = sum(weeks[week][:, 1 + int(entity)] for entity in bound.entities)
            believed &= (most <= bound.most) | ~holds[which]
    kept = believed & np.array([fits(setting, series) for series in printed])[which]
    hidden = {name: values[kept] for name, values in hidden_counts(setting, weeks).items()}
    return len(np.unique(which[kept])), narrowed(printed, which[kept], hidden, setting.k)


def held(setting: Setting, week: int, series: Printed, believe: Believer) -> tuple[Bound, ...]:
    """What a reader believes in a week of the most agents that some entities have."""
    figures, levels = series[-1]
    named = [str(at) for at in range(setting.entities)]
    return believe(setting.declared(week), figures, named, levels.by_entity, setting.k)


def told(setting: Setting, week: int, before: Printed, counts: list[int], publish: Publisher) -> Printed:
    """What is printed, with one week more."""
    agents, in_entities = counts[0], counts[1 : 1 + setting.entities]
    tally = MinistryTally("ministry", (ModuleTally("module", agents, agents, 0),), (agents,), setting.headcounts[week])
    figures = ministry_figures(tally, before[-1][0] if before else None, setting.k)
    by_entity = {str(at): count for at, count in enumerate(in_entities)}
    named = list(by_entity) if week >= setting.opened else []
    previous = before[-1][1] if week > setting.opened else None
    levels = publish(figures, named, by_entity, previous, setting.k, setting.declared(week))
    return (*before, (figures, levels))


def hidden_counts(setting: Setting, weeks: list[Counts]) -> dict[str, Counts]:
    """All that must keep k values: each count, those outside each entity, and every growth since any week before."""
    found: dict[str, Counts] = {}
    names = ["agents", *(f"entity {at}" for at in range(setting.entities)), "no entity"]
    for week, counts in enumerate(weeks):
        found |= {f"{name}, week {week}": counts[:, at] for at, name in enumerate(names)}
        if setting.perimeters:
            found[f"entities counted, week {week}"] = sum(counts[:, 1 + at] for at in setting.counted)
        if not setting.moves:
            found |= {
                f"outside entity {at}, week {week}": counts[:, 0] - counts[:, 1 + at] for at in range(setting.entities)
            }
    for earlier, later in pairwise(range(len(weeks))):
        for at, name in enumerate(names):
            found[f"growth of {name}, week {later}"] = weeks[later][:, at] - weeks[earlier][:, at]
    return found


def fits(setting: Setting, series: Printed) -> bool:
    """Whether the number of persons imagined does not bound what is printed."""
    for figures, _levels in series:
        cell = figures.at_least_one
        low = 0 if isinstance(cell, Withheld) else cell.low
        if (figures.headcount is None or figures.headcount_outgrown) and low + setting.k - 1 > setting.people:
            return False
    return True
