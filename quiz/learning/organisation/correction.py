"""What a correction of one's organisation moves, and what it leaves since figures already count it.

A move leaves every result where it was: nothing is decided here. A correction takes along what the
tallies do not know yet. They count the n-th completion of a person within a ministry as one agent more
with n modules (`quiz/insight/tallies/store.py`), so what stays must be numbered without a gap: an
uncounted completion stays too where a later one of the same ministry, or entity, is counted already.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace

STARTED, COMPLETED = 1, 2


@dataclass(frozen=True)
class Place:
    """A ministry, and one of its entities or none."""

    ministry_id: str
    entity_id: str | None = None


@dataclass(frozen=True)
class Held:
    """A path as it is kept: where, how far, how much of it is counted, and where its start is counted if elsewhere."""

    module_slug: str
    place: Place
    stage: int
    counted: int
    rank: int | None = None
    entity_rank: int | None = None
    start: Place | None = None


@dataclass(frozen=True)
class Correction:
    """The paths as they become, in the order they were completed, and the modules that stay where they are counted."""

    moved: tuple[Held, ...]
    kept: tuple[str, ...]


def correction(paths: Iterable[Held], before: Place, after: Place) -> Correction:
    """What correcting `before` into `after` moves and leaves."""
    every = tuple(paths)
    concerned = tuple(path for path in every if _concerned(path, before, after))
    staying = _staying(concerned, before.ministry_id != after.ministry_id)
    moving = sorted(
        # A start that is counted follows by itself once the module is completed.
        (path for path in concerned if path not in staying and not (path.stage == STARTED and path.counted)),
        key=lambda path: (path.rank or 0, path.entity_rank or 0, path.module_slug),
    )
    there = [path for path in every if path not in moving]
    moved: list[Held] = []
    for path in moving:
        moved.append(_moved(path, after, [*there, *moved]))
    return Correction(tuple(moved), tuple(path.module_slug for path in staying))


def _concerned(path: Held, before: Place, after: Place) -> bool:
    """True where the path was attached by the mistake: to the ministry, or to the entity where only that was wrong."""
    if before.ministry_id != after.ministry_id:
        return path.place.ministry_id == before.ministry_id
    return path.place == before


def _staying(concerned: tuple[Held, ...], leaves_ministry: bool) -> tuple[Held, ...]:
    """What is counted as completed, and what must stay below it."""
    staying = {path for path in concerned if path.counted >= COMPLETED}
    while more := {path for path in concerned if path not in staying and _below(path, staying, leaves_ministry)}:
        staying |= more
    return tuple(path for path in concerned if path in staying)


def _below(path: Held, staying: set[Held], leaves_ministry: bool) -> bool:
    """True where a path that stays is numbered after this one."""
    if path.rank is None or path.entity_rank is None:
        return False
    return any(
        (leaves_ministry and other.rank is not None and other.rank > path.rank)
        or (other.place == path.place and other.entity_rank is not None and other.entity_rank > path.entity_rank)
        for other in staying
    )


def _moved(path: Held, after: Place, there: list[Held]) -> Held:
    """The path at its new place, numbered after those that are there."""
    start = path.start
    if path.counted and start is None:
        start = path.place
    if start == after:
        start = None
    if path.rank is None:
        return replace(path, place=after, start=start)
    rank = path.rank
    if path.place.ministry_id != after.ministry_id:
        rank = 1 + max((other.rank or 0 for other in there if other.place.ministry_id == after.ministry_id), default=0)
    entity_rank = 1 + max((other.entity_rank or 0 for other in there if other.place == after), default=0)
    return replace(path, place=after, rank=rank, entity_rank=entity_rank, start=start)
