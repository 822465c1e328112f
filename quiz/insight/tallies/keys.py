"""What a tally counts, and a ministry's counts gathered from its tallies."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from quiz.insight.figures import Place
from quiz.insight.tally import MinistryTally, ModuleTally

STAGES = ("started", "completed", "passed")


@dataclass(frozen=True, order=True)
class TallyKey:
    """A measure of a ministry, of a module ('' for the whole path), on a Paris day."""

    ministry_id: str
    module_slug: str
    measure: str
    day: date


def rank_measure(rank: int) -> str:
    """The measure of agents with at least that many modules completed."""
    return f"agents-{rank}"


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
