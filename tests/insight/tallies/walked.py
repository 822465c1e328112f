"""Paths that some persons walked, and what the tallies must hold of them."""

from collections import Counter
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random
from uuid import UUID

from sqlalchemy import insert, select, update
from sqlalchemy.engine import Connection

from quiz.identity.tables import PersonRow
from quiz.insight.tables import TallyRow
from quiz.insight.tallies.keys import TallyKey, rank_measure
from quiz.learning.tables import PathRow
from quiz.storage.transaction import reading
from tests.build import MINISTRIES, MONDAY

DAY = date(2026, 3, 2)
Tallies = dict[TallyKey, int]


@dataclass(frozen=True)
class Walked:
    """A path as the test knows it; without a rank it lies outside the series."""

    person: UUID
    module: str
    ministry: str
    stage: int
    days: tuple[date, date, date]
    rank: int | None


def some_paths(seed: int, persons: int) -> list[Walked]:
    """What some persons did of two modules, over a few days."""
    chance = Random(seed)  # noqa: S311 - a seeded sample
    paths = []
    for _ in range(persons):
        person, ministry, rank = UUID(int=chance.getrandbits(128)), chance.choice(MINISTRIES).id, 0
        for module in ("enjeux", "usages")[: chance.randint(1, 2)]:
            stage = chance.randint(1, 3)
            rank += stage > 1
            days = sorted(DAY + timedelta(days=chance.randrange(4)) for _ in range(3))
            ranked = rank if stage > 1 and chance.random() < 0.9 else None
            paths.append(Walked(person, module, ministry, stage, (days[0], days[1], days[2]), ranked))
    return paths


def expected(paths: list[Walked]) -> Tallies:
    """What the tallies must hold, one path after another."""
    counted: Counter[TallyKey] = Counter()
    for path in paths:
        for stage, measure in enumerate(("started", "completed", "passed"), 1):
            if path.stage >= stage and (stage == 1 or path.rank is not None):
                counted[TallyKey(path.ministry, path.module, measure, path.days[stage - 1])] += 1
        if path.stage >= 2 and path.rank is not None:
            counted[TallyKey(path.ministry, "", rank_measure(path.rank), path.days[1])] += 1
    return dict(counted)


def values(path: Walked) -> dict[str, object]:
    """The columns of a path that a stage decides."""
    return {
        "stage": path.stage,
        "rank": path.rank,
        "completed_on": path.days[1] if path.stage > 1 else None,
        "passed_on": path.days[2] if path.stage > 2 else None,
    }


def keep(connection: Connection, paths: list[Walked]) -> None:
    """Write new persons and their paths."""
    persons = {path.person for path in paths}
    connection.execute(insert(PersonRow), [{"id": person, "created_at": MONDAY} for person in persons])
    for path in paths:
        key = {"person_id": path.person, "module_slug": path.module, "ministry_id": path.ministry}
        connection.execute(insert(PathRow).values(**key, started_on=path.days[0], **values(path)))


def move(connection: Connection, path: Walked) -> None:
    """Write how far a path has come."""
    own = (PathRow.person_id == path.person, PathRow.module_slug == path.module)
    connection.execute(update(PathRow).where(*own).values(**values(path)))


def tallied() -> Tallies:
    """What the tallies hold."""
    with reading() as connection:
        rows = connection.execute(select(TallyRow))
        return {TallyKey(row.ministry_id, row.module_slug, row.measure, row.day): row.agents for row in rows}
