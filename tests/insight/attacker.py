"""A reader who knows the rules and everything ever printed, and who lists every world that fits.

Worlds are people, not counts: what each person has done of each module, week after week, never
less than the week before. The attacker runs the publisher on every possible history of a small
group, puts together those that print the same, and asks how many values each count, each split and
each week's growth can still have among them.
"""

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from itertools import combinations, product

from quiz.insight.cells import Withheld
from quiz.insight.figures import MinistryFigures, cells, ministry_figures
from quiz.insight.pooling import Pooled, pool
from quiz.insight.tally import MinistryTally, ModuleTally

Publisher = Callable[[MinistryTally, MinistryFigures | None, int], MinistryFigures]
Person = tuple[int, ...]
"""The stage one person has reached in each module: 0 nothing, then `Setting.stages`."""
People = tuple[Person, ...]
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
class Leak:
    """Something a reader narrows too far: its name, and the values it can still have."""

    printed: tuple[MinistryFigures, ...]
    name: str
    values: tuple[int, ...]
    needed: int


@dataclass(frozen=True)
class Attack:
    """How many different series of figures the attacker has looked at, and what it narrowed."""

    histories: int
    leaks: tuple[Leak, ...]


def attack(setting: Setting, publish: Publisher = ministry_figures) -> Attack:
    """Everything that can be narrowed under min(k, headcount + 1) values in that setting."""
    names = _names(setting)
    known = [headcount + 1 for headcount in setting.headcounts if headcount is not None]
    needed = min([setting.k, *known])
    fitting = {printed: mask for printed, mask in _histories(setting, publish).items() if _fits(printed, setting)}
    found = tuple(
        Leak(printed, name, values, needed)
        for printed, mask in fitting.items()
        for name, values in zip(names, _values(mask, setting, len(names)), strict=True)
        if len(values) < needed
    )
    return Attack(len(fitting), found)


def _histories(setting: Setting, publish: Publisher) -> Mapping[tuple[MinistryFigures, ...], int]:
    """For each series of figures that may be printed, the values possible, as bits."""
    worlds = _Worlds(setting)
    width = setting.people + 1
    weeks = len(setting.headcounts)
    printed_by: dict[tuple[People, MinistryFigures | None, int], MinistryFigures] = {}
    found: dict[tuple[MinistryFigures, ...], int] = defaultdict(int)

    @cache
    def bits(values: tuple[int, ...], at: int) -> int:
        return sum(1 << ((at + place) * width + value) for place, value in enumerate(values))

    def walk(week: int, people: People, printed: tuple[MinistryFigures, ...], mask: int, at: int) -> None:
        headcount, path = setting.headcounts[week], setting.path(week)
        if not worlds.possible(people, path):
            return
        previous = printed[-1] if printed else None
        key = people, previous, week
        if key not in printed_by:
            printed_by[key] = publish(worlds.tally(people, headcount, path), previous, setting.k)
        if headcount is not None and worlds.begun(people) > headcount and not printed_by[key].headcount_outgrown:
            return  # a headcount is believed until the figures say that it is outgrown
        printed = (*printed, printed_by[key])
        now = worlds.values(people, path)
        mask |= bits(now, at)
        if week + 1 == weeks:
            found[printed] |= mask
            return
        at += len(now)
        counts = len(worlds.counts(path))
        for later in worlds.successors(people):
            then = worlds.values(later, path)
            growth = tuple(then[place] - now[place] for place in range(counts))
            walk(week + 1, later, printed, mask | bits(growth, at), at + counts)

    for people in worlds.all:
        walk(0, people, (), 0, 0)
    return found


def _values(mask: int, setting: Setting, names: int) -> Iterator[tuple[int, ...]]:
    width = setting.people + 1
    for place in range(names):
        yield tuple(value for value in range(width) if mask >> (place * width + value) & 1)


def _names(setting: Setting) -> list[str]:
    worlds = _Worlds(setting)
    every: list[str] = []
    counts: list[str] = []
    for week in range(len(setting.headcounts)):
        every += [f"growth of {name} in week {week + 1}" for name in counts]
        path = setting.path(week)
        counts = list(worlds.counts(path))
        every += [f"{name}, week {week + 1}" for name in (*counts, *worlds.splits(path))]
    return every


def _fits(printed: tuple[MinistryFigures, ...], setting: Setting) -> bool:
    """Whether nothing but the rules bounds what is printed.

    Not the number of people imagined, where no headcount is declared or believed.
    """
    for week, figures in enumerate(printed):
        lows = [cell.low for _, _, cell in cells(figures) if not isinstance(cell, Withheld)]
        open_ = setting.headcounts[week] is None or figures.headcount_outgrown
        if open_ and any(low + setting.k - 1 > setting.people for low in lows):
            return False
    return True


class _Worlds:
    """All groups of people of one setting, what they count to, and what they can become."""

    def __init__(self, setting: Setting) -> None:
        self.setting = setting
        self.persons = tuple(product(range(setting.stages + 1), repeat=setting.modules))
        self.all = tuple(_multisets(self.persons, setting.people))
        self.values = cache(self._values)
        self.successors = cache(self._successors)

    def possible(self, people: People, path: Path) -> bool:
        """Whether they have begun no module before it was on the path."""
        absent = [module for module in range(self.setting.modules) if module not in path]
        return not any(p[i] for p in people for i in absent)

    def begun(self, people: People) -> int:
        """How many of them have begun anything."""
        return sum(any(person) for person in people)

    def tally(self, people: People, headcount: int | None, path: Path) -> MinistryTally:
        """What they count to."""
        completed = 1 if self.setting.stages == 1 else 2
        done = [sum(person[i] >= completed for i in path) for person in people]
        agents = tuple(sum(n > i for n in done) for i in range(len(path)))

        def reached(module: int, stage: int) -> int:
            return sum(person[module] >= stage for person in people)

        def module_tally(i: int) -> ModuleTally:
            started = agents[0] if self.setting.stages == 1 else reached(i, 1)
            return ModuleTally(f"module-{i}", started, reached(i, completed), reached(i, completed + 1))

        return MinistryTally("ministry", tuple(module_tally(i) for i in path), agents, headcount)

    def counts(self, path: Path) -> dict[str, int]:
        """The names of the counts, which only grow."""
        return self._counts(self._nobody(path))

    def splits(self, path: Path) -> dict[str, int]:
        """The names of the splits between counts, which may shrink."""
        return self._splits(self._nobody(path))

    def _nobody(self, path: Path) -> MinistryTally:
        return self.tally((self.persons[0],) * self.setting.people, None, path)

    def _values(self, people: People, path: Path) -> tuple[int, ...]:
        tally = self.tally(people, None, path)
        return (*self._counts(tally).values(), *self._splits(tally).values())

    def _counts(self, tally: MinistryTally) -> dict[str, int]:
        counts = {f"agents with {n} or more": agents for n, agents in enumerate(tally.agents, start=1)}
        for module in tally.modules:
            counts[f"{module.module} completed"] = module.completed
            if self.setting.stages > 1:
                counts[f"{module.module} started"] = module.started
                counts[f"{module.module} passed"] = module.passed
        return counts

    def _splits(self, tally: MinistryTally) -> dict[str, int]:
        splits = {}
        if len(tally.modules) > 1:  # with one module these are nobody, as anyone knows
            splits["begun, not through"] = tally.at_least_one - tally.whole_path
            splits |= {f"others than {each.module}": tally.at_least_one - each.completed for each in tally.modules}
        if self.setting.stages > 1:
            for module in tally.modules:
                splits[f"{module.module} started, not completed"] = module.started - module.completed
                splits[f"{module.module} completed, not passed"] = module.completed - module.passed
        return splits

    def _successors(self, people: People) -> tuple[People, ...]:
        reached: set[People] = {()}
        for person in people:
            further = [later for later in self.persons if all(a <= b for a, b in zip(person, later, strict=True))]
            reached = {tuple(sorted((*group, later))) for group in reached for later in further}
        return tuple(reached)


def _multisets(persons: tuple[Person, ...], size: int) -> Iterator[People]:
    for chosen in combinations(range(size + len(persons) - 1), size):
        yield tuple(persons[place - i] for i, place in enumerate(chosen))


@dataclass(frozen=True)
class PoolSetting:
    """Some ministries, and the most agents each may count."""

    ministries: int
    most: int
    k: int
    weeks: int


def pool_leaks(setting: PoolSetting, pooled: Callable[..., Pooled] = pool) -> list[tuple[object, str, set[int]]]:
    """What the attacker narrows under k values of a pool's total or of one of its siblings.

    The count of a ministry outside the pool is taken as known exactly, which is worse than its range.
    """
    k, weeks = setting.k, range(setting.weeks)
    paths = [path for path in product(range(setting.most + 1), repeat=setting.weeks) if list(path) == sorted(path)]
    found: dict[tuple[object, ...], dict[str, set[int]]] = defaultdict(lambda: defaultdict(set))
    for world in product(paths, repeat=setting.ministries):
        printed: list[object] = []
        hidden: list[tuple[str, int]] = []
        previous: Pooled | None = None
        for week in weeks:
            counts = {f"ministry {i}": path[week] for i, path in enumerate(world)}
            small = {name: count for name, count in counts.items() if count < k}
            previous = pooled(small, previous, k)
            printed += [previous, *(count for count in counts.values() if count >= k)]
            hidden += [(f"{name}, week {week + 1}", count) for name, count in small.items()]
            if small:
                hidden.append((f"total, week {week + 1}", sum(small.values())))
        for name, count in hidden:
            found[tuple(printed)][name].add(count)
    return [
        (printed, name, values)
        for printed, hidden_ in found.items()
        for name, values in hidden_.items()
        if len(values) < k
    ]
