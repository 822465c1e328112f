"""Groups of agents of ordinary size, week after week, and the world a reader can never rule out."""

from itertools import pairwise
from random import Random

from quiz.insight.cells import Withheld, low_of
from quiz.insight.figures import MinistryFigures, cells
from quiz.insight.tally import MinistryTally, ModuleTally


def a_tally(
    *modules: tuple[int, int, int], agents: tuple[int, ...] | None = None, headcount: int | None = None
) -> MinistryTally:
    """A ministry from (started, completed, passed) of each module; by default all go in the same order."""
    return MinistryTally(
        "culture",
        tuple(ModuleTally(f"module-{i}", *counts) for i, counts in enumerate(modules)),
        tuple(sorted((completed for _, completed, _ in modules), reverse=True)) if agents is None else agents,
        headcount,
    )


def a_history(seed: int, people: int, modules: int, weeks: int) -> list[MinistryTally]:
    """The tallies of people who start, complete and pass modules in any order, week after week."""
    chance = Random(seed)  # noqa: S311 - a seeded sample, nothing secret
    liking = [chance.random() for _ in range(modules)]
    pace = chance.choice([0.02, 0.1, 0.4])
    stages = [[0] * modules for _ in range(people)]
    tallies = []
    for _ in range(weeks):
        for person in stages:
            for module in range(modules):
                for _stage in range(3):
                    if chance.random() < pace * liking[module]:
                        person[module] = min(person[module] + 1, 3)
        done = [sum(stage >= 2 for stage in person) for person in stages]
        tallies.append(
            a_tally(
                *(tuple(sum(p[m] >= stage for p in stages) for stage in (1, 2, 3)) for m in range(modules)),
                agents=tuple(sum(n > m for n in done) for m in range(modules)),
            )
        )
    return tallies


def path_order_world(figures: MinistryFigures, k: int, offset: int, headcount: int | None) -> MinistryTally:
    """A world read off printed figures: all begin with the first module and end with the last.

    Every count stands `offset` over the foot of its bin.
    """
    one, path = low_of(figures.at_least_one), low_of(figures.whole_path)

    def module_counts(i: int) -> tuple[int, int, int]:
        module = figures.modules[i]
        started, completed, passed = (low_of(cell) for cell in (module.started, module.completed, module.passed))
        if i == 0:
            started, completed = max(started, one), one
        elif i == len(figures.modules) - 1:
            completed = path
        return started + offset, completed + offset, passed + offset

    assert all(low % k == 0 for low in (one, path))
    return a_tally(*(module_counts(i) for i in range(len(figures.modules))), headcount=headcount)


def grows(history: list[MinistryTally]) -> bool:
    """Whether no count ever shrinks, so that the weeks may follow one another."""
    counts = [
        [*tally.agents, *(n for m in tally.modules for n in (m.started, m.completed, m.passed))] for tally in history
    ]
    return all(a <= b for before, after in pairwise(counts) for a, b in zip(before, after, strict=True))


def contains(figures: MinistryFigures, tally: MinistryTally) -> bool:
    """Whether every printed range holds the true count."""
    true = {("", "at_least_one"): tally.at_least_one, ("", "whole_path"): tally.whole_path}
    for module in tally.modules:
        true |= {
            (module.module, "started"): module.started,
            (module.module, "completed"): module.completed,
            (module.module, "passed"): module.passed,
        }
    return all(
        isinstance(cell, Withheld) or cell.low <= true[module, measure] <= cell.high
        for module, measure, cell in cells(figures)
    )
