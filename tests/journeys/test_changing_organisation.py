"""An agent moves, or made a mistake: what was counted stays, what was not follows, and nothing counts twice."""

from collections.abc import Callable

import pytest
from flask import Flask
from sqlalchemy import func, select

from quiz.content.module import Module
from quiz.identity.ministry import Entity
from quiz.identity.organisation import store as organisations
from quiz.identity.tables import PersonRow
from quiz.insight import store as insight
from quiz.insight.entities.tables import EntityTallyRow
from quiz.insight.tables import TallyRow
from quiz.privacy.commands import purge
from quiz.storage.transaction import writing
from tests.build import Clock, a_module
from tests.taking import paths, rows, start, take
from tests.visit import Visit, form_of

CHANGE = "/mon-ministere/changement"


@pytest.fixture
def modules() -> tuple[Module, ...]:
    return tuple(a_module(slug) for slug in ("enjeux", "usages", "actions"))


@pytest.fixture
def publish(app: Flask, clock: Clock) -> Callable[[], None]:
    """Publish the figures now."""

    def publishing() -> None:
        with app.app_context(), writing() as connection:
            insight.publish(connection, 11, clock())

    return publishing


def tallies(app: Flask) -> dict[tuple[str, str, str], int]:
    """The tallies, whatever the day; what has gone back to nothing is left out."""
    query = select(TallyRow.ministry_id, TallyRow.module_slug, TallyRow.measure, func.sum(TallyRow.agents))
    found = rows(app, query.group_by(TallyRow.ministry_id, TallyRow.module_slug, TallyRow.measure))
    assert all(agents >= 0 for *_key, agents in found)
    return {(ministry, module, measure): int(agents) for ministry, module, measure, agents in found if agents}


def counted(ministry: str, *modules: str) -> dict[tuple[str, str, str], int]:
    """What one agent counts for in a ministry, with these modules passed."""
    each = {(ministry, module, measure): 1 for module in modules for measure in ("started", "completed", "passed")}
    return each | {(ministry, "", f"agents-{rank}"): 1 for rank in range(1, len(modules) + 1)}


def change(visit: Visit, reason: str, ministry: str, **more: str) -> None:
    """Say so, and agree to what it does."""
    page = visit.send(visit.get(CHANGE), {"reason": reason, "ministry": ministry})
    done = visit.send(page, more)
    assert done.path == "/mon-ministere"


def test_a_move_leaves_the_past_where_it_was(
    app: Flask, visit: Visit, modules: tuple[Module, ...], publish: Callable[[], None]
) -> None:
    visit.sign_in()
    take(visit, modules[0])
    change(visit, "mutation", "sentiers")
    assert rows(app, select(PersonRow.ministry_id, PersonRow.ministry_evidence)) == [("sentiers", "chosen")]
    take(visit, modules[1])
    publish()
    assert tallies(app) == counted("rivages", "enjeux") | counted("sentiers", "usages")


def test_a_correction_takes_along_what_is_not_counted_yet(
    app: Flask, visit: Visit, modules: tuple[Module, ...], publish: Callable[[], None]
) -> None:
    visit.sign_in()
    take(visit, modules[0])
    take(visit, modules[1])
    page = visit.send(visit.get(CHANGE), {"reason": "correction", "ministry": "sentiers"})
    assert "Le module enjeux" in page.text
    assert "Le module usages" in page.text
    visit.send(page)
    publish()
    assert tallies(app) == counted("sentiers", "enjeux", "usages")


def test_a_correction_leaves_and_tells_what_is_counted_already(
    app: Flask, visit: Visit, modules: tuple[Module, ...], publish: Callable[[], None]
) -> None:
    visit.sign_in()
    take(visit, modules[0])
    publish()
    take(visit, modules[1])
    page = visit.send(visit.get(CHANGE), {"reason": "correction", "ministry": "sentiers"})
    assert page.text.index("Le module usages") < page.text.index("Déjà dans les chiffres")
    assert page.text.index("Déjà dans les chiffres") < page.text.index("Le module enjeux")
    visit.send(page)
    publish()
    assert tallies(app) == counted("rivages", "enjeux") | counted("sentiers", "usages")


@pytest.mark.parametrize("reason", ["correction", "mutation"])
def test_a_start_that_was_counted_elsewhere_follows_its_completion(
    app: Flask, visit: Visit, modules: tuple[Module, ...], publish: Callable[[], None], reason: str
) -> None:
    start(visit.sign_in(), modules[0])
    publish()
    assert tallies(app) == {("rivages", "enjeux", "started"): 1}
    change(visit, reason, "sentiers")
    take(visit, modules[0])
    # A purge leaves what no folding has used yet.
    app.test_cli_runner().invoke(purge, catch_exceptions=False)
    assert [(path.ministry_id, path.start_ministry_id) for path in paths(app)] == [("sentiers", "rivages")]
    publish()
    assert tallies(app) == counted("sentiers", "enjeux")
    app.test_cli_runner().invoke(purge, catch_exceptions=False)
    assert [path.start_ministry_id for path in paths(app)] == [None]
    publish()
    assert tallies(app) == counted("sentiers", "enjeux")


def test_figures_counted_between_the_page_and_the_click_are_told_before_anything_changes(
    app: Flask, visit: Visit, modules: tuple[Module, ...], publish: Callable[[], None]
) -> None:
    visit.sign_in()
    take(visit, modules[0])
    page = visit.send(visit.get(CHANGE), {"reason": "correction", "ministry": "sentiers"})
    publish()
    again = visit.send(page, status=409)
    assert "Déjà dans les chiffres" in again.text
    assert rows(app, select(PersonRow.ministry_id)) == [("rivages",)]
    visit.send(again)
    assert rows(app, select(PersonRow.ministry_id)) == [("sentiers",)]
    assert tallies(app) == counted("rivages", "enjeux")


def test_the_entity_is_frozen_at_completion_like_the_ministry(
    app: Flask, visit: Visit, modules: tuple[Module, ...], publish: Callable[[], None]
) -> None:
    with app.app_context(), writing() as connection:
        organisations.open_entities(connection, "rivages", True)
        organisations.save_entities(
            connection, (Entity("rivages.ports", "rivages", "Ports"), Entity("rivages.iles", "rivages", "Îles"))
        )
    visit.sign_in()
    take(visit, modules[0])
    visit.send(visit.get("/mon-ministere/entite"), {"entity": "rivages.ports"})
    take(visit, modules[1])
    change(visit, "mutation", "rivages", entity="rivages.iles")
    take(visit, modules[2])
    frozen = {path.module_slug: (path.ministry_id, path.entity_id, path.rank, path.entity_rank) for path in paths(app)}
    assert frozen == {
        "enjeux": ("rivages", None, 1, 1),
        "usages": ("rivages", "rivages.ports", 2, 1),
        "actions": ("rivages", "rivages.iles", 3, 1),
    }
    publish()
    assert tallies(app) == counted("rivages", "enjeux", "usages", "actions")
    in_entities = select(EntityTallyRow.entity_id, EntityTallyRow.agents).order_by(EntityTallyRow.entity_id)
    assert rows(app, in_entities) == [("rivages.iles", 1), ("rivages.ports", 1)]
    same = visit.send(visit.get(CHANGE), {"reason": "correction", "ministry": "rivages"})
    visit.send(same, {"entity": "rivages.iles"}, status=422)


def test_what_is_missing_is_told_and_nothing_changes(app: Flask, visit: Visit) -> None:
    visit.sign_in()
    page = visit.send(visit.get(CHANGE), {"ministry": ""}, status=422)
    assert "Dites si vous avez changé de ministère" in page.text
    page = visit.send(page, {"reason": "correction", "ministry": "rivages"}, status=422)
    assert "C’est déjà votre ministère" in page.text
    visit.get(f"{CHANGE}?reason=ailleurs&ministry=nulle-part", 422)
    assert rows(app, select(PersonRow.ministry_id)) == [("rivages",)]


@pytest.mark.parametrize(
    "forged", [{"ministry": "inconnu"}, {"reason": "promotion"}, {"entity": "rivages.ports"}, {"ministry": ""}]
)
def test_a_change_that_no_page_of_ours_sends_is_refused(app: Flask, visit: Visit, forged: dict[str, str]) -> None:
    page = visit.sign_in().get(f"{CHANGE}?reason=correction&ministry=sentiers")
    visit.checked(visit.post(CHANGE, {**form_of(page).values, **forged}), 400)
    assert rows(app, select(PersonRow.ministry_id)) == [("rivages",)]


def test_one_who_has_no_organisation_yet_is_asked_first(visit: Visit) -> None:
    assert visit.sign_in(ministry=None).get(CHANGE).path.startswith("/mon-ministere?suite=")
