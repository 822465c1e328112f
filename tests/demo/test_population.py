"""A population as large as asked: the same every time, and what real agents leave behind."""

from collections import Counter
from datetime import date
from random import Random

import pytest
from click.testing import CliRunner, Result
from flask import Flask
from sqlalchemy import delete, func, select

from quiz.content.module import Module
from quiz.demo.commands import demo_commands
from quiz.demo.population.lives import Chunk, lives
from quiz.demo.population.ministries import PEOPLED
from quiz.demo.world import APPRENTIS
from quiz.identity.guard import given
from quiz.identity.tables import MinistryRow, PersonRow
from quiz.insight import store as insight
from quiz.insight.cells import Withheld
from quiz.learning.tables import PathRow
from quiz.settings import Settings
from quiz.storage.transaction import reading, writing
from tests import build
from tests.databases import Database

TODAY = date(2026, 11, 24)
MODULES = [(slug, 1) for slug in ("enjeux", "reseau", "actions", "dinum", "financement")]


def drawn(completions: int, seed: int = 1) -> list[Chunk]:
    chance = Random(seed)  # noqa: S311 - a population
    return list(lives(chance, MODULES, TODAY, completions, " 12:00:00+00"))


def test_the_same_seed_gives_the_same_population() -> None:
    assert drawn(2_000) == drawn(2_000)
    assert drawn(2_000) != drawn(2_000, seed=2)


def test_every_completion_asked_for_is_there_and_none_more() -> None:
    chunks = drawn(120_000)
    assert len(chunks) > 1
    paths = [path for chunk in chunks for path in chunk.paths]
    assert sum(path[6] is not None for path in paths) == 120_000
    assert len({(path[0], path[1]) for path in paths}) == len(paths)


def test_paths_obey_what_real_ones_obey() -> None:
    ranks: dict[tuple[str | None, str | None], list[int]] = {}
    for chunk in drawn(30_000):
        for path in chunk.paths:
            person, _slug, ministry, version, started, _video, completed, passed, stage, rank, *_own = path
            assert (version is None) == (completed is None) == (rank is None) == (stage == "1")
            assert (passed is not None) == (stage == "3")
            days = [day for day in (started, completed, passed) if day is not None]
            assert days == sorted(days)
            assert days[-1] <= TODAY.isoformat()
            if rank is not None:
                ranks.setdefault((person, ministry), []).append(int(rank))
    assert all(found == list(range(1, len(found) + 1)) for found in ranks.values())


def test_ministries_weigh_what_real_ones_weigh() -> None:
    found: Counter[str] = Counter()
    for chunk in drawn(60_000):
        found.update(chunk.by_ministry)
    posts = sum(each.posts for each in PEOPLED)
    for each in PEOPLED[:4]:
        assert found[each.ministry.id] / found.total() == pytest.approx(each.posts / posts, rel=0.1)


@pytest.fixture
def settings(database: Database) -> Settings:
    return build.settings(database.url, demonstration=True)


@pytest.fixture
def modules() -> tuple[Module, ...]:
    return tuple(build.a_module(slug, items=build.some_items(3)) for slug, _version in MODULES)


def seed(app: Flask) -> Result:
    with app.app_context():
        return CliRunner().invoke(demo_commands, ["seed", "--agents", "400"])


def test_a_population_is_written_once_and_publishes(app: Flask) -> None:
    with app.app_context(), writing() as connection:
        connection.execute(delete(MinistryRow))
    result = seed(app)
    assert result.exit_code == 0, result.output
    assert "2000 completions" in result.output
    assert "people an empty database" in seed(app).output
    with app.app_context():
        with reading() as connection:
            assert connection.scalar(select(func.count(PathRow.completed_on))) == 2_000
            persons = connection.execute(select(PersonRow.id, PersonRow.created_at)).all()
            assert len({person.id for person in persons}) == len(persons) > 400
            assert all(person.id.version == 4 and person.created_at.tzinfo for person in persons)
        with writing() as connection:
            publication = insight.publish(connection, 11, given().clock())
        assert publication is not None
        with reading() as connection:
            figures = insight.figures(connection, publication, APPRENTIS.id)[APPRENTIS.id]
    assert not isinstance(figures.at_least_one, Withheld)


def test_the_demonstration_is_never_peopled_over(app: Flask) -> None:
    """The application of tests knows one of the invented ministries already."""
    assert "people an empty database" in seed(app).output
    with app.app_context(), reading() as connection:
        assert connection.scalar(select(func.count()).select_from(PersonRow)) == 0


@pytest.mark.parametrize("agents", ["0", "-1", "beaucoup"])
def test_a_number_of_agents_that_is_none_is_refused(app: Flask, agents: str) -> None:
    with app.app_context():
        result = CliRunner().invoke(demo_commands, ["seed", "--agents", agents])
    assert result.exit_code == 2
    assert "Invalid value for '--agents'" in result.output
