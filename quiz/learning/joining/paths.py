"""The paths of two persons as those of one, so that the tallies stay counts that some group of agents can have.

What the tallies already count stays counted: of a module counted for both, the agent stands twice in
past figures, and the page of personal data says so. What they do not count yet counts once.

Why ranks need care. A person's n-th completion within a ministry adds one agent "with n modules or
more". Two persons counted up to a and b stand in the tallies as two agents. The joined person goes on
as the longer of the two, from rank max(a, b) + 1, with modules that neither was counted for: the
tallies remain the sum of agents who each did distinct modules, in order. The same holds within each
entity of a ministry.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import date

from quiz.learning.completion import COMPLETED
from quiz.refusal import Reason, Refused

Place = tuple[str, str | None]


@dataclass(frozen=True)
class CountedPath:
    """A path as it is kept, with the stage that the tallies count and where."""

    module_slug: str
    ministry_id: str
    entity_id: str | None
    version_id: int | None
    started_on: date
    video_done_on: date | None
    completed_on: date | None
    passed_on: date | None
    stage: int
    counted: int
    rank: int | None = None
    entity_rank: int | None = None
    start_ministry_id: str | None = None
    start_entity_id: str | None = None

    @property
    def place(self) -> Place:
        """The organisation it belongs to."""
        return self.ministry_id, self.entity_id

    @property
    def counted_start(self) -> Place:
        """The organisation where its start was counted, if it was."""
        return (self.start_ministry_id, self.start_entity_id) if self.start_ministry_id else self.place

    @property
    def waiting(self) -> bool:
        """True where a completion is not counted yet."""
        return self.stage >= COMPLETED > self.counted


def joined_paths(one: Iterable[CountedPath], other: Iterable[CountedPath]) -> tuple[CountedPath, ...]:
    """The paths of the person that two become.

    Refused while the publisher is between two batches, with a later completion counted before an
    earlier one: within minutes it is done, or starts again.
    """
    mine, theirs = list(one), list(other)
    for paths in (mine, theirs):
        if not settled(paths, by_ministry, rank_of) or not settled(paths, by_entity, entity_rank_of):
            raise Refused(Reason.FIGURES_UNDER_WAY)
    by_module: dict[str, list[CountedPath]] = {}
    for path in mine + theirs:
        by_module.setdefault(path.module_slug, []).append(path)
    merged = [paths[0] if len(paths) == 1 else one_path(*paths) for paths in by_module.values()]
    merged = ranked(merged, mine + theirs, by_ministry, rank_of, "rank")
    merged = ranked(merged, mine + theirs, by_entity, entity_rank_of, "entity_rank")
    return tuple(sorted(merged, key=lambda path: path.module_slug))


def one_path(one: CountedPath, other: CountedPath) -> CountedPath:
    """One module's path out of two: each fact at its first time, counted where it was counted furthest."""
    both = (one, other)
    first = min(both, key=completed_first)
    furthest = max(both, key=lambda path: (path.counted, path is first))
    base = first if first.completed_on and furthest.counted < COMPLETED else furthest
    start: tuple[str | None, str | None] = (base.start_ministry_id, base.start_entity_id)
    if base is not furthest and furthest.counted:
        # The start counted for the other one is moved to where the completion counts, by the next folding.
        start = (None, None) if furthest.counted_start == base.place else furthest.counted_start
    return replace(
        base,
        version_id=first.version_id,
        # A start that moves is taken away on the day it was counted on.
        started_on=furthest.started_on if start[0] else min(path.started_on for path in both),
        video_done_on=earliest(path.video_done_on for path in both),
        completed_on=earliest(path.completed_on for path in both),
        passed_on=earliest(path.passed_on for path in both),
        stage=max(path.stage for path in both),
        counted=furthest.counted,
        rank=base.rank if furthest.counted >= COMPLETED else known(base.rank, one.rank, other.rank),
        entity_rank=base.entity_rank
        if furthest.counted >= COMPLETED
        else known(base.entity_rank, one.entity_rank, other.entity_rank),
        start_ministry_id=start[0],
        start_entity_id=start[1],
    )


def completed_first(path: CountedPath) -> tuple[date, date]:
    """The order of completion, then of beginning; what is not completed comes last."""
    return path.completed_on or date.max, path.started_on


def completed_in_order(path: CountedPath) -> tuple[date, str]:
    """The order of completion; of two on one day, the one that comes first by name."""
    return path.completed_on or date.max, path.module_slug


def earliest(days: Iterable[date | None]) -> date | None:
    """The first of the days there are."""
    return min((day for day in days if day is not None), default=None)


def known(*ranks: int | None) -> int | None:
    """The first rank there is: which one does not matter, it is given anew; that there is one does."""
    return next((rank for rank in ranks if rank is not None), None)


def settled(paths: Iterable[CountedPath], group: Callable[[CountedPath], Place], rank: "Rank") -> bool:
    """True where no completion waits that came before one already counted."""
    tops = top_ranks(paths, group, rank)
    return all(value > tops.get(group(path), 0) for path in paths if path.waiting and (value := rank(path)) is not None)


def top_ranks(paths: Iterable[CountedPath], group: Callable[[CountedPath], Place], rank: "Rank") -> dict[Place, int]:
    """The highest rank counted in each group."""
    tops: dict[Place, int] = {}
    for path in paths:
        value = rank(path)
        if path.counted >= COMPLETED and value is not None:
            tops[group(path)] = max(tops.get(group(path), 0), value)
    return tops


def ranked(
    merged: list[CountedPath],
    sources: list[CountedPath],
    group: Callable[[CountedPath], Place],
    rank: "Rank",
    field: str,
) -> list[CountedPath]:
    """The paths with the ranks from which their person goes on, after the longer of the two it was."""
    tops = top_ranks(sources, group, rank)
    groups: dict[Place, list[CountedPath]] = {}
    for path in merged:
        if path.stage >= COMPLETED and rank(path) is not None:
            groups.setdefault(group(path), []).append(path)
    changed: dict[str, CountedPath] = {}
    for place, paths in groups.items():
        top = tops.get(place, 0)
        waiting = sorted((path for path in paths if path.waiting), key=completed_in_order)
        for number, path in enumerate(waiting, start=top + 1):
            changed[path.module_slug] = with_rank(path, field, number)
        if not waiting and top:
            # Counted already, its own rank serves nothing any more but to go on from.
            last = max(paths, key=completed_in_order)
            changed[last.module_slug] = with_rank(last, field, top)
    return [changed.get(path.module_slug, path) for path in merged]


def with_rank(path: CountedPath, field: str, number: int) -> CountedPath:
    """The path with one of its two ranks."""
    return replace(path, rank=number) if field == "rank" else replace(path, entity_rank=number)


Rank = Callable[[CountedPath], int | None]


def by_ministry(path: CountedPath) -> Place:
    """Ranks run within a ministry."""
    return path.ministry_id, None


def by_entity(path: CountedPath) -> Place:
    """Other ranks run within an entity of it; none is an entity too."""
    return path.place


def rank_of(path: CountedPath) -> int | None:
    """The rank within the ministry."""
    return path.rank


def entity_rank_of(path: CountedPath) -> int | None:
    """The rank within the entity."""
    return path.entity_rank
