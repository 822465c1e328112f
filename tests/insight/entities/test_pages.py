"""Levels of entities on the dashboards of a ministry and of an entity: the same, and nothing under the threshold."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from flask import Flask

from quiz.identity.ministry import Entity
from quiz.identity.organisation import store as organisations
from quiz.identity.role import Grant, Role
from quiz.insight.entities import store as entities
from quiz.storage.transaction import writing
from tests.build import Clock
from tests.insight.published import publish_agents
from tests.visit import Visit

MINISTRY = "/tableau-de-bord/rivages"
PORTS = f"{MINISTRY}/entites/rivages.ports"


@pytest.fixture
def counted(app: Flask) -> Flask:
    """A ministry whose agents named two entities: thirty the one, four the other."""
    with app.app_context(), writing() as connection:
        organisations.open_entities(connection, "rivages", True)
        ports, islands = Entity("rivages.ports", "rivages", "Ports"), Entity("rivages.iles", "rivages", "Îles")
        organisations.save_entities(connection, (ports, islands))
        entities.add(connection, "rivages", {"rivages.ports": 30, "rivages.iles": 4})
    return app


def test_entities_stand_under_the_ministry_and_the_small_ones_together(counted: Flask, referent: Visit) -> None:
    publish_agents(counted, 60)
    lines = [" ".join(row.itertext()) for table in referent.get(MINISTRY).all("table") for row in table.iter("tr")]
    assert any("Ports" in line and "au moins 22" in line for line in lines)
    assert any("Autres (1 regroupée)" in line and "Îles" in line and "non affiché" in line for line in lines)
    assert "Au moins 22 agents" in referent.get(PORTS).text


def test_under_the_threshold_nothing_is_told_of_entities(counted: Flask, referent: Visit) -> None:
    publish_agents(counted, 8)
    assert "Par entité" not in referent.get(MINISTRY).text
    assert "Aucun chiffre de cette entité n’est encore publié" in referent.get(PORTS).text


def test_a_ministry_that_has_not_opened_its_entities_has_no_such_table(app: Flask, referent: Visit) -> None:
    publish_agents(app, 60)
    assert "Par entité" not in referent.get(MINISTRY).text


def test_who_held_the_role_of_an_entity_reads_what_was_told_then(
    counted: Flask, clock: Clock, signed_in: Callable[[Grant], Visit]
) -> None:
    publish_agents(counted, 60)
    former = signed_in(
        Grant(Role.ENTITY_REFERENT, "rivages", until=clock().date() + timedelta(days=1), entity_id="rivages.ports")
    )
    clock.advance(days=3)
    with counted.app_context(), writing() as connection:
        entities.add(connection, "rivages", {"rivages.ports": 30})
    publish_agents(counted, 60)
    former.sign_in("entity_referent", email="entity_referent@exemple.invalid")
    assert "Au moins 22 agents" in former.get(PORTS).text
