"""What is published of one ministry, from its tally."""

from collections.abc import Iterable
from dataclasses import dataclass

from quiz.insight.cells import Cell, Withheld
from quiz.insight.covers import Headlines, ModuleCells, first_module, last_module
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
    """The published cells of one ministry, and the headcount it had declared."""

    ministry: str
    at_least_one: Cell
    whole_path: Cell
    modules: tuple[ModuleFigures, ...]
    headcount: int | None = None

    @property
    def headcount_outgrown(self) -> bool:
        """Whether a count lies over the headcount or may do: it is out of date, and no rate can be made.

        Read off the cells, it adds nothing to them.
        """
        return self.headcount is not None and any(
            not isinstance(cell, Withheld) and cell.high > self.headcount for _, _, cell in cells(self)
        )


def ministry_figures(tally: MinistryTally, previous: MinistryFigures | None, k: int) -> MinistryFigures:
    """The cells to publish, safe beside all those published before.

    `previous` matters only for the headcount: one declared near or under what was already printed would
    narrow it (`Grid.narrows`), and is left out, as one is that the counts have outgrown.
    """
    grid = Grid(k, tally.headcount)
    known = cells(previous) if previous else ()
    largest = (tally.at_least_one, *(module.started for module in tally.modules))
    if any(grid.outgrown_by(count) for count in largest) or any(grid.narrows(cell) for _, _, cell in known):
        grid = Grid(k)
    headlines = Headlines(grid.bin(tally.at_least_one), grid.bin(tally.whole_path))

    def module_figures(module: ModuleTally) -> ModuleFigures:
        started, completed, passed = (grid.bin(count) for count in (module.started, module.completed, module.passed))
        if len(tally.modules) > 1 and module is tally.modules[0]:
            found = first_module(grid, headlines, started, passed)
        elif len(tally.modules) > 1 and module is tally.modules[-1]:
            found = last_module(grid, headlines, started, passed)
        else:
            found = ModuleCells(grid.show(started), grid.show(completed), grid.show(passed))
        return ModuleFigures(module.module, found.started, found.completed, found.passed)

    return MinistryFigures(
        tally.ministry,
        grid.show(headlines.at_least_one),
        grid.show(headlines.whole_path),
        tuple(module_figures(module) for module in tally.modules),
        tally.headcount,
    )


Place = tuple[str, str]
"""A module ('' for the path as a whole), and a measure."""


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
        headcount,
    )
