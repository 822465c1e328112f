"""Bars of ranges: full up to the least, hatched from there to the greatest, and the words of each."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from quiz.insight.charts.drawing import Drawing, hatched, line, rect, text, wrapped

# What a telephone's width holds.
LETTERS = 29
LINE, BAR, GAP, BETWEEN = 19, 16, 6, 18
SMALL_BAR = 10


@dataclass(frozen=True)
class Bar:
    """One range from `low` to `high`, as shares of the scale, and its words; none drawn where it is withheld."""

    words: str
    low: Fraction | None
    high: Fraction | None
    series: str = "a"


@dataclass(frozen=True)
class Group:
    """Bars under one label."""

    label: str
    bars: tuple[Bar, ...]


@dataclass(frozen=True)
class Goal:
    """A line to reach, at a share of the scale, and its words."""

    words: str
    at: Fraction


def bars(
    name: str, title: str, description: str, groups: Sequence[Group], ends: tuple[str, str], goal: Goal | None = None
) -> Drawing:
    """The groups one under the other, each bar on a track of the whole scale; a goal crosses each of them.

    `ends` are the words of both ends of the scale.
    """
    pieces: list[str] = []
    # Where several series stand in one drawing, colour never speaks alone: each has its pattern.
    patterned = len({bar.series for group in groups for bar in group.bars}) > 1
    y = 0
    if goal is not None:
        end = goal.at > Fraction(1, 2)
        pieces.append(text(goal.words, goal.at, 14, "chart__value", "end" if end else "start"))
        y = 26
    for group in groups:
        for words in wrapped(group.label, LETTERS):
            y += LINE
            pieces.append(text(words, 0, y - 5, "chart__label" if len(group.bars) == 1 else "chart__value"))
        for bar in group.bars:
            y += LINE
            height = BAR if len(group.bars) == 1 else SMALL_BAR
            pieces.append(text(bar.words, 0, y - 4, "chart__value" if len(group.bars) == 1 else "chart__label"))
            pieces += _bar(name, bar, y, height, patterned=patterned)
            if goal is not None:
                pieces.append(line(goal.at, y - 3, goal.at, y + height + 3, "chart__mark"))
            y += height + GAP
        y += BETWEEN - GAP
    pieces += [text(ends[0], 0, y, "chart__label"), text(ends[1], 1, y, "chart__label", "end")]
    return Drawing(name, title, description, y + 6, tuple(pieces))


def _bar(name: str, bar: Bar, y: int, height: int, *, patterned: bool) -> list[str]:
    track = rect(0, y, 1, height, "chart__all")
    if bar.low is None or bar.high is None:
        return [track]
    style = f"chart__bar series-{bar.series}"
    pieces = [track]
    if bar.low > 0:
        pieces.append(rect(0, y, bar.low, height, style))
        if patterned:
            pieces.append(hatched(name, bar.series, 0, y, bar.low, height))
    # A range of eleven agents among a million would not be seen: it is drawn at least as wide as a hair.
    width = max(bar.high - bar.low, Fraction(1, 200))
    start = min(bar.low, 1 - width)
    return [*pieces, rect(start, y, width, height, f"chart__band series-{bar.series}")]
