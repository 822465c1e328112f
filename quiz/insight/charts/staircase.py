"""The staircase: what was published, week after week, each range at its height."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from quiz.insight.cells import Cell, Withheld
from quiz.insight.charts.drawing import Drawing, line, rect, text
from quiz.insight.charts.scale import ceiling

HEIGHT, TOP, AXIS = 280, 16, 240
# A range of eleven agents among thousands would be thinner than a hair.
THINNEST = 4.0
STUB = 14


@dataclass(frozen=True)
class Step:
    """One publication: the cell, and its day in words."""

    cell: Cell
    day: str


@dataclass(frozen=True)
class Words:
    """What the staircase says: its title, its description, what a withheld week is called, numbers as words."""

    title: str
    description: str
    withheld: str
    half: str
    whole: str


def highest(steps: Sequence[Step]) -> int:
    """The end of the axis, over everything that was published."""
    return ceiling(max((step.cell.high for step in steps if not isinstance(step.cell, Withheld)), default=0))


def staircase(name: str, steps: Sequence[Step], words: Words) -> Drawing:
    """The steps from the oldest to the latest, as wide as each other; `words.whole` and `half` name the axis."""
    most, width = highest(steps), Fraction(1, len(steps))
    pieces = [
        line(0, TOP, 1, TOP, "chart__grid"),
        line(0, (TOP + AXIS) / 2, 1, (TOP + AXIS) / 2, "chart__grid"),
    ]
    for at, step in enumerate(steps):
        pieces += _step(step.cell, at * width, width, most)
    pieces.append(line(0, AXIS, 1, AXIS, "chart__axis"))
    hidden = any(isinstance(step.cell, Withheld) for step in steps)
    pieces.append(text(words.whole, 0, TOP + 5, "chart__label chart__over"))
    pieces.append(text(words.half, 0, (TOP + AXIS) / 2 + 5, "chart__label chart__over"))
    pieces += _days(steps)
    if hidden:
        pieces += [
            rect(0, HEIGHT, Fraction(1, 16), STUB, "chart__all"),
            text(words.withheld, Fraction(1, 12), HEIGHT + STUB - 2, "chart__label"),
        ]
    return Drawing(name, words.title, words.description, HEIGHT + (24 if hidden else 0), tuple(pieces))


def _height(count: int, most: int) -> float:
    return round(AXIS - (AXIS - TOP) * count / most, 1)


def _step(cell: Cell, x: Fraction, width: Fraction, most: int) -> list[str]:
    if isinstance(cell, Withheld):
        return [rect(x, AXIS - STUB, width, STUB, "chart__all")]
    foot, head = _height(cell.low, most), _height(cell.high, most)
    if foot - head < THINNEST:
        head = foot - THINNEST
    return [
        rect(x, foot, width, AXIS - foot, "chart__band series-a"),
        rect(x, head, width, foot - head, "chart__bar series-a"),
    ]


def _days(steps: Sequence[Step]) -> list[str]:
    if len(steps) == 1:
        return [text(steps[0].day, Fraction(1, 2), AXIS + 24, "chart__label", "middle")]
    return [
        text(steps[0].day, 0, AXIS + 24, "chart__label"),
        text(steps[-1].day, 1, AXIS + 24, "chart__label", "end"),
    ]
