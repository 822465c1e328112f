"""The demonstration, door by door: a visitor's completion is counted once, and moves the figure by eleven."""

import pytest
from flask import Flask
from sqlalchemy import delete, func, select

from quiz.application import create_app
from quiz.content.module import Module
from quiz.demo.store import seed
from quiz.demo.world import RIVAGES, SMALLEST, UNPUBLISHED
from quiz.identity.guard import given
from quiz.identity.tables import MinistryRow
from quiz.insight.tables import TallyRow
from quiz.insight.tallies.keys import rank_measure
from quiz.settings import Settings
from quiz.storage.transaction import writing
from tests import build
from tests.databases import Database
from tests.page_rules import Page
from tests.taking import paths, rows, take
from tests.visit import Visit


@pytest.fixture
def settings(database: Database) -> Settings:
    return build.settings(database.url, demonstration=True)


@pytest.fixture
def modules() -> tuple[Module, ...]:
    return tuple(build.a_module(slug, items=build.some_items(3)) for slug in ("enjeux", "reseau", "actions"))


@pytest.fixture
def demonstration(app: Flask, clock: build.Clock) -> Flask:
    """The application with its invented world."""
    clock.advance(days=2, hours=2)
    with app.app_context():
        with writing() as connection:
            connection.execute(delete(MinistryRow))
        assert seed(given())
        assert not seed(given())
    return app


def at_least_one(app: Flask) -> int:
    """The agents of the smallest ministry who have completed a module, as no page shows it."""
    query = select(func.sum(TallyRow.agents)).where(
        TallyRow.ministry_id == RIVAGES.id, TallyRow.measure == rank_measure(1)
    )
    return int(rows(app, query)[0][0])


def through(visit: Visit, door: str) -> Page:
    """The page a door leads to."""
    return visit.send(visit.get("/demonstration"), to=f"/portes/{door}")


def test_a_visitors_completion_is_the_eleventh_and_moves_the_figure_by_eleven(
    demonstration: Flask, modules: tuple[Module, ...]
) -> None:
    before = SMALLEST.agents + UNPUBLISHED
    assert at_least_one(demonstration) == before
    referent, agent = Visit(demonstration), Visit(demonstration)
    assert f"{SMALLEST.agents} à {SMALLEST.agents + 10}" in through(referent, "referent").text
    agent.confirm(through(agent, "agent"))
    take(agent, modules[0])
    [path] = paths(demonstration)
    assert (path.ministry_id, path.stage, path.counted) == (RIVAGES.id, 3, 0)
    assert at_least_one(demonstration) == before
    agent.send(agent.get("/demonstration"), to="/publier")
    assert at_least_one(demonstration) == before + 1
    assert f"{SMALLEST.agents + 11} à {SMALLEST.agents + 21}" in referent.get("/tableau-de-bord/rivages").text
    agent.send(agent.get("/demonstration"), to="/publier")
    assert at_least_one(demonstration) == before + 1


def test_every_door_leads_somewhere_and_back(demonstration: Flask) -> None:
    for door, path in (("referent", "/tableau-de-bord/rivages"), ("author", "/redaction"), ("pilot", "/pilotage")):
        visit = Visit(demonstration)
        page = through(visit, door)
        assert page.path == path
        assert "/demonstration" in [link.get("href") for link in page.all("a")]
        assert "fictives" in page.html


def test_an_agent_is_someone_new_at_each_visit(demonstration: Flask, modules: tuple[Module, ...]) -> None:
    for _visitor in range(2):
        visit = Visit(demonstration)
        visit.confirm(through(visit, "agent"))
        take(visit, modules[0])
    assert len({path.person_id for path in paths(demonstration)}) == 2


def test_a_second_module_of_the_same_agent_makes_no_second_agent(
    demonstration: Flask, modules: tuple[Module, ...]
) -> None:
    before = at_least_one(demonstration)
    visit = Visit(demonstration)
    visit.confirm(through(visit, "agent"))
    for module in modules[:2]:
        take(visit, module)
    visit.send(visit.get("/demonstration"), to="/publier")
    assert at_least_one(demonstration) == before + 1


def test_without_the_demonstration_its_doors_are_not_there(database: Database, clock: build.Clock) -> None:
    plain = create_app(build.settings(database.url), clock, build.Chance())
    addresses = {rule.rule for rule in plain.url_map.iter_rules()}
    assert not [address for address in addresses if address.startswith("/demonstration")]
