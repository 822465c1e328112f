"""Levels published with a ministry's figures, on both databases: kept, found again, the same however often."""

from flask import Flask
from sqlalchemy import func, select

from quiz.identity.guard import given
from quiz.identity.ministry import Entity
from quiz.identity.organisation import store as organisations
from quiz.insight import store
from quiz.insight.entities import store as entities
from quiz.insight.entities.levels import Level
from quiz.insight.tables import PublicationRow
from quiz.storage.transaction import reading, writing
from tests.insight.published import complete, publish_agents
from tests.taking import rows

PORTS, ILES = "rivages.ports", "rivages.iles"


def open_entities(app: Flask, opened: bool = True) -> None:
    """Two entities of a ministry that its agents may name, or no longer."""
    with app.app_context(), writing() as connection:
        organisations.open_entities(connection, "rivages", opened)
        organisations.save_entities(connection, (Entity(PORTS, "rivages", "Ports"), Entity(ILES, "rivages", "Îles")))


def publish(app: Flask, agents: dict[str, int]) -> tuple[Level, ...]:
    """What is told of the entities once so many agents more have completed a module there."""
    with app.app_context(), writing() as connection:
        entities.add(connection, "rivages", agents)
        publication = store.publish(connection, 11, given().clock())
        assert publication
        found = entities.figures(connection, publication.id)
        assert found == entities.figures(connection, publication.id, "rivages")
        assert found.get("rivages") == entities.latest(connection).get("rivages") or not found
        return found["rivages"].levels if found else ()


def test_levels_are_published_with_the_figures_of_a_ministry_that_opened_its_entities(app: Flask) -> None:
    complete(app, 40)
    assert publish(app, {}) == ()
    open_entities(app)
    assert publish(app, {PORTS: 30, ILES: 4}) == (Level(ILES, 0), Level(PORTS, 22))
    complete(app, 40)
    assert publish(app, {ILES: 12}) == (Level(ILES, 11), Level(PORTS, 22))
    open_entities(app, opened=False)
    assert publish(app, {}) == ()
    open_entities(app)
    assert publish(app, {}) == (Level(ILES, 11), Level(PORTS, 22))


def test_publishing_again_the_same_day_publishes_nothing(app: Flask) -> None:
    open_entities(app)
    complete(app, 40)
    for _again in range(2):
        assert publish(app, {}) == (Level(ILES, 0), Level(PORTS, 0))
    assert rows(app, select(func.count()).select_from(PublicationRow)) == [(1,)]
    open_entities(app, opened=False)
    publish(app, {})
    assert rows(app, select(func.count()).select_from(PublicationRow)) == [(2,)]


def test_an_entity_that_nobody_completed_in_is_listed_without_a_figure(app: Flask) -> None:
    open_entities(app)
    publish_agents(app, 40)
    with app.app_context(), reading() as connection:
        assert entities.latest(connection)["rivages"].pooled == (ILES, PORTS)
