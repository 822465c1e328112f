"""Migrations lead from nothing to exactly the tables declared, and back, on both databases."""

from collections.abc import Iterator
from uuid import UUID

import pytest
from alembic.script import ScriptDirectory
from sqlalchemy import Engine, create_engine, inspect, text

import quiz.application  # noqa: F401 - every room's tables are declared once it is imported
from quiz.storage import schema
from quiz.storage.database import PARTITIONS, Base, engine_options
from tests.databases import Database


@pytest.fixture
def engine(database: Database) -> Iterator[Engine]:
    """An engine on a migrated database, which no other test will have."""
    database.spoil()
    made = create_engine(database.url, **engine_options(database.url))
    yield made
    made.dispose()


def test_the_migrations_make_exactly_the_tables_declared(engine: Engine) -> None:
    with engine.begin() as connection:
        assert schema.is_current(connection)
        assert schema.differences(connection) == []


def test_down_to_nothing_and_up_again(engine: Engine) -> None:
    with engine.begin() as connection:
        schema.downgrade(connection)
    assert [name for name in inspect(engine).get_table_names() if name != "alembic_version"] == []
    with engine.begin() as connection:
        assert not schema.is_current(connection)
        schema.upgrade(connection)
    with engine.begin() as connection:
        assert schema.differences(connection) == []


def test_a_difference_would_be_seen(engine: Engine) -> None:
    with engine.begin() as connection:
        connection.exec_driver_sql("ALTER TABLE ministry ADD COLUMN colour VARCHAR(20)")
    with engine.begin() as connection:
        assert [found[0] for found in schema.differences(connection)] == ["remove_column"]


def test_numbers_follow_each_other_to_one_head() -> None:
    script = ScriptDirectory.from_config(schema.configuration())
    numbers = sorted(revision.revision for revision in script.walk_revisions())
    assert numbers == [f"{number:04d}" for number in range(1, len(numbers) + 1)]
    assert script.get_heads() == [numbers[-1]]


def test_tables_of_learners_are_found_by_person_first(engine: Engine) -> None:
    learners = {table.name: table for table in Base.metadata.sorted_tables if "person_id" in table.primary_key.columns}
    assert set(learners) == {"path", "uncounted", "attempt", "response"}
    for table in learners.values():
        assert next(iter(table.primary_key.columns)).name == "person_id"
        for index in table.indexes:
            assert next(iter(index.columns)).name == "person_id"
        for constraint in table.foreign_key_constraints:
            person_first = constraint.column_keys[0] == "person_id"
            assert person_first or constraint.referred_table.name in {"module", "module_version", "ministry", "entity"}
    if engine.dialect.name == "postgresql":
        partitions = [name for name in inspect(engine).get_table_names() if schema.PARTITION.search(name)]
        assert len(partitions) == PARTITIONS * (len(learners) + 1)


def test_what_waits_to_be_counted_and_what_is_counted_stay_so_both_ways(engine: Engine) -> None:
    stages = {"counted": (3, 3), "begun": (1, 0), "further": (3, 1)}
    person = UUID(int=1).hex
    with engine.begin() as connection:
        schema.downgrade(connection, "0023")
        connection.execute(
            text("INSERT INTO ministry (id, name, short_name, kind, position) VALUES ('m', 'M', 'M', 'ministry', 1)")
        )
        connection.execute(
            text("INSERT INTO person (id, created_at) VALUES (:person, '2026-03-02 12:00')"), {"person": person}
        )
        version = text(
            "INSERT INTO module_version (id, slug, number, fingerprint, document, source, denominator, published_at)"
            " VALUES (1, 'm', 1, '', '', '', 1, '2026-03-02 12:00')"
        )
        connection.execute(version)
        path = text(
            "INSERT INTO path (person_id, module_slug, ministry_id, started_on, stage, counted)"
            " VALUES (:person, :slug, 'm', '2026-03-02', :stage, :counted)"
        )
        for slug, (stage, counted) in stages.items():
            connection.execute(
                text("INSERT INTO module (slug, version_id, in_path) VALUES (:slug, 1, true)"), {"slug": slug}
            )
            connection.execute(path, {"person": person, "slug": slug, "stage": stage, "counted": counted})
        schema.upgrade(connection)
        waiting = connection.execute(text("SELECT module_slug, counted FROM uncounted ORDER BY module_slug")).all()
        schema.downgrade(connection, "0023")
        again = connection.execute(text("SELECT module_slug, stage, counted FROM path")).all()
    assert [tuple(row) for row in waiting] == [("begun", 0), ("further", 1)]
    assert {row[0]: tuple(row[1:]) for row in again} == stages
