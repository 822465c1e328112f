"""A reader who knows the rules and everything ever printed, and who lists every world that fits.

Worlds are people, not counts: what each person has done of each module, week after week, never less than
the week before. The attacker runs the publisher on every possible history of a small group (`enumeration.py`),
puts together those that print the same, and asks how many values each count, each split and each week's growth
can still have among them.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise, product

import numpy as np

from quiz.insight.cells import Withheld
from quiz.insight.figures import MinistryFigures, cells, ministry_figures
from quiz.insight.pooling import Pooled, pool
from quiz.insight.tally import MinistryTally, ModuleTally

from .enumeration import Counts, Narrowed, grouped, interned, narrowed, worlds

Publisher = Callable[[MinistryTally, MinistryFigures | None, int], MinistryFigures]
Person = tuple[int, ...]
"""The stage one person has reached in each module: 0 nothing, then `Setting.stages`."""
Path = tuple[int, ...]


@dataclass(frozen=True)
class Setting:
    """A group of people, the headcount declared in each week, and how finely they are told apart.

    With `stages` 3 a person starts, completes and passes a module one after the other. With 1 only
    completions are told apart: nobody passes, and all who completed one module started every one.
    """

    people: int
    modules: int
    k: int
    headcounts: tuple[int | None, ...]
    stages: int = 1
    paths: tuple[Path, ...] = ()
    """The modules on the path in each week, covers at the ends; all of them where not told."""

    def path(self, week: int) -> Path:
        """The modules on the path in that week, counted from 0."""
        return self.paths[week] if self.paths else tuple(range(self.modules))


@dataclass(frozen=True)
class Attack:
    """How many different series of figures the attacker has looked at, and what it narrowed."""

    histories: int
    leaks: tuple[Narrowed, ...]


def attack(setting: Setting, publish: Publisher = ministry_figures) -> Attack:
    """Everything that can be narrowed under min(k, headcount + 1) values in that setting."""
    weeks = range(len(setting.headcounts))
    counts = by_week(setting, worlds([counted(setting, life) for life in lives(setting)], setting.people))
    printed: list[tuple[MinistryFigures, ...]] = [()]
    which = np.zeros(len(counts[0]), dtype=np.int64)
    for week in weeks:
        printed, which, kept = print_week(setting, week, counts[week], printed, which, publish)
        counts, which = [each[kept] for each in counts], which[kept]
    fitting = np.array([fits(series, setting) for series in printed])
    kept, which = fitting[which], which[fitting[which]]
    hidden = {name: values[kept] for name, values in hidden_counts(setting, counts).items()}
    known = [headcount + 1 for headcount in setting.headcounts if headcount is not None]
    return Attack(len(np.unique(which)), tuple(narrowed(printed, which, hidden, min([setting.k, *known]))))


def lives(setting: Setting) -> Iterator[tuple[Person, ...]]:
    """What one person may have done, week after week: never less than before, no module before it is on the path."""
    persons = list(product(range(setting.stages + 1), repeat=setting.modules))
    for life in product(persons, repeat=len(setting.headcounts)):
        grows = all(a <= b for before, after in pairwise(life) for a, b in zip(before, after, strict=True))
        if grows and all(
            not person[i] or i in setting.path(week) for week, person in enumerate(life) for i in range(setting.modules)
        ):
            yield life


def counted(setting: Setting, life: tuple[Person, ...]) -> list[int]:
    """Where one person counts: whether they have begun, agents by modules done, then each module's stages, by week."""
    completed = 1 if setting.stages == 1 else 2
    found: list[int] = []
    for week, person in enumerate(life):
        path = setting.path(week)
        done = sum(person[i] >= completed for i in path)
        found += [int(any(person)), *(int(done > i) for i in range(len(path)))]
        found += [int(person[i] >= stage) for i in path for stage in range(1, setting.stages + 1)]
    return found


def by_week(setting: Setting, counts: Counts) -> list[Counts]:
    """The counts of each week."""
    widths = [1 + len(setting.path(week)) * (1 + setting.stages) for week in range(len(setting.headcounts))]
    return np.split(counts, np.cumsum(widths)[:-1], axis=1)


def print_week(
    setting: Setting,
    week: int,
    counts: Counts,
    printed: list[tuple[MinistryFigures, ...]],
    which: Counts,
    publish: Publisher,
) -> tuple[list[tuple[MinistryFigures, ...]], Counts, Counts]:
    """The series of figures with one week more, which one each world prints, and which worlds are believed."""
    headcount = setting.headcounts[week]
    different, at = grouped(np.column_stack([which, counts]))
    series = []
    for row in different.tolist():
        before = printed[row[0]]
        tally = tally_of(setting, week, row[2:])
        series.append((*before, publish(tally, before[-1] if before else None, setting.k)))
    found, now = interned(series)
    which = now[at]
    if headcount is None:
        return found, which, np.ones(len(counts), dtype=bool)
    # A headcount is believed until the figures say that it is outgrown.
    outgrown = np.array([each[-1].headcount_outgrown for each in found])
    return found, which, (counts[:, 0] <= headcount) | outgrown[which]


def tally_of(setting: Setting, week: int, counts: list[int]) -> MinistryTally:
    """What the persons of a world count to in a week."""
    path, stages = setting.path(week), setting.stages
    agents, reached = tuple(counts[: len(path)]), counts[len(path) :]

    def module_tally(i: int) -> ModuleTally:
        own = reached[i * stages : (i + 1) * stages]
        return ModuleTally(f"module-{path[i]}", *((agents[0], own[0], 0) if stages == 1 else own))

    return MinistryTally("ministry", tuple(module_tally(i) for i in range(len(path))), agents, setting.headcounts[week])


def hidden_counts(setting: Setting, counts: list[Counts]) -> dict[str, Counts]:
    """All that must not be narrowed: counts, splits, and the growth of each count; by name, one number a world."""
    found: dict[str, Counts] = {}
    before: dict[str, Counts] = {}
    for week, of_week in enumerate(counts):
        own, splits = named(setting, setting.path(week), of_week)
        found |= {f"{name}, week {week + 1}": values for name, values in (own | splits).items()}
        found |= {f"growth of {name} in week {week + 1}": own[name] - earlier for name, earlier in before.items()}
        before = own
    return found


def named(setting: Setting, path: Path, counts: Counts) -> tuple[dict[str, Counts], dict[str, Counts]]:
    """The counts of a week by name, and the splits between them."""
    several = len(path) > 1
    own = {f"agents with {n} or more": counts[:, n] for n in range(1, len(path) + 1)}
    splits: dict[str, Counts] = {}
    if several:  # with one module these are nobody, as anyone knows
        splits["begun, not through"] = counts[:, 1] - counts[:, len(path)]
    for at, module in enumerate(path):
        first = 1 + len(path) + at * setting.stages
        completed = counts[:, first + (setting.stages > 1)]
        own[f"module {module} completed"] = completed
        if several:
            splits[f"others than module {module}"] = counts[:, 1] - completed
        if setting.stages > 1:
            started, passed = counts[:, first], counts[:, first + 2]
            own |= {f"module {module} started": started, f"module {module} passed": passed}
            splits[f"module {module} started, not completed"] = started - completed
            splits[f"module {module} completed, not passed"] = completed - passed
    return own, splits


def fits(printed: tuple[MinistryFigures, ...], setting: Setting) -> bool:
    """Whether nothing but the rules bounds what is printed.

    Not the number of people imagined, where no headcount is declared or believed.
    """
    for week, figures in enumerate(printed):
        lows = [cell.low for _, _, cell in cells(figures) if not isinstance(cell, Withheld)]
        open_ = setting.headcounts[week] is None or figures.headcount_outgrown
        if open_ and any(low + setting.k - 1 > setting.people for low in lows):
            return False
    return True


@dataclass(frozen=True)
class PoolSetting:
    """Some ministries, and the most agents each may count."""

    ministries: int
    most: int
    k: int
    weeks: int


def pool_leaks(setting: PoolSetting, pooled: Callable[..., Pooled] = pool) -> list[Narrowed]:
    """What the attacker narrows under k values of a pool's total or of one of its siblings.

    The count of a ministry outside the pool is taken as known exactly, which is worse than its range.
    """
    k, names = setting.k, [f"ministry {i}" for i in range(setting.ministries)]
    paths = [path for path in product(range(setting.most + 1), repeat=setting.weeks) if list(path) == sorted(path)]
    every = np.array(list(product(range(len(paths)), repeat=setting.ministries)))
    counts = np.array(paths)[every]  # world, ministry, week
    printed: list[tuple[object, ...]] = [()]
    which = np.zeros(len(counts), dtype=np.int64)
    hidden: dict[str, Counts] = {}
    for week in range(setting.weeks):
        now = counts[:, :, week]
        different, at = grouped(np.column_stack([which, now]))
        series = [
            (*printed[row[0]], *told(dict(zip(names, row[1:], strict=True)), printed[row[0]], pooled, k))
            for row in different.tolist()
        ]
        printed, own = interned(series)
        which = own[at]
        small = now < k
        hidden |= {f"{name}, week {week + 1}": np.where(small[:, i], now[:, i], -1) for i, name in enumerate(names)}
        hidden[f"total, week {week + 1}"] = np.where(small.any(axis=1), (now * small).sum(axis=1), -1)
    return narrowed(printed, which, hidden, k)


def told(counts: Mapping[str, int], printed: tuple[object, ...], pooled: Callable[..., Pooled], k: int) -> list[object]:
    """What is printed of ministries side by side: their pool, and those outside it."""
    previous = next((each for each in reversed(printed) if isinstance(each, Pooled)), None)
    small = {name: count for name, count in counts.items() if count < k}
    return [pooled(small, previous, k), tuple(count for count in counts.values() if count >= k)]
