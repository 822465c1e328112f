"""The page of what is often missed: all that its template receives."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from quiz.content.item import Source
from quiz.content.markdown import blocks, inline
from quiz.content.module import Module
from quiz.insight.item_analysis.page import same_item_series
from quiz.insight.item_analysis.statistics import TooFew, is_missed
from quiz.marking.guess_score import guess_score


@dataclass(frozen=True)
class Scored:
    """One version of a module: of each item, the most it can earn and how many first attempts earned each score."""

    version: int
    module: Module
    items: Mapping[str, Mapping[Fraction, int]]
    max_scores: Mapping[str, Fraction]


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


def missed_of(module: Module, read: Module, versions: Sequence[Scored]) -> MissedModule:
    """What is often missed in a module; `read` is it in the reader's language, `versions` have the latest first."""
    told = {item.id: item for item in read.scored_items()}
    judged = dict(judgements(module, versions))
    return MissedModule(
        read.title,
        tuple(
            MissedItem(
                inline(told[item].prompt), blocks(told[item].explanation, heading_level=4), told[item].source, attempts
            )
            for item, (missed, attempts) in judged.items()
            if missed
        ),
        bool(judged),
    )


def judgements(module: Module, versions: Sequence[Scored]) -> Iterator[tuple[str, tuple[bool, int]]]:
    """Of each item with attempts enough: whether it is often missed, and from how many of them.

    Versions in which the item was this very item count together, as they do where questions are analysed.
    """
    for item in module.scored_items():
        series = [each for each in same_item_series(item, versions)[0] if item.id in each.items]
        scores: dict[Fraction, int] = {}
        for each in series:
            for score, attempts in each.items[item.id].items():
                scores[score] = scores.get(score, 0) + attempts
        if series:
            found = is_missed(scores, series[0].max_scores[item.id], guess_score(item))
            if not isinstance(found, TooFew):
                yield item.id, (found, sum(scores.values()))
