"""The attacker fails on every tiny world, and wins where one rule is taken away."""

from collections.abc import Mapping
from dataclasses import replace

import pytest

from quiz.insight.cells import Shown, Withheld, Withholding
from quiz.insight.figures import MinistryFigures, ModuleFigures, ministry_figures
from quiz.insight.pooling import Pooled, pool
from quiz.insight.suppression import Grid
from quiz.insight.tally import MinistryTally

from .attacker import PoolSetting, Publisher, Setting, attack, pool_leaks

SETTINGS = {
    "one module, three stages, three weeks": Setting(4, 1, 2, (4, 4, 4), stages=3),
    "one module, no headcount": Setting(5, 1, 2, (None, None), stages=3),
    "two modules, four bins": Setting(8, 2, 2, (8, 8)),
    "two modules, three weeks": Setting(5, 2, 2, (5, 5, 5)),
    "two modules, k of three": Setting(8, 2, 3, (8, 8)),
    "two modules, no headcount, three weeks": Setting(5, 2, 2, (None, None, None)),
    "two modules, a headcount that grows": Setting(6, 2, 2, (4, 6, 6)),
    "two modules, a headcount declared later": Setting(6, 2, 2, (None, 6)),
    "two modules, a headcount that shrinks": Setting(7, 2, 2, (7, 6)),
    "two modules, three stages, one week": Setting(4, 2, 2, (4,), stages=3),
    "two modules, three stages, two weeks": Setting(3, 2, 2, (3, 3), stages=3),
    "three modules": Setting(4, 3, 2, (4, 4)),
    "three modules, no headcount": Setting(4, 3, 2, (None, None)),
    "three modules, one week": Setting(7, 3, 2, (7,)),
    "four modules, one week": Setting(4, 4, 2, (4,)),
    "a second module, three stages": Setting(4, 2, 2, (4, 4), stages=3, paths=((0,), (0, 1))),
    "a second module": Setting(5, 2, 2, (5, 5), paths=((0,), (0, 1))),
    "a third module, last on the path": Setting(4, 3, 2, (4, 4), paths=((0, 1), (0, 1, 2))),
}


@pytest.mark.parametrize("setting", SETTINGS.values(), ids=SETTINGS.keys())
def test_knowing_the_rules_and_all_figures_narrows_nothing(setting: Setting) -> None:
    result = attack(setting)
    assert result.leaks == ()
    assert result.histories > 3


def every_bin(tally: MinistryTally, previous: MinistryFigures | None, k: int) -> MinistryFigures:
    """Every count on the grid, and no cover."""
    grid = Grid(k, tally.headcount)

    def show(count: int) -> object:
        return grid.show(grid.bin(count))

    figures = ministry_figures(tally, previous, k)
    modules = [ModuleFigures(m.module, show(m.started), show(m.completed), show(m.passed)) for m in tally.modules]
    return replace(figures, modules=tuple(modules))


def only_the_first_covers(tally: MinistryTally, previous: MinistryFigures | None, k: int) -> MinistryFigures:
    """The last module on the grid, as those in between."""
    safe, open_ = ministry_figures(tally, previous, k), every_bin(tally, previous, k)
    return replace(safe, modules=(*safe.modules[:-1], open_.modules[-1]))


def only_the_last_covers(tally: MinistryTally, previous: MinistryFigures | None, k: int) -> MinistryFigures:
    """The first module on the grid, as those in between."""
    safe, open_ = ministry_figures(tally, previous, k), every_bin(tally, previous, k)
    return replace(safe, modules=(open_.modules[0], *safe.modules[1:]))


def an_open_top(tally: MinistryTally, previous: MinistryFigures | None, k: int) -> MinistryFigures:
    """A headcount everyone knows, and a grid that does not."""
    return ministry_figures(replace(tally, headcount=None), previous, k)


def covers_withheld_when_they_matter(tally: MinistryTally, previous: MinistryFigures | None, k: int) -> MinistryFigures:
    """The whole path is hidden only where its true count, with the other bins, would tell too much."""
    figures = every_bin(tally, previous, k)
    sums_agree = sum(m.completed // k for m in tally.modules) == tally.at_least_one // k + tally.whole_path // k
    return figures if sums_agree else replace(figures, whole_path=Withheld(Withholding.COVER))


@pytest.mark.parametrize(
    ("publish", "setting"),
    [
        (every_bin, Setting(5, 2, 2, (5,))),
        (every_bin, Setting(6, 2, 2, (None,))),
        (only_the_first_covers, Setting(6, 2, 2, (6, 6, 6))),
        (only_the_last_covers, Setting(6, 2, 2, (6, 6, 6))),
        (an_open_top, Setting(4, 2, 2, (4,))),
        (covers_withheld_when_they_matter, Setting(6, 2, 2, (6,))),
    ],
)
def test_the_attacker_wins_where_a_rule_is_missing(publish: Publisher, setting: Setting) -> None:
    assert attack(setting, publish).leaks
    assert not attack(setting).leaks


POOLS = [
    PoolSetting(ministries=2, most=4, k=3, weeks=3),
    PoolSetting(ministries=3, most=4, k=3, weeks=3),
    PoolSetting(ministries=4, most=2, k=2, weeks=3),
    PoolSetting(ministries=4, most=3, k=3, weeks=2),
    PoolSetting(ministries=5, most=2, k=2, weeks=2),
]


@pytest.mark.parametrize("setting", POOLS, ids=str)
def test_a_pool_narrows_neither_its_siblings_nor_itself(setting: PoolSetting) -> None:
    assert pool_leaks(setting) == []


def test_a_pool_that_forgets_who_left_tells_what_they_counted() -> None:
    def forgetful(counts: Mapping[str, int], previous: Pooled | None, k: int) -> Pooled:
        return pool(counts, None, k)

    assert pool_leaks(PoolSetting(ministries=4, most=3, k=3, weeks=2), forgetful)


def test_a_pool_on_an_open_grid_tells_that_all_siblings_are_nearly_full() -> None:
    def open_grid(counts: Mapping[str, int], previous: Pooled | None, k: int) -> Pooled:
        low = sum(counts.values()) // k * k
        return Pooled(tuple(counts), Shown(low, low + k - 1))

    assert pool_leaks(PoolSetting(ministries=3, most=2, k=3, weeks=1), open_grid)
