"""The linear attacker fails on worlds of ordinary size, and wins where one rule is taken away.

Some hundred worlds run with the other tests; `make attack` runs ten thousand, every count of each.
"""

import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from random import Random

import pytest

from quiz.insight.figures import MinistryFigures, ministry_figures
from quiz.insight.pooling import Pooled, pool
from quiz.insight.tally import MinistryTally

from .linear_attacker import Narrowed, narrowed, narrowed_siblings
from .test_attacker import an_open_top, every_bin, only_the_first_covers
from .worlds import a_tally

SUITE = 300
WORLDS = int(os.environ.get("ATTACK_WORLDS", SUITE))
SEED = int(os.environ.get("ATTACK_SEED", "0"))
THOROUGH = "ATTACK_WORLDS" in os.environ
# Each test takes some worlds, so that several processes share them.
SHARES = 10
# Hidden counts attacked in each world of the suite.
CHOSEN = 4
K = 11
Publisher = Callable[[MinistryTally, MinistryFigures | None, int], MinistryFigures]


@dataclass(frozen=True)
class World:
    """What one ministry's people did, week after week, and the headcount declared in each."""

    tallies: tuple[MinistryTally, ...]

    @property
    def headcounts(self) -> list[int | None]:
        """The headcount declared in each week."""
        return [tally.headcount for tally in self.tallies]

    def printed(self, publish: Publisher = ministry_figures, k: int = K) -> list[MinistryFigures]:
        """The figures of each week."""
        found: list[MinistryFigures] = []
        for tally in self.tallies:
            found.append(publish(tally, found[-1] if found else None, k))
        return found


def a_world(seed: int) -> World:
    """People of one ministry who like some modules more than others, in order or not, many or few."""
    chance = Random(seed)  # noqa: S311 - a seeded sample
    weeks, modules, people = chance.randint(1, 3), chance.choice((1, 2, 2, 3, 3, 4)), chance.randint(3, 90)
    in_order, pace = chance.random() < 0.5, chance.choice((0.05, 0.3, 0.8, 0.95))
    liking = [chance.random() ** 0.5 for _ in range(modules)]
    stages = [[0] * modules for _ in range(people)]
    headcounts = some_headcounts(chance, weeks, people)
    tallies = []
    for week in range(weeks):
        for person in stages:
            for module in range(modules):
                before = in_order and module and person[module - 1] < 2
                for _stage in range(3):
                    if not before and chance.random() < pace * liking[module]:
                        person[module] = min(person[module] + 1, 3)
        done = [sum(stage >= 2 for stage in person) for person in stages]
        tallies.append(
            a_tally(
                *(tuple(sum(p[m] >= stage for p in stages) for stage in (1, 2, 3)) for m in range(modules)),
                agents=tuple(sum(n > m for n in done) for m in range(modules)),
                headcount=headcounts[week],
            )
        )
    return World(tuple(tallies))


def some_headcounts(chance: Random, weeks: int, people: int) -> list[int | None]:
    """No headcount, one from the beginning, one declared later, near what is counted or far, growing or shrinking."""
    declared_in, over = chance.choice((0, 0, 1, 2, 9)), chance.choice((0, 1, 5, 10, 11, 12, 30, 400))
    return [max(people + over + chance.randint(-3, 3), 1) if week >= declared_in else None for week in range(weeks)]


def believable(tally: MinistryTally) -> bool:
    """Whether nobody is counted beyond a headcount that readers believe: a band may hold a few, by mistake."""
    begun = max(tally.at_least_one, *(module.started for module in tally.modules))
    return tally.headcount is None or begun <= tally.headcount


def worlds(share: int) -> Iterator[tuple[int, World]]:
    """The share of the worlds whose figures tell the truth."""
    for seed in range(SEED + share, SEED + WORLDS, SHARES):
        world = a_world(seed)
        if all(believable(tally) for tally in world.tallies):
            yield seed, world


def attacked(seed: int, world: World) -> tuple[int, list[Narrowed]]:
    """What the attacker narrows of some hidden counts, of all of them when there is time."""
    return narrowed(world.printed(), world.headcounts, K, sample(seed))


def sample(seed: int) -> tuple[int, int] | None:
    """Which hidden counts of a world are attacked: all of them when there is time."""
    return None if THOROUGH else (seed, CHOSEN)


@pytest.mark.timeout(7200 if THOROUGH else 120)
@pytest.mark.parametrize("share", range(SHARES))
def test_no_hidden_count_is_narrowed_by_all_that_was_ever_printed(share: int) -> None:
    looked_at = counts = 0
    for seed, world in worlds(share):
        attacked_here, found = attacked(seed, world)
        assert found == [], f"world {seed}: {world}"
        looked_at, counts = looked_at + 1, counts + attacked_here
    assert looked_at > WORLDS / SHARES / 2
    assert counts >= looked_at * CHOSEN


def a_headcount_that_narrows(tally: MinistryTally, previous: MinistryFigures | None, k: int) -> MinistryFigures:
    """The headcount used as soon as it is declared, whatever was printed before."""
    return ministry_figures(tally, None, k)


@pytest.mark.parametrize(
    "publish", [every_bin, only_the_first_covers, an_open_top, a_headcount_that_narrows], ids=lambda rule: rule.__name__
)
def test_the_linear_attacker_wins_where_a_rule_is_missing(publish: Publisher) -> None:
    every = (world for seed in range(SEED, SEED + SUITE) if all(map(believable, (world := a_world(seed)).tallies)))
    # The smaller the world, the sooner all of it is attacked.
    smallest_first = sorted(every, key=lambda world: len(world.tallies) * len(world.tallies[0].modules))
    assert any(narrowed(world.printed(publish), world.headcounts, K)[1] for world in smallest_first)


def test_a_headcount_too_near_a_printed_figure_is_left_out_until_it_is_declared_anew() -> None:
    tallies = [a_tally((99, 99, 99), (20, 20, 20), headcount=headcount) for headcount in (None, 105, 112)]
    world = World(tuple(tallies))
    assert [each.headcount_outgrown for each in world.printed()] == [False, True, False]
    assert narrowed(world.printed(), world.headcounts, K)[1] == []


def some_ministries(seed: int) -> tuple[list[dict[str, int]], list[Pooled | None]]:
    """Small ministries that grow, some until they leave the pool, and the pool of each week."""
    chance = Random(seed)  # noqa: S311 - a seeded sample
    counts = {f"ministry {at}": chance.randint(0, K - 1) for at in range(chance.randint(2, 9))}
    weeks: list[dict[str, int]] = []
    pools: list[Pooled | None] = []
    previous: Pooled | None = None
    for _week in range(chance.randint(1, 5)):
        weeks.append(dict(counts))
        small = {name: count for name, count in counts.items() if count < K}
        previous = pool(small, previous, K) if previous or len(small) > 1 else None
        pools.append(previous)
        counts = {name: count + chance.choice((0, 0, 1, 3)) for name, count in counts.items()}
    return weeks, pools


@pytest.mark.timeout(7200 if THOROUGH else 120)
def test_no_ministry_of_a_pool_is_narrowed_by_its_totals() -> None:
    for seed in range(SEED, SEED + WORLDS):
        weeks, pools = some_ministries(seed)
        assert narrowed_siblings(weeks, pools, K, sample(seed))[1] == [], f"ministries {seed}"


def test_the_linear_attacker_wins_where_a_pool_forgets_who_left() -> None:
    weeks = [{"a": 3, "b": 0, "c": 0, "d": 10}, {"a": 3, "b": 0, "c": 0, "d": 11}]
    pools = [pool(weeks[0], None, K), pool({name: weeks[1][name] for name in "abc"}, None, K)]
    assert narrowed_siblings(weeks, pools, K)[1]


def test_a_figure_corrected_downwards_tells_no_more_than_one_week_alone() -> None:
    for seed in range(40):
        world = World(a_world(seed).tallies[::-1])
        if all(believable(tally) for tally in world.tallies):
            for figures, headcount in zip(world.printed(), world.headcounts, strict=True):
                assert narrowed([figures], [headcount], K)[1] == []
