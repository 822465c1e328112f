"""Paths fold into tallies once each, on both databases, whatever folds beside or stops half-way."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from random import Random
from uuid import UUID

import pytest
from flask import Flask
from sqlalchemy import insert, select, text, update
from sqlalchemy.engine import Connection

from quiz.identity.ministry import Entity
from quiz.identity.organisation import store as organisations
from quiz.identity.tables import PersonRow
from quiz.insight.entities.tables import EntityTallyRow
from quiz.insight.tables import TallyRow
from quiz.insight.tallies.keys import TallyKey, rank_measure
from quiz.insight.tallies.store import fold, fold_everything, fold_person, parts, uncounted
from quiz.learning.tables import PathRow
from quiz.storage.database import db
from quiz.storage.transaction import reading, writing
from tests.build import MINISTRIES, MONDAY

DAY = date(2026, 3, 2)
Tallies = dict[TallyKey, int]
# SQLite has one writer at a time: nobody holds a row that another wants.
MANY_WRITERS = pytest.mark.parametrize("database", ["postgresql"], indirect=True)


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


@pytest.fixture
def context(app: Flask) -> Iterator[Flask]:
    with app.app_context():
        yield app


def test_each_stage_counts_once_however_small_the_batches(context: Flask) -> None:
    paths = some_paths(1, persons=60)
    with writing() as connection:
        keep(connection, paths)
        everything = parts(connection)
    for part in everything:
        folded = 1
        while folded:
            with writing() as connection:
                folded = fold(connection, part, limit=7)
    assert tallied() == expected(paths)
    with reading() as connection:
        assert uncounted(connection) == 0


def test_what_is_reached_later_adds_only_itself(context: Flask) -> None:
    early = some_paths(2, persons=40)
    late = [replace(path, stage=3, rank=path.rank or 1) if path.stage == 1 else path for path in early]
    with writing() as connection:
        keep(connection, early)
        fold_everything(connection)
    with writing() as connection:
        for path in late:
            move(connection, path)
        fold_everything(connection)
    assert tallied() == expected(late)


def test_a_start_counted_where_its_agent_no_longer_was_moves_to_where_the_completion_counts(context: Flask) -> None:
    paths = [path for path in some_paths(7, persons=30) if path.stage == 1]
    left = paths[:4]
    with writing() as connection:
        keep(connection, paths)
        fold_everything(connection)
        moved = [replace(path, ministry="sentiers", stage=2, rank=1) for path in left]
        for path, after in zip(left, moved, strict=True):
            move(connection, after)
            own = (PathRow.person_id == path.person, PathRow.module_slug == path.module)
            connection.execute(
                update(PathRow).where(*own).values(ministry_id="sentiers", start_ministry_id=path.ministry)
            )
        fold_everything(connection)
        fold_everything(connection)
    assert {key: agents for key, agents in tallied().items() if agents} == expected([*moved, *paths[4:]])


def test_a_batch_undone_is_folded_again_and_counts_once(context: Flask) -> None:
    paths = some_paths(3, persons=20)
    with writing() as connection:
        keep(connection, paths)
    with db.engine.connect() as connection:
        fold_everything(connection)
        connection.rollback()
    assert tallied() == {}
    with writing() as connection:
        fold_everything(connection)
        fold_everything(connection)
    assert tallied() == expected(paths)


def test_a_person_about_to_be_deleted_is_counted_alone(context: Flask) -> None:
    paths = some_paths(4, persons=20)
    person = paths[0].person
    own = [path for path in paths if path.person == person]
    with writing() as connection:
        keep(connection, paths)
        assert fold_person(connection, person) == len(own)
        assert fold_person(connection, person) == 0
    assert tallied() == expected(own)
    with writing() as connection:
        fold_everything(connection)
    assert tallied() == expected(paths)


def test_the_first_completion_in_an_entity_counts_one_agent_there_and_none_elsewhere(context: Flask) -> None:
    paths = [path for path in some_paths(8, persons=60) if path.ministry == "rivages"]
    ports, expected_agents = "rivages.ports", len({path.person for path in paths if path.rank == 1})
    with writing() as connection:
        organisations.save_entities(connection, (Entity(ports, "rivages", "Ports"),))
        keep(connection, paths)
        connection.execute(update(PathRow).values(entity_id=ports, entity_rank=PathRow.rank))
        gone = next(path.person for path in paths if path.rank == 1)
        for _again in range(2):
            fold_person(connection, gone)
            fold_everything(connection)
        found = connection.execute(
            select(EntityTallyRow.ministry_id, EntityTallyRow.entity_id, EntityTallyRow.agents)
        ).all()
    assert found == [("rivages", ports, expected_agents)]
    assert tallied() == expected(paths)


@MANY_WRITERS
def test_a_path_held_by_its_agent_waits_for_the_next_turn(context: Flask) -> None:
    paths = some_paths(5, persons=30)
    moved = replace(paths[0], stage=3, rank=paths[0].rank or 1)
    with writing() as connection:
        keep(connection, paths)
    with db.engine.begin() as agent:
        move(agent, moved)
        with writing() as connection:
            connection.execute(text("SET LOCAL lock_timeout = '2s'"))
            fold_everything(connection)
        assert tallied() == expected(paths[1:])
    with writing() as connection:
        fold_everything(connection)
    assert tallied() == expected([moved, *paths[1:]])


@MANY_WRITERS
def test_two_publishers_at_once_share_the_work(context: Flask) -> None:
    paths = some_paths(6, persons=60)
    with writing() as connection:
        keep(connection, paths)
    with db.engine.begin() as one:
        fold(one, 0, limit=5)
        with db.engine.begin() as other:
            # The pick alone: tallies of the same days would make it wait until the first one commits.
            other.execute(text("SET LOCAL lock_timeout = '2s'"))
            taken = other.scalar(text("SELECT count(*) FROM (SELECT 1 FROM uncounted_p0 FOR UPDATE SKIP LOCKED) AS t"))
            waiting = other.scalar(text("SELECT count(*) FROM uncounted_p0"))
            assert taken == waiting - 5
    with writing() as connection:
        fold_everything(connection)
    assert tallied() == expected(paths)
