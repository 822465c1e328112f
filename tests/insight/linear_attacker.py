"""A reader of figures of ordinary size, who knows the rules and everything ever printed: bounds by linear programming.

The worlds of one ministry are described by how many persons have each history: a history says in which
week a person completed each module, or never. All counts are sums over histories, so that every tie between
counts of all modules and weeks is exact. Starts and passes hang on one module each: a pass needs a completion,
a completion a start. What is printed bounds the counts; for each hidden one the attacker then finds the least
and the greatest value. A linear program knows no whole numbers: what it finds is where whole-number worlds
lie, or a little wider; `attacker.py`, which lists every world, closes that gap where worlds are tiny.

The reader's knowledge is written here once more from the rules' words, not taken from the code under attack.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import product
from math import ceil, floor
from random import Random

import highspy
import numpy as np

from quiz.insight.cells import Band, Cell, Implied, Shown, Withheld, Withholding
from quiz.insight.figures import MinistryFigures
from quiz.insight.pooling import Pooled

NEVER_ENDING = highspy.kHighsInf
# What a solver calls equal.
TOLERANCE = 1e-5
Vector = np.ndarray
Bounds = tuple[float, float]


class Unsatisfiable(Exception):
    """No world prints these figures: the attacker, or the publisher, has a defect."""


@dataclass(frozen=True)
class Narrowed:
    """A hidden count, the least and greatest value it may have, and how many values it should have had."""

    name: str
    least: int
    greatest: int
    needed: int


class Program:
    """Linear expressions over unknown counts, what is known of them, and their least and greatest values."""

    def __init__(self, columns: int) -> None:
        self.columns = columns
        self.rows: list[tuple[Vector, float, float]] = []
        self.solver: highspy.Highs | None = None

    def column(self, *places: int) -> Vector:
        """The sum of some unknowns."""
        vector = np.zeros(self.columns)
        vector[list(places)] = 1
        return vector

    def know(self, expression: Vector, low: float, high: float) -> None:
        """An expression lies between two numbers."""
        if low > -NEVER_ENDING or high < NEVER_ENDING:
            self.rows.append((expression, low, high))

    def at_most(self, smaller: Vector, larger: Vector) -> None:
        """One expression is at most another."""
        self.know(larger - smaller, 0, NEVER_ENDING)

    def range(self, expression: Vector) -> tuple[int, int]:
        """The least and the greatest whole value of an expression."""
        return ceil(self._best(expression) - TOLERANCE), floor(-self._best(-expression) + TOLERANCE)

    def _best(self, expression: Vector) -> float:
        if self.solver is None:
            self.solver = self._solver()
        self.solver.changeColsCost(self.columns, np.arange(self.columns, dtype=np.int32), expression)
        self.solver.run()
        status = self.solver.getModelStatus()
        if status in (highspy.HighsModelStatus.kUnbounded, highspy.HighsModelStatus.kUnboundedOrInfeasible):
            return -1e9
        if status != highspy.HighsModelStatus.kOptimal:
            raise Unsatisfiable(str(status))
        return float(self.solver.getInfo().objective_function_value)

    def _solver(self) -> highspy.Highs:
        model = highspy.HighsLp()
        model.num_col_, model.num_row_ = self.columns, len(self.rows)
        model.col_cost_ = np.zeros(self.columns)
        model.col_lower_ = np.zeros(self.columns)
        model.col_upper_ = np.full(self.columns, NEVER_ENDING)
        model.row_lower_ = np.array([low for _, low, _ in self.rows])
        model.row_upper_ = np.array([high for _, _, high in self.rows])
        matrix = np.array([row for row, _, _ in self.rows])
        rows, columns = np.nonzero(matrix)
        model.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
        model.a_matrix_.start_ = np.searchsorted(rows, np.arange(len(self.rows) + 1))
        model.a_matrix_.index_ = columns
        model.a_matrix_.value_ = matrix[rows, columns]
        solver = highspy.Highs()
        solver.setOptionValue("output_flag", False)
        solver.setOptionValue("threads", 1)
        solver.passModel(model)
        return solver


class Ministry:
    """The unknown worlds of one ministry over some weeks, and its hidden counts as expressions."""

    def __init__(self, modules: int, weeks: int) -> None:
        self.modules, self.weeks = modules, weeks
        self.histories = list(product(range(weeks + 1), repeat=modules))
        self.width = len(self.histories) + 2 * modules * weeks
        self.program = Program(self.width)
        self.counts: dict[tuple[str, int], Vector] = {}
        for week in range(weeks):
            done = [sum(at <= week for at in history) for history in self.histories]
            for n in range(1, modules + 1):
                self.counts[f"agents with {n} or more", week] = self._histories(d >= n for d in done)
            for module in range(modules):
                completed = self._histories(history[module] <= week for history in self.histories)
                place = len(self.histories) + 2 * (module * weeks + week)
                started, passed = self.program.column(place), self.program.column(place + 1)
                self.program.at_most(passed, completed)
                self.program.at_most(completed, started)
                for name, count in (("started", started), ("completed", completed), ("passed", passed)):
                    self.counts[f"{name} {module}", week] = count
        for (name, week), count in self.counts.items():
            if week:
                self.program.at_most(self.counts[name, week - 1], count)

    def _histories(self, chosen: Iterator[bool]) -> Vector:
        return self.program.column(*(place for place, taken in enumerate(chosen) if taken))

    def read(self, figures: MinistryFigures, headcount: int | None, week: int, k: int) -> None:
        """Know what the figures of one week tell under a headcount, where one is believed."""
        if headcount is not None:
            # Whoever has begun anything is among those counted; agents who started different modules may be the same.
            for name in ("agents with 1 or more", *(f"started {module}" for module in range(self.modules))):
                self.program.know(self.counts[name, week], 0, headcount)
        for name, (low, high) in told(figures, k, headcount).items():
            self.program.know(self.counts[name, week], low, high)

    def hidden(self) -> dict[str, Vector]:
        """Everything that must not be narrowed: counts, splits and growths."""
        found = {f"{name}, week {week + 1}": count for (name, week), count in self.counts.items()}
        for (name, week), count in self.counts.items():
            if week:
                found[f"growth of {name} in week {week + 1}"] = count - self.counts[name, week - 1]
        for week in range(self.weeks):
            one = self.counts["agents with 1 or more", week]
            if self.modules > 1:  # with one module these are nobody, as anyone knows
                whole = self.counts[f"agents with {self.modules} or more", week]
                found[f"begun, not through, week {week + 1}"] = one - whole
            for module in range(self.modules):
                started, completed, passed = (
                    self.counts[f"{name} {module}", week] for name in ("started", "completed", "passed")
                )
                if self.modules > 1:
                    found[f"others than {module}, week {week + 1}"] = one - completed
                found[f"started, not completed {module}, week {week + 1}"] = started - completed
                found[f"completed, not passed {module}, week {week + 1}"] = completed - passed
        return found


def told(figures: MinistryFigures, k: int, headcount: int | None) -> dict[str, Bounds]:
    """What a reader who knows the rules reads in the figures of one week, by count."""
    modules = figures.modules
    one, whole = (
        read(cell, k, headcount)
        for cell in (figures.at_least_one, figures.whole_path)
    )  # fmt: skip
    found = {"agents with 1 or more": one, f"agents with {len(modules)} or more": whole}
    for at, module in enumerate(modules):
        own = {name: read(getattr(module, name), k, headcount) for name in ("started", "completed", "passed")}
        if len(modules) > 1 and at == 0:
            # Printed as the completions: its bin is not over that of at least one.
            if module.started == module.completed:
                own["started"] = (0, one[1])
            del own["completed"]
        elif len(modules) > 1 and at == len(modules) - 1:
            # Printed as the completions: its bin is not under that of the whole path.
            if module.passed == module.completed:
                own["passed"] = (whole[0], NEVER_ENDING)
            del own["completed"]
        found |= {f"{name} {at}": bounds for name, bounds in own.items()}
    return found


def read(cell: Cell, k: int, headcount: int | None) -> Bounds:
    """The values of a count whose own bin the cell prints."""
    match cell:
        case Shown(low, high) | Implied(low, high):
            return low, high
        case Band(low, high):
            return low, high
        case Withheld(Withholding.SMALL_HEADCOUNT):
            return 0, NEVER_ENDING if headcount is None else headcount
    return 0, k - 1


def narrowed(
    printed: Sequence[MinistryFigures],
    headcounts: Sequence[int | None],
    k: int,
    sample: tuple[int, int] | None = None,
) -> tuple[int, list[Narrowed]]:
    """How many hidden counts were attacked, and the first one narrowed under min(k, headcount + 1) values.

    A headcount is believed in each week but those whose figures say that it is outgrown or too near one of
    them. `sample` is a seed, and how many of the hidden counts to attack; all of them without it.
    """
    ministry = Ministry(len(printed[0].modules), len(printed))
    believed = [None if each.headcount_outgrown else value for each, value in zip(printed, headcounts, strict=True)]
    for week, figures in enumerate(printed):
        ministry.read(figures, believed[week], week, k)
    known = [headcount + 1 for headcount in believed if headcount is not None]
    return attack(ministry.program, some_of(ministry.hidden(), sample), min([k, *known]))


def some_of(hidden: dict[str, Vector], sample: tuple[int, int] | None) -> dict[str, Vector]:
    """As many of the hidden counts as the sample says, by its seed; all of them without one."""
    if sample is None:
        return hidden
    chance = Random(sample[0])  # noqa: S311 - a seeded sample
    return {name: hidden[name] for name in chance.sample(sorted(hidden), min(sample[1], len(hidden)))}


def attack(program: Program, hidden: Mapping[str, Vector], needed: int) -> tuple[int, list[Narrowed]]:
    """How many hidden counts were attacked, and the first with fewer values than needed."""
    for at, (name, expression) in enumerate(hidden.items(), start=1):
        least, greatest = program.range(expression)
        if greatest - least + 1 < needed:
            return at, [Narrowed(name, least, greatest, needed)]
    return len(hidden), []


def narrowed_siblings(
    counts: Sequence[Mapping[str, int]],
    pools: Sequence[Pooled | None],
    k: int,
    sample: tuple[int, int] | None = None,
) -> tuple[int, list[Narrowed]]:
    """The same for ministries side by side and their pool, week after week; others are known exactly.

    `counts` are the agents with one module or more: only grow, and under k in the pool.
    """
    names = sorted(counts[0])
    program = Program(len(names) * len(counts))
    place = {(name, week): at for at, (week, name) in enumerate(product(range(len(counts)), names))}
    hidden: dict[str, Vector] = {}
    for week, pool in enumerate(pools):
        for name in names:
            own = program.column(place[name, week])
            if week:
                program.at_most(program.column(place[name, week - 1]), own)
            if counts[week][name] < k:
                program.know(own, 0, k - 1)
                hidden[f"{name}, week {week + 1}"] = own
            else:
                program.know(own, counts[week][name], counts[week][name])
        if pool and pool.siblings:
            total = program.column(*(place[name, week] for name in pool.siblings))
            hidden[f"pool, week {week + 1}"] = total
            if isinstance(pool.cell, Shown):
                program.know(total, pool.cell.low, pool.cell.high)
            elif pool.cell == Withheld(Withholding.TOO_FEW):
                program.know(total, 0, k - 1)
    return attack(program, some_of(hidden, sample), k)
