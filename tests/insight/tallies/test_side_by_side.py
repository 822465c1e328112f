"""Publishers, agents and an erasure at once: SQLite has one writer at a time, so these meet on PostgreSQL."""

from collections.abc import Callable
from dataclasses import replace
from threading import Thread
from uuid import UUID

import pytest
from flask import Flask
from sqlalchemy import select, text, update
from sqlalchemy.engine import Connection
from sqlalchemy.exc import DBAPIError

from quiz.identity.ministry import Entity
from quiz.identity.organisation import store as organisations
from quiz.insight.entities.tables import EntityTallyRow
from quiz.insight.tallies.store import fold, fold_everything, fold_person
from quiz.learning.tables import PathRow, UncountedRow
from quiz.privacy.store import erase
from quiz.storage.database import db
from quiz.storage.transaction import writing
from tests.insight.tallies.walked import DAY, Walked, expected, keep, move, some_paths, tallied
from tests.taking import wait_until_waiting

MANY_WRITERS = pytest.mark.parametrize("database", ["postgresql"], indirect=True)


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


@MANY_WRITERS
@pytest.mark.parametrize("undone", [False, True], ids=["counted", "undone"])
def test_a_stage_that_moves_while_its_path_is_folded_waits_and_counts_once(context: Flask, undone: bool) -> None:
    paths = [path for path in some_paths(9, persons=30) if path.stage == 1]
    moved = replace(paths[0], stage=3, rank=1)
    with writing() as connection:
        keep(connection, paths)

    def go_on() -> None:
        with context.app_context(), writing() as agent:
            move(agent, moved)

    agent = Thread(target=go_on)
    with db.engine.connect() as publisher:
        fold_everything(publisher)
        agent.start()
        wait_until_waiting(context, 1)
        publisher.rollback() if undone else publisher.commit()
    agent.join(timeout=30)
    with writing() as connection:
        fold_everything(connection)
    assert tallied() == expected([moved, *paths[1:]])


@MANY_WRITERS
def test_two_publishers_and_an_erasure_never_wait_for_each_other_in_a_circle(context: Flask) -> None:
    ports, some = "rivages.ports", [UUID(int=number, version=4) for number in range(30)]
    days = (DAY, DAY, DAY)
    with writing() as connection:
        organisations.save_entities(connection, (Entity(ports, "rivages", "Ports"),))
        keep(connection, [Walked(person, "enjeux", "rivages", 2, days, 1) for person in some])
        connection.execute(update(PathRow).values(entity_id=ports, entity_rank=1))
        # Both tallies are there, so that all three want rows of both.
        fold_person(connection, some[0])
        part_of = dict(
            connection.execute(text("SELECT person_id, right(tableoid::regclass::text, 1)::int FROM uncounted")).all()
        )
    one, other, *_parts, last = sorted(set(part_of.values()))
    gone = next(person for person, part in part_of.items() if part == last)
    refused: list[Exception] = []

    def run(act: Callable[[Connection], object]) -> None:
        try:
            with context.app_context(), writing() as own:
                act(own)
        except DBAPIError as error:
            refused.append(error)

    acts = (lambda own: fold(own, one), lambda own: fold(own, other), lambda own: erase(own, [gone]))
    threads = [Thread(target=run, args=(act,)) for act in acts]
    with writing() as connection:
        # Whoever comes to entities waits here, with the tallies it holds; the others wait for those.
        connection.execute(select(EntityTallyRow).with_for_update())
        for thread in threads:
            thread.start()
        wait_until_waiting(context, len(threads))
    for thread in threads:
        thread.join(timeout=30)
    assert refused == []
    with writing() as connection:
        fold_everything(connection)
        assert connection.execute(select(UncountedRow)).all() == []
        assert connection.scalars(select(EntityTallyRow.agents)).all() == [len(some)]
    assert sum(agents for key, agents in tallied().items() if key.measure == "completed") == len(some)
