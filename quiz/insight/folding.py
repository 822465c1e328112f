"""From a person's path to tallies: what each stage newly reached adds, and to which day."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from quiz.insight.figures import Place
from quiz.insight.tally import MinistryTally, ModuleTally

STARTED = 1
STAGES = ("started", "completed", "passed")


@dataclass(frozen=True, order=True)
class TallyKey:
    """What a tally counts: a measure of a ministry, of a module ('' for the whole path), on a Paris day."""

    ministry_id: str
    module_slug: str
    measure: str
    day: date


@dataclass(frozen=True)
class Uncounted:
    """A path with stages not yet counted: `counted` are, `stage` are reached."""

    ministry_id: str
    module_slug: str
    counted: int
    stage: int
    days: tuple[date | None, date | None, date | None]
    rank: int | None


def rank_measure(rank: int) -> str:
    """The measure of agents with at least that many modules completed."""
    return f"agents-{rank}"


def additions(paths: Iterable[Uncounted]) -> Counter[TallyKey]:
    """What these paths add to the tallies: one agent for each stage newly reached, and one for the rank.

    The n-th completion of a person within a ministry makes one agent more with at least n modules.
    Outside the series' path a completion has no rank and counts nowhere: modules' completions must
    sum to agents by rank.
    """
    added: Counter[TallyKey] = Counter()
    for path in paths:
        reached = path.stage if path.rank is not None else min(path.stage, STARTED)
        for stage in range(path.counted, reached):
            day = path.days[stage]
            if day is None:
                raise ValueError(f"a path at stage {path.stage} has no day for stage {stage + 1}")
            added[TallyKey(path.ministry_id, path.module_slug, STAGES[stage], day)] += 1
            if STAGES[stage] == "completed" and path.rank is not None:
                added[TallyKey(path.ministry_id, "", rank_measure(path.rank), day)] += 1
    return added


def ministry_tally(
    ministry_id: str, modules: tuple[str, ...], found: Mapping[Place, int], headcount: int | None
) -> MinistryTally:
    """The tally of a ministry from its sums by (module, measure); what was never counted is 0."""
    return MinistryTally(
        ministry_id,
        tuple(ModuleTally(module, *(found.get((module, measure), 0) for measure in STAGES)) for module in modules),
        tuple(found.get(("", rank_measure(rank)), 0) for rank in range(1, len(modules) + 1)),
        headcount,
    )
