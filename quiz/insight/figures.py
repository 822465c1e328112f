"""What is published of one ministry, from its tally."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from quiz.insight.cells import Cell, low_of
from quiz.insight.covers import Headlines, ModuleCells, Printed, first_module, last_module
from quiz.insight.suppression import Grid
from quiz.insight.tally import MinistryTally, ModuleTally

AT_LEAST_ONE, WHOLE_PATH = "at_least_one", "whole_path"
STARTED, COMPLETED, PASSED = "started", "completed", "passed"


@dataclass(frozen=True)
class ModuleFigures:
    """The published cells of one module."""

    module: str
    started: Cell
    completed: Cell
    passed: Cell


@dataclass(frozen=True)
class MinistryFigures:
    """The published cells of one ministry.

    `headcount_outgrown` says that a count lies over the headcount: it is out of date, and no rate
    can be made. It can be read off the cells, and adds nothing to them.
    """

    ministry: str
    at_least_one: Cell
    whole_path: Cell
    modules: tuple[ModuleFigures, ...]
    headcount_outgrown: bool = False


def ministry_figures(tally: MinistryTally, previous: MinistryFigures | None, k: int) -> MinistryFigures:
    """The cells to publish, safe beside all those published before.

    `previous` matters only where a headcount is declared near or under what was already printed.
    """
    seen = _last_printed(tally, previous, k)
    grid = Grid(k, tally.headcount)
    outgrown = any(grid.outgrown_by(count, seen.get(place, 0)) for place, count in _counts(tally).items())
    if outgrown:
        grid = Grid(k)

    def printed(count: int, measure: str, module: str = "") -> Printed:
        before = seen.get((module, measure), 0)
        return Printed(grid.bin(count, before), before)

    one = printed(tally.at_least_one, AT_LEAST_ONE)
    path = printed(tally.whole_path, WHOLE_PATH)

    def module_figures(module: ModuleTally) -> ModuleFigures:
        started = printed(module.started, STARTED, module.module)
        passed = printed(module.passed, PASSED, module.module)
        if len(tally.modules) > 1 and module is tally.modules[0]:
            cells_ = first_module(grid, Headlines(one, path), started, passed)
        elif len(tally.modules) > 1 and module is tally.modules[-1]:
            cells_ = last_module(grid, Headlines(one, path), started, passed)
        else:
            completed = printed(module.completed, COMPLETED, module.module)
            cells_ = ModuleCells(*(grid.show(each.bin, each.seen) for each in (started, completed, passed)))
        return ModuleFigures(module.module, cells_.started, cells_.completed, cells_.passed)

    return MinistryFigures(
        tally.ministry,
        grid.show(one.bin, one.seen),
        grid.show(path.bin, path.seen),
        tuple(module_figures(module) for module in tally.modules),
        outgrown,
    )


Place = tuple[str, str]
"""A module ('' for the path as a whole), and a measure."""


def _counts(tally: MinistryTally) -> dict[Place, int]:
    counts = {("", AT_LEAST_ONE): tally.at_least_one}
    return counts | {(module.module, STARTED): module.started for module in tally.modules}


def _last_printed(tally: MinistryTally, previous: MinistryFigures | None, k: int) -> Mapping[Place, int]:
    if previous is None:
        return {}
    seen = {(module, measure): low_of(cell) // k for module, measure, cell in cells(previous)}
    if {module.module for module in previous.modules} != {module.module for module in tally.modules}:
        del seen["", WHOLE_PATH]  # another path: the former figure says nothing of the new one
    # what a reader knows of those who started the first module (`covers.py`)
    first = tally.modules[0].module, STARTED
    seen[first] = max(seen.get(first, 0), seen["", AT_LEAST_ONE])
    return seen


def cells(figures: MinistryFigures) -> tuple[tuple[str, str, Cell], ...]:
    """The figures as rows to store: module ('' for the path as a whole), measure, cell."""
    rows: list[tuple[str, str, Cell]] = [
        ("", AT_LEAST_ONE, figures.at_least_one),
        ("", WHOLE_PATH, figures.whole_path),
    ]
    for module in figures.modules:
        rows += [
            (module.module, STARTED, module.started),
            (module.module, COMPLETED, module.completed),
            (module.module, PASSED, module.passed),
        ]
    return tuple(rows)


def from_cells(
    ministry: str, modules: tuple[str, ...], headcount: int | None, rows: Iterable[tuple[str, str, Cell]]
) -> MinistryFigures:
    """The figures that `cells` laid out, the modules in the order given, whatever that of the rows."""
    by_place = {(module, measure): cell for module, measure, cell in rows}
    return MinistryFigures(
        ministry,
        by_place["", AT_LEAST_ONE],
        by_place["", WHOLE_PATH],
        tuple(
            ModuleFigures(name, by_place[name, STARTED], by_place[name, COMPLETED], by_place[name, PASSED])
            for name in modules
        ),
        headcount is not None and any(low_of(cell) > headcount for cell in by_place.values()),
    )
