"""The audit log: written with the act, read by those who answer for the service, changed by nobody."""

import doctest

import pytest
from flask import Flask
from sqlalchemy import delete, exc, text, update

from quiz.identity.audit import act, store
from quiz.identity.audit.act import Act, Entry, Who
from quiz.identity.audit.tables import AuditRow
from quiz.identity.role import Grant, Role
from quiz.identity.roles import given
from quiz.storage.transaction import reading, writing
from tests.build import MONDAY
from tests.granting import grant
from tests.visit import Visit

PILOT = Who("pilot", "mission, poste 1")


def log(app: Flask) -> tuple[Entry, ...]:
    """The whole log, the newest first."""
    with app.app_context(), reading() as connection:
        return store.latest(connection, 1000)


@pytest.fixture
def written(app: Flask) -> Flask:
    """The application, with one line in its log."""
    with app.app_context(), writing() as connection:
        store.write(connection, Act.FIGURES_EXPORTED, PILOT, "rivages", MONDAY)
    return app


def test_a_line_says_when_what_and_by_which_role(written: Flask) -> None:
    [entry] = log(written)
    assert (entry.at, entry.act, entry.who, entry.what) == (MONDAY, Act.FIGURES_EXPORTED, PILOT, "rivages")


@pytest.mark.parametrize(
    "change", [update(AuditRow).values(what="rien"), delete(AuditRow), text("DELETE FROM audit WHERE id > 0")]
)
def test_no_line_can_be_changed_or_deleted(written: Flask, change: object) -> None:
    before = log(written)
    with written.app_context(), pytest.raises(exc.DBAPIError, match="only added to"), writing() as connection:
        connection.execute(change)  # type: ignore[call-overload]
    assert log(written) == before


def test_the_log_cannot_be_emptied_on_postgresql_either(written: Flask) -> None:
    with written.app_context(), writing() as connection:
        if connection.dialect.name != "postgresql":
            pytest.skip("SQLite has no TRUNCATE")
        with pytest.raises(exc.DBAPIError, match="only added to"), connection.begin_nested():
            connection.execute(text("TRUNCATE audit"))
    assert len(log(written)) == 1


def test_an_act_that_is_undone_leaves_no_line(app: Flask) -> None:
    with app.app_context(), pytest.raises(ZeroDivisionError), writing() as connection:
        store.write(connection, Act.MODULE_PUBLISHED, PILOT, "enjeux", MONDAY)
        raise ZeroDivisionError
    assert log(app) == ()


@pytest.mark.parametrize("role", [Role.PILOT, Role.OPERATOR])
def test_those_who_answer_for_the_service_read_the_log(written: Flask, visit: Visit, role: Role) -> None:
    grant(written, "claire@example.org", Grant(role, label="poste 1"))
    page = visit.sign_in("claire", email="claire@example.org").get("/journal")
    assert "Chiffres exportés" in page.text
    assert "Pilote (mission, poste 1)" in page.text
    assert "Exploitant, par commande" in page.text


@pytest.mark.parametrize("role", [Role.AGENT, Role.AUTHOR, Role.REFERENT])
def test_others_do_not(app: Flask, visit: Visit, role: Role) -> None:
    grant(app, "claire@example.org", Grant(role, "rivages" if role is Role.REFERENT else None))
    visit.sign_in("claire", email="claire@example.org").get("/journal", status=403)


def test_older_acts_are_one_link_away(app: Flask, visit: Visit) -> None:
    with app.app_context(), writing() as connection:
        for number in range(60):
            store.write(connection, Act.MODULE_PUBLISHED, PILOT, f"module-{number:02}", MONDAY)
    grant(app, "claire@example.org", Grant(Role.PILOT))
    page = visit.sign_in("claire", email="claire@example.org").get("/journal")
    assert "module-59" in page.text
    assert "module-05" not in page.text
    older = visit.follow(page, "plus anciens")
    assert "module-00" in older.text
    assert "module-59" not in older.text


@pytest.mark.parametrize("number", ["0", "rien", "9" * 30, "-1"])
def test_an_address_typed_by_hand_is_no_defect(written: Flask, visit: Visit, number: str) -> None:
    grant(written, "claire@example.org", Grant(Role.PILOT))
    visit.sign_in("claire", email="claire@example.org").get(f"/journal?avant={number}")


def test_the_examples_hold() -> None:
    assert doctest.testmod(act).failed == doctest.testmod(given).failed == 0
