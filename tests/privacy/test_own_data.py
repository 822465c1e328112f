"""Everything kept of someone: seen, taken away, and erased at once with a receipt; figures keep their counts."""

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path
from uuid import UUID

import pytest
from flask import Flask
from sqlalchemy import func, select

from quiz.content.module import Module
from quiz.identity.role import Grant, Role
from quiz.identity.tables import PersonRow
from quiz.insight import store as insight
from quiz.insight.tables import TallyRow
from quiz.insight.tallies import store as counted
from quiz.privacy import store
from quiz.privacy.tables import ErasureRow
from quiz.storage.database import Base
from quiz.storage.transaction import writing
from tests.build import MONDAY, Clock
from tests.granting import grant
from tests.page_rules import Page
from tests.taking import responses, rows, start, take
from tests.visit import Visit, form_of


def dump(app: Flask) -> str:
    """Every value of every table, as text."""
    return "\n".join(str(row) for table in Base.metadata.sorted_tables for row in rows(app, select(table)))


def persons(app: Flask) -> list[UUID]:
    """The ids of everyone known."""
    return [row.id for row in rows(app, select(PersonRow.id).order_by(PersonRow.created_at))]


def erase(visit: Visit) -> Page:
    """Erase everything, from the page of one's data to the receipt."""
    return visit.send(visit.follow(visit.get("/mes-donnees"), "Effacer"), to="/mes-donnees/effacement")


def totals(app: Flask) -> dict[tuple[str, str, str], int]:
    """The agents of each measure, whatever the day."""
    keys = (TallyRow.ministry_id, TallyRow.module_slug, TallyRow.measure)
    found = rows(app, select(*keys, func.sum(TallyRow.agents)).group_by(*keys))
    return {(row[0], row[1], row[2]): int(row[3]) for row in found}


def fold(app: Flask) -> None:
    """What the publisher does first."""
    with app.app_context(), writing() as connection:
        counted.fold_everything(connection)


def test_one_sees_results_and_answers_in_plain_words(app: Flask, visit: Visit, modules: tuple[Module, ...]) -> None:
    take(visit.sign_in(), modules[0])
    page = visit.get("/mes-donnees")
    for words in ("Le module enjeux", "Ministère des Rivages", "23 novembre 2026", "Proposition a", "4.4", "gardée"):
        assert words in page.text, words
    another = visit.sign_in("bruno").get("/mes-donnees")
    assert "Le module enjeux" not in another.text


def test_an_answer_that_was_not_known_is_told_so(visit: Visit, modules: tuple[Module, ...]) -> None:
    page = start(visit.sign_in(), modules[0])
    form = form_of(page, "/questions/")
    visit.post(form.action, {**form.values, "dont_know": "1"})
    assert "Je ne sais pas" in visit.get("/mes-donnees").text


def test_the_file_holds_every_column_of_every_row(
    app: Flask, visit: Visit, another_visit: Callable[[], Visit], modules: tuple[Module, ...]
) -> None:
    take(visit.sign_in(), modules[0])
    another_visit().sign_in("bruno")
    response = visit.client.get("/mes-donnees/fichier")
    assert response.headers["Content-Disposition"] == 'attachment; filename="mes-donnees-2026-11-23.json"'
    assert response.headers["Cache-Control"] == "no-store"
    kept = json.loads(response.text)["kept"]
    person = persons(app)[0]
    for table, whose in store.whose().items():
        own = rows(app, select(table).where(whose == person))
        assert len(kept[table.name]) == len(own)
        assert all(set(row) == set(table.columns.keys()) for row in kept[table.name])
    assert len(kept["response"]) == len(responses(app)) == 3
    assert kept["response"][0]["given"]["values"]


def test_nothing_of_anyone_else_is_in_the_file(app: Flask, another_visit: Callable[[], Visit]) -> None:
    first, second = another_visit().sign_in("amina"), another_visit().sign_in("bruno")
    amina, bruno = persons(app)
    told = second.client.get("/mes-donnees/fichier").text
    assert str(bruno) in told or str(amina) in told
    assert not (str(bruno) in told and str(amina) in told)
    assert first.client.get("/mes-donnees/fichier").text != told


def test_once_erased_nothing_anywhere_leads_to_the_person(
    app: Flask, visit: Visit, another_visit: Callable[[], Visit], modules: tuple[Module, ...]
) -> None:
    grant(app, "amina@example.org", Grant(Role.AUTHOR))
    take(visit.sign_in("amina", email="amina@example.org"), modules[0])
    start(visit, modules[1])
    elsewhere = another_visit().sign_in("amina", email="amina@example.org")
    [person] = persons(app)
    keyed = [column for table in Base.metadata.sorted_tables for column in table.columns if column.info.get("keyed")]
    hashes = {row[0] for column in keyed for row in rows(app, select(column))}
    assert len(hashes) == 2
    assert all(word in dump(app) for word in (str(person), *hashes))
    page = erase(visit)
    assert "23 novembre 2026" in page.text
    left = dump(app)
    assert [word for word in (str(person), person.hex, *hashes) if word in left] == []
    for each in (visit, elsewhere):
        assert each.get("/mes-resultats").path.startswith("/connexion")


def test_coming_back_is_being_someone_new(app: Flask, visit: Visit, modules: tuple[Module, ...]) -> None:
    take(visit.sign_in("amina"), modules[0])
    [before] = persons(app)
    erase(visit)
    page = visit.sign_in("amina").get("/mes-resultats")
    assert persons(app) != [before]
    assert "Le module enjeux" not in page.text


@pytest.mark.parametrize("folded", [False, True])
def test_figures_keep_what_the_erased_person_did(
    app: Flask, visit: Visit, another_visit: Callable[[], Visit], modules: tuple[Module, ...], folded: bool
) -> None:
    take(another_visit().sign_in("bruno"), modules[0])
    take(visit.sign_in("amina"), modules[0])
    start(visit, modules[1])
    if folded:
        fold(app)
    erase(visit)
    fold(app)
    assert totals(app) == {
        ("rivages", "enjeux", "started"): 2,
        ("rivages", "enjeux", "completed"): 2,
        ("rivages", "enjeux", "passed"): 2,
        ("rivages", "usages", "started"): 1,
        ("rivages", "", "agents-1"): 2,
    }
    days = rows(app, select(TallyRow.day, func.sum(TallyRow.agents)).group_by(TallyRow.day).order_by(TallyRow.day))
    # The one who is gone is left in the month, at its first day; the other keeps the day.
    assert [tuple(row) for row in days] == [(date(2026, 11, 1), 5), (date(2026, 11, 23), 4)]


def test_figures_are_published_the_same_before_and_after(
    app: Flask, visit: Visit, another_visit: Callable[[], Visit], modules: tuple[Module, ...], clock: Clock
) -> None:
    for number in range(12):
        take(another_visit().sign_in(f"agent-{number}"), modules[0])
    take(visit.sign_in("amina"), modules[0])

    def published() -> object:
        with app.app_context(), writing() as connection:
            publication = insight.publish(connection, 11, clock())
            assert publication is not None
            return insight.figures(connection, publication)

    before = published()
    erase(visit)
    clock.advance(days=7)
    assert published() == before


def test_the_receipt_can_be_read_again_and_no_other_can_be_made(visit: Visit, clock: Clock) -> None:
    page = erase(visit.sign_in())
    code = page.path.partition("code=")[2]
    assert len(code) == 19
    clock.advance(days=400)
    assert code in visit.get(f"/mes-donnees/recu?jour=2026-11-23&code={code}").text
    for forged in (f"jour=2026-11-24&code={code}", f"jour=2026-11-23&code=0{code[1:]}1", "jour=demain&code=", ""):
        visit.get(f"/mes-donnees/recu?{forged}", status=404)


def test_two_erasures_give_two_codes_and_leave_two_lines_that_no_one_can_read(
    app: Flask, another_visit: Callable[[], Visit], tmp_path: Path
) -> None:
    codes = {erase(another_visit().sign_in(name)).path for name in ("amina", "bruno")}
    assert len(codes) == 2
    kept = rows(app, select(ErasureRow.person_hash, ErasureRow.erased_on))
    assert {row.erased_on for row in kept} == {MONDAY.date()}
    assert len({row.person_hash for row in kept}) == 2
    for file in tmp_path.glob("*.erasures.jsonl"):
        assert {json.loads(line)["person"] for line in file.read_text("utf-8").splitlines()} == {
            row.person_hash for row in kept
        }
        assert file.stat().st_mode & 0o077 == 0


def test_an_erasure_is_a_post_with_the_token_of_the_page(visit: Visit) -> None:
    visit.sign_in()
    visit.get("/mes-donnees/effacement")
    assert visit.post("/mes-donnees/effacement", {}).status_code == 400
    assert visit.get("/mes-donnees").heading == "Mes données"


def test_a_journal_that_cannot_be_written_erases_nothing_and_says_so(app: Flask, visit: Visit, tmp_path: Path) -> None:
    if app.extensions["quiz_given"].settings.database_url.startswith("postgresql"):
        pytest.skip("on PostgreSQL the journal is where the operator sets it")
    visit.sign_in()
    (tmp_path / "quiz.db.erasures.jsonl").mkdir()
    app.config["PROPAGATE_EXCEPTIONS"] = False
    page = visit.get("/mes-donnees/effacement")
    assert visit.send(page, to="/mes-donnees/effacement", status=500).heading
    assert len(persons(app)) == 1


def test_a_role_held_is_told_before_it_ends(app: Flask, visit: Visit) -> None:
    grant(app, "claire@example.org", Grant(Role.AUTHOR))
    assert "Le rôle" in visit.sign_in("claire", email="claire@example.org").get("/mes-donnees/effacement").text
    assert "Le rôle" not in visit.sign_in("amina").get("/mes-donnees/effacement").text
