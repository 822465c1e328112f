"""One agent who was two persons: joined by the agent, signed in to both, on both databases."""

from collections.abc import Callable, Sequence
from random import Random
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import func, select, update

from quiz.content.module import Module
from quiz.identity.role import Grant, Role
from quiz.identity.tables import IdentityRow, PersonRow, SessionRow, VerifiedEmailRow
from quiz.insight.tallies.keys import ministry_tally
from quiz.insight.tallies.store import fold_everything, totals
from quiz.learning.tables import AttemptRow, PathRow, ResponseRow
from quiz.storage.database import Base
from quiz.storage.transaction import writing
from tests.build import Clock, a_module, some_items
from tests.granting import grant
from tests.taking import answer_to, item_on, rows, start, take
from tests.visit import Visit, form_of

CLAIRE = "claire@example.org"
SLUGS = ("enjeux", "usages", "reseau")


@pytest.fixture
def modules() -> tuple[Module, ...]:
    return tuple(a_module(slug, items=some_items(2), draw=2) for slug in SLUGS)


def prove(visit: Visit) -> None:
    """Say that one is about to prove the other identity."""
    visit.send(visit.get("/rapprochement"), to="/preuve")


def join(visit: Visit) -> None:
    """Say that both are theirs."""
    page = visit.get("/rapprochement")
    [form] = [form for main in page.all("main") for form in main.iter("form") if form.get("action") == "/rapprochement"]
    [token] = [field.attrib["value"] for field in form.iter("input") if field.get("name") == "csrf_token"]
    assert "C’est fait" in visit.checked(visit.post("/rapprochement", {"csrf_token": token}), 200).text


def both(visit: Visit, one: str = "amina", other: str = "amina-bis") -> None:
    """Join the two persons of one browser."""
    visit.sign_in(one)
    prove(visit)
    visit.sign_in(other)
    join(visit)


def count(app: Flask, *tables: Any) -> list[int]:
    """How many rows each table has."""
    return [int(rows(app, select(func.count()).select_from(table))[0][0]) for table in tables]


def checked_tallies(app: Flask) -> dict[str, int]:
    """How many completions each ministry counts, once all is counted and found to be possible."""
    with app.app_context(), writing() as connection:
        fold_everything(connection)
        found = totals(connection, Clock().now.date().replace(year=2030))
    return {
        ministry: sum(module.completed for module in ministry_tally(ministry, SLUGS, counts, None).modules)
        for ministry, counts in found.items()
    }


def test_two_paths_become_one_and_count_once(
    app: Flask, visit: Visit, another_visit: Callable[[], Visit], modules: Sequence[Module]
) -> None:
    take(visit.sign_in("amina"), modules[0])
    other = another_visit().sign_in("amina-bis")
    take(other, modules[0])
    take(other, modules[1])
    both(another_visit())
    assert count(app, PersonRow, IdentityRow, PathRow, AttemptRow, ResponseRow) == [1, 2, 2, 3, 6]
    numbers = rows(app, select(AttemptRow.module_slug, AttemptRow.number))
    assert sorted(numbers) == [("enjeux", 1), ("enjeux", 2), ("usages", 1)]
    assert checked_tallies(app) == {"rivages": 2}
    for subject in ("amina", "amina-bis"):
        page = another_visit().sign_in(subject).get("/mes-resultats")
        assert "Le module enjeux" in page.text
        assert "Le module usages" in page.text


def test_what_is_joined_can_be_gone_on_with_and_still_counts_right(
    app: Flask, visit: Visit, another_visit: Callable[[], Visit], modules: Sequence[Module]
) -> None:
    take(visit.sign_in("amina"), modules[0])
    take(another_visit().sign_in("amina-bis"), modules[1])
    assert checked_tallies(app) == {"rivages": 2}
    both(visit)
    take(visit, modules[2])
    assert checked_tallies(app) == {"rivages": 3}
    assert sorted(rows(app, select(PathRow.module_slug, PathRow.rank))) == [("enjeux", 1), ("reseau", 2), ("usages", 1)]


@pytest.mark.parametrize("seed", range(4))
def test_any_mixture_of_agents_counting_and_joining_stays_possible(
    app: Flask, another_visit: Callable[[], Visit], modules: Sequence[Module], seed: int
) -> None:
    chance = Random(seed)  # noqa: S311 - a seeded sample
    for _ in range(8):
        match chance.randrange(3):
            case 0:
                subject = chance.choice(["un", "deux", "trois"])
                visit = another_visit().sign_in(subject, ministry=chance.choice(["rivages", "sentiers"]))
                take(visit, chance.choice(modules))
            case 1:
                checked_tallies(app)
            case 2:
                one, other = chance.sample(["un", "deux", "trois"], 2)
                visit = another_visit().sign_in(one)
                prove(visit)
                visit.sign_in(other)
                if "Les deux sont à moi" in visit.get("/rapprochement").text:
                    join(visit)
    checked_tallies(app)


def test_of_two_open_attempts_the_one_with_more_answers_goes_on(
    app: Flask, visit: Visit, another_visit: Callable[[], Visit], modules: Sequence[Module]
) -> None:
    start(visit.sign_in("amina"), modules[0])
    other = another_visit().sign_in("amina-bis")
    page = start(other, modules[0])
    form = form_of(page, "/questions/").filled(answer_to(item_on(page, modules[0])))
    other.post(form.action, form.values)
    both(visit)
    assert rows(app, select(AttemptRow.number, AttemptRow.answered)) == [(1, 1)]
    assert count(app, ResponseRow) == [1]


def test_only_the_browser_signed_in_to_both_can_join(
    app: Flask, visit: Visit, another_visit: Callable[[], Visit]
) -> None:
    visit.sign_in("amina")
    another_visit().sign_in("amina-bis")
    page = visit.get("/rapprochement")
    assert "Les deux sont à moi" not in page.text
    token = form_of(page, "/preuve").values["csrf_token"]
    visit.post("/rapprochement", {"csrf_token": token})
    assert count(app, PersonRow) == [2]


def test_signing_in_as_someone_else_joins_nothing_unless_it_was_asked_for(app: Flask, visit: Visit) -> None:
    visit.sign_in("amina").sign_in("bruno")
    assert "Les deux sont à moi" not in visit.get("/rapprochement").text
    assert count(app, SessionRow) == [1]


def test_a_session_that_was_ended_meanwhile_proves_nothing(app: Flask, visit: Visit, clock: Clock) -> None:
    visit.sign_in("amina")
    prove(visit)
    clock.advance(hours=3)
    visit.sign_in("amina-bis")
    page = visit.get("/rapprochement")
    token = form_of(page, "/renoncement").values["csrf_token"]
    with app.app_context(), writing() as connection:
        connection.execute(update(SessionRow).where(SessionRow.opened_at < clock.now).values(expires_at=clock.now))
    visit.post("/rapprochement", {"csrf_token": token})
    assert count(app, PersonRow) == [2]


def test_the_same_person_twice_is_nothing_to_join(app: Flask, visit: Visit) -> None:
    visit.sign_in("amina")
    prove(visit)
    visit.sign_in("amina")
    assert "Les deux sont à moi" not in visit.get("/rapprochement").text
    assert count(app, PersonRow, SessionRow) == [1, 1]


def test_joining_twice_from_two_tabs_changes_nothing_more(app: Flask, visit: Visit) -> None:
    visit.sign_in("amina")
    prove(visit)
    visit.sign_in("amina-bis")
    late = visit.another_tab()
    token = form_of(late.get("/rapprochement"), "/renoncement").values["csrf_token"]
    join(visit)
    assert late.post("/rapprochement", {"csrf_token": token}).status_code in (303, 401)
    assert count(app, PersonRow, IdentityRow) == [1, 2]


def test_leaving_them_apart_closes_the_other_session(app: Flask, visit: Visit) -> None:
    visit.sign_in("amina")
    prove(visit)
    visit.sign_in("amina-bis")
    assert count(app, SessionRow) == [2]
    visit.send(visit.get("/rapprochement"), to="/renoncement")
    assert count(app, SessionRow, PersonRow) == [1, 2]


def test_an_address_known_to_another_person_offers_to_join_them(
    app: Flask, visit: Visit, another_visit: Callable[[], Visit]
) -> None:
    another_visit().sign_in("proconnect-1", email=CLAIRE)
    visit.sign_in("courriel", email="Claire@example.org")
    page = visit.follow(visit.get("/"), "les réunir")
    assert page.path == "/rapprochement"
    prove(visit)
    visit.sign_in("proconnect-1", email=CLAIRE)
    join(visit)
    assert count(app, PersonRow, IdentityRow, VerifiedEmailRow) == [1, 2, 1]
    assert "les réunir" not in visit.get("/").text


def test_a_role_stays_with_its_address(app: Flask, visit: Visit) -> None:
    grant(app, CLAIRE, Grant(Role.AUTHOR))
    visit.sign_in("amina")
    prove(visit)
    visit.sign_in("claire", email=CLAIRE)
    join(visit)
    visit.get("/redaction")


def test_every_table_that_names_a_person_is_thought_of() -> None:
    named = {table.name for table in Base.metadata.sorted_tables if "person_id" in table.columns}
    moved = {"path", "uncounted", "attempt", "response", "identity", "verified_email", "absorbed"}
    dropped = {"session", "held_post"}
    assert named == moved | dropped, "what does joining do with it? (identity/joining/store.absorb)"


def test_two_joined_then_erased_leave_nothing_and_stay_counted_once(
    app: Flask, visit: Visit, another_visit: Callable[[], Visit], modules: Sequence[Module]
) -> None:
    take(visit.sign_in("amina", email=CLAIRE), modules[0])
    take(another_visit().sign_in("amina-bis"), modules[0])
    both(visit)
    assert checked_tallies(app) == {"rivages": 1}
    visit.send(visit.get("/mes-donnees/effacement"), to="/mes-donnees/effacement")
    assert count(app, PersonRow, IdentityRow, VerifiedEmailRow, PathRow, AttemptRow, ResponseRow, SessionRow) == [0] * 7
    assert checked_tallies(app) == {"rivages": 1}
    # Whoever comes back by either way is someone new, with nothing done.
    for subject in ("amina", "amina-bis"):
        assert "Le module enjeux" not in another_visit().sign_in(subject).get("/mes-resultats").text
    assert count(app, PersonRow, IdentityRow) == [2, 2]
