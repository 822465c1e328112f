"""A reader of both readings, week after week: what is told of ministries as they are now narrows nothing.

`make attack` tries ten thousand worlds, as for the figures themselves.
"""

from collections.abc import Callable
from random import Random

import pytest

from quiz.insight.cells import Cell
from quiz.insight.figures import AT_LEAST_ONE, Place
from quiz.insight.reorganisation.figures import Bounds, Printed, Snapshot, bounds_of, place_bounds
from quiz.insight.reorganisation.parts import Part
from quiz.insight.suppression import Grid
from tests.insight.linear_attacker import NEVER_ENDING, Narrowed, Program, attack, read
from tests.insight.test_linear_attacker import SEED, THOROUGH, WORLDS

K = 11
ONE: Place = ("", AT_LEAST_ONE)
Weeks = list[tuple[int, ...]]
Teller = Callable[[tuple[int, ...]], Bounds]


def cell(count: int) -> Cell:
    """A count as it is printed."""
    grid = Grid(K)
    return grid.show(grid.bin(count))


def sum_of_ranges(counts: tuple[int, ...]) -> Bounds:
    """What is told of ministries merged into one."""
    printed = {str(at): Printed(Snapshot({ONE: cell(count)}, {}), {}, {}) for at, count in enumerate(counts)}
    return place_bounds([Part(name) for name in printed], printed, ONE, K)


def bin_of_sum(counts: tuple[int, ...]) -> Bounds:
    """What would be told if the sum were published like any other count."""
    return bounds_of(cell(sum(counts)), K)


def attacked(weeks: Weeks, teller: Teller) -> list[Narrowed]:
    """What both readings of all weeks narrow, of ministries that only grow."""
    size = len(weeks[0])
    program = Program(size * len(weeks))
    hidden = {}
    for week, counts in enumerate(weeks):
        own = [program.column(size * week + at) for at in range(size)]
        for at, (count, column) in enumerate(zip(counts, own, strict=True)):
            program.know(column, *read(cell(count), K, None))
            hidden[f"ministry {at}, week {week + 1}"] = column
            if week:
                before = program.column(size * (week - 1) + at)
                program.at_most(before, column)
                hidden[f"growth of ministry {at} in week {week + 1}"] = column - before
        told = teller(counts)
        program.know(sum(own[1:], own[0]), told.low, NEVER_ENDING if told.high is None else told.high)
    return attack(program, hidden, K)[1]


def a_merger(seed: int) -> Weeks:
    """Two to four ministries of any size, which grow from week to week, and are read as one."""
    chance = Random(seed)  # noqa: S311 - a seeded sample
    counts = tuple(chance.randint(0, 60) for _ in range(chance.randint(2, 4)))
    weeks = [counts]
    for _week in range(chance.randint(0, 3)):
        weeks.append(tuple(count + chance.choice((0, 0, 1, 4, 12)) for count in weeks[-1]))
    return weeks


@pytest.mark.timeout(7200 if THOROUGH else 120)
def test_ministries_read_as_they_are_now_narrow_nothing_of_what_they_were() -> None:
    for seed in range(SEED, SEED + WORLDS):
        assert attacked(a_merger(seed), sum_of_ranges) == [], f"merger {seed}"


def test_the_attacker_wins_where_a_merger_is_printed_on_the_grid() -> None:
    won = [seed for seed in range(SEED, SEED + 20) if attacked(a_merger(seed), bin_of_sum)]
    assert won
