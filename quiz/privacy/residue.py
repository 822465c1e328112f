"""What someone leaves behind in the tallies: their counts, moved from each day to its month."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date

from quiz.insight.tallies.keys import STAGES, TallyKey, rank_measure


@dataclass(frozen=True)
class Counted:
    """A path that the tallies know whole: its stage, the day of each, and which completion of its agent it was."""

    ministry_id: str
    module_slug: str
    stage: int
    days: tuple[date | None, date | None, date | None]
    rank: int | None


@dataclass(frozen=True)
class Residue:
    """What the tallies of some days lose, and what those of their months gain: the same, in all."""

    days: Mapping[TallyKey, int]
    months: Counter[TallyKey]


def month(key: TallyKey) -> TallyKey:
    """The tally of the month: that of its first day, so that no sum up to a day ever goes down."""
    return replace(key, day=key.day.replace(day=1))


def contributions(paths: Iterable[Counted]) -> Counter[TallyKey]:
    """All that these paths have added to the tallies; without a rank, a completion counts nowhere."""
    added: Counter[TallyKey] = Counter()
    for path in paths:
        reached = path.stage if path.rank is not None else 1
        for measure, day in zip(STAGES[:reached], path.days, strict=False):
            if day is None:
                raise ValueError(f"a path at stage {path.stage} has no day for {measure}")
            added[TallyKey(path.ministry_id, path.module_slug, measure, day)] += 1
        if path.rank is not None and path.stage > 1 and path.days[1]:
            added[TallyKey(path.ministry_id, "", rank_measure(path.rank), path.days[1])] += 1
    return added


def residue(paths: Iterable[Counted], kept: Mapping[TallyKey, int]) -> Residue:
    """How the counts of these paths leave their days; `kept` are the tallies of those days.

    A day never loses more than it holds, and what it does not hold goes to no month.
    """
    days = +Counter({key: min(agents, kept.get(key, 0)) for key, agents in contributions(paths).items()})
    months: Counter[TallyKey] = Counter()
    for key, agents in days.items():
        months[month(key)] += agents
    return Residue(days, months)
