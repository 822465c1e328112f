"""The attempts of two persons as those of one: numbers go on, and one open attempt a module remains."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID


@dataclass(frozen=True)
class Run:
    """One attempt, as far as joining needs to know it."""

    id: UUID
    module_slug: str
    number: int
    answered: int
    opened_at: datetime
    open: bool


@dataclass(frozen=True)
class JoinedAttempts:
    """What becomes of attempts: those of the other person under their new numbers, and those given up."""

    numbers: dict[UUID, int]
    given_up: frozenset[UUID]


def joined_attempts(kept: Iterable[Run], other: Iterable[Run]) -> JoinedAttempts:
    """The numbers of the kept person stay, so that their addresses do; the other's follow, in order.

    Of two open attempts of one module, the one with more answers goes on (the later one, if equal).
    """
    mine, theirs = list(kept), list(other)
    last: dict[str, int] = {}
    for run in mine:
        last[run.module_slug] = max(last.get(run.module_slug, 0), run.number)
    open_runs: dict[str, list[Run]] = {}
    for run in mine + theirs:
        if run.open:
            open_runs.setdefault(run.module_slug, []).append(run)
    given_up = {
        run.id
        for runs in open_runs.values()
        for run in sorted(runs, key=lambda run: (run.answered, run.opened_at, run.id))[:-1]
    }
    numbers = {}
    for run in sorted(theirs, key=lambda run: (run.module_slug, run.number)):
        if run.id not in given_up:
            last[run.module_slug] = numbers[run.id] = last.get(run.module_slug, 0) + 1
    return JoinedAttempts(numbers, frozenset(given_up))
