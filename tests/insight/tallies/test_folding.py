"""Paths fold into tallies once each, on both databases, whatever stops half-way."""

from dataclasses import replace

from flask import Flask
from sqlalchemy import select, update

from quiz.identity.ministry import Entity
from quiz.identity.organisation import store as organisations
from quiz.insight.entities.tables import EntityTallyRow
from quiz.insight.tallies.store import fold, fold_everything, fold_person, parts, uncounted
from quiz.learning.tables import PathRow
from quiz.storage.database import db
from quiz.storage.transaction import reading, writing
from tests.insight.tallies.walked import expected, keep, move, some_paths, tallied


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
