"""The page of what is often missed: all that its template receives."""

from collections.abc import Iterable
from dataclasses import dataclass

from quiz.content.item import Source
from quiz.content.markdown import blocks, inline
from quiz.content.module import Module
from quiz.insight.item_analysis.page import ItemLine
from quiz.insight.item_analysis.statistics import Remark

# Half at most get it right, or no more than by chance: the whole interval says so, not its middle.
MISSED = frozenset((Remark.OFTEN_MISSED, Remark.NO_BETTER_THAN_CHANCE))


@dataclass(frozen=True)
class MissedItem:
    """A question often missed, as HTML: what is asked, why, where that comes from, from how many first attempts."""

    prompt: str
    explanation: str
    source: Source | None
    attempts: int


@dataclass(frozen=True)
class MissedModule:
    """What is often missed in a module; `judged` is false where attempts are too few to say."""

    title: str
    items: tuple[MissedItem, ...]
    judged: bool


@dataclass(frozen=True)
class MissedPage:
    """Module by module, what is often missed."""

    title: str
    fewest: int
    modules: tuple[MissedModule, ...]


def missed_of(module: Module, lines: Iterable[ItemLine]) -> MissedModule:
    """What is often missed in a module, in the words of `module`."""
    known = {item.id: item for item in module.scored_items()}
    judged = [line for line in lines if line.statistics is not None]
    items = tuple(
        MissedItem(
            inline(known[line.item_id].prompt),
            blocks(known[line.item_id].explanation, heading_level=4),
            known[line.item_id].source,
            line.attempts,
        )
        for line in judged
        if line.statistics and MISSED.intersection(line.statistics.remarks)
    )
    return MissedModule(module.title, items, bool(judged))
