"""Which modules of a path cover for the others, and what is printed of them.

Counts of one ministry are tied in two ways. "Is at most" (passed <= completed <= started; whole
path <= completed <= at least one) never narrows a bin (`suppression.py`). The other tie is a sum:

    r <= sum over modules of (completed - whole_path) <= (M - 1) * r,  r = at_least_one - whole_path

since those r agents have done between 1 and M - 1 modules each. (It is exact: any completions
within it, each from whole_path to at_least_one, are met by dealing the modules out to the r agents
in turn, each module going on where the one before stopped; no agent is dealt one twice.) With two
modules it is an equality. Besides, completions must have happened for either headline to grow, so
that ranges of several weeks narrow each other.

The rule: the first and the last module are the covers. Their figures are so coarse that a reader
can never rule out the **path-order world**, where everyone begins with the first module, ends with
the last, and takes each one in the order of arrival. There completed(first) = at_least_one and
completed(last) = whole_path in every week; the other modules, being between the two, complete after
the j-th agent arrived and before the j-th finishes, so that all sums, and each agent's own history,
come right whatever the bins. Only "is at most" is left, and every count of every week, printed or
not, every split and every week's growth keep k values. Where people do follow the path in order,
the covers' ranges are as narrow as bins.

    first   completed  from max(whole path, passed) to at least one
            started    its bin where that is over at_least_one's, else as completed
            passed     its bin
    last    started    its bin
            completed  from whole path to min(at least one, started)
            passed     its bin where that is under whole_path's, else as completed

Which case applies follows from bins that are printed: the path-order world prints the very same
cells, so the choice itself tells nothing.
"""

from dataclasses import dataclass

from quiz.insight.cells import Cell
from quiz.insight.suppression import Grid


@dataclass(frozen=True)
class Headlines:
    """The bins of the two headline figures, between which every module lies."""

    at_least_one: int
    whole_path: int


@dataclass(frozen=True)
class ModuleCells:
    """What is printed of one module."""

    started: Cell
    completed: Cell
    passed: Cell


def first_module(grid: Grid, headlines: Headlines, started: int, passed: int) -> ModuleCells:
    """The cells of the module that a reader may believe everyone begins with, from the bins of its counts."""
    most = headlines.at_least_one
    completed = grid.imply(max(headlines.whole_path, passed), most)
    return ModuleCells(grid.show(started) if started > most else completed, completed, grid.show(passed))


def last_module(grid: Grid, headlines: Headlines, started: int, passed: int) -> ModuleCells:
    """The cells of the module that a reader may believe everyone ends with, from the bins of its counts."""
    least = headlines.whole_path
    completed = grid.imply(least, min(headlines.at_least_one, started))
    return ModuleCells(grid.show(started), completed, grid.show(passed) if passed < least else completed)


def cover_order(path: tuple[str, ...], previous: tuple[str, ...] | None) -> tuple[str, ...]:
    """The modules of the path with the covers at the ends.

    A cover stays one while it is needed: the argument above is about all weeks together, and a
    first or last module printed on its own later would say something of now. `previous` is what this
    function gave at the last publication. Where modules are added, a new one comes last: the whole
    path is then another path, and a new module has no past figures.
    """
    if previous is None:
        return path
    added = [module for module in path if module not in previous]
    first = previous[0] if previous[0] in path else path[0]
    rest = [module for module in path if module != first]
    if not rest:
        return (first,)
    last = next((module for module in (*reversed(added), previous[-1]) if module in rest), rest[-1])
    return (first, *(module for module in rest if module != last), last)
