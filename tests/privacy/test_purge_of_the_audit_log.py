"""The audit log goes after a year, and not a day before; that a role was given, after the role."""

from datetime import datetime, timedelta

import pytest
from flask import Flask
from sqlalchemy import delete, exc

from quiz.identity.audit import store as audit
from quiz.identity.audit.act import COMMAND, Act
from quiz.identity.audit.tables import AuditRow
from quiz.identity.role import Grant, Role
from quiz.identity.roles import store as roles
from quiz.privacy.commands import purge as command
from quiz.storage.transaction import reading, writing
from tests.build import MONDAY, Clock
from tests.granting import grant

DELETED = ("lines_deleted", "2")


def run(app: Flask) -> str:
    """What `quiz people purge` says of the audit log."""
    done = app.test_cli_runner().invoke(command, catch_exceptions=False)
    assert done.exit_code == 0, done.output
    return done.output.rpartition(", ")[2].strip()


def log(app: Flask) -> list[tuple[str, str]]:
    """The acts of the log and what they were about, the newest first."""
    with app.app_context(), reading() as connection:
        return [(entry.act.value, entry.what) for entry in audit.latest(connection, 100)]


def write(app: Flask, act: Act, what: str, at: datetime) -> None:
    """Add a line, written at that moment."""
    with app.app_context(), writing() as connection:
        audit.write(connection, act, COMMAND, what, at)


def test_a_line_goes_after_a_year_and_the_log_says_how_many(app: Flask, clock: Clock) -> None:
    for what in ("rivages", "sentiers"):
        write(app, Act.FIGURES_EXPORTED, what, MONDAY)
    clock.now = MONDAY.replace(year=2027)
    write(app, Act.MODULE_PUBLISHED, "enjeux", clock())
    assert run(app) == "0 lines of the audit log."
    clock.advance(days=1)
    assert run(app) == "2 lines of the audit log."
    assert log(app) == [DELETED, ("module_published", "enjeux")]
    assert run(app) == "0 lines of the audit log."
    assert log(app) == [DELETED, ("module_published", "enjeux")]


def test_that_a_role_was_given_stays_as_long_as_the_role_and_a_year(app: Flask, clock: Clock) -> None:
    until = MONDAY.date() + timedelta(days=700)
    grant(app, "claire@example.org", Grant(Role.PILOT, label="mission, poste 1"))
    grant(app, "sacha@example.org", Grant(Role.REFERENT, "rivages", until, "poste 2"))
    clock.advance(days=700 + 365)
    assert run(app) == "0 lines of the audit log."
    clock.advance(days=1)
    assert run(app) == "1 lines of the audit log."
    assert log(app) == [("lines_deleted", "1"), ("role_granted", "pilot · mission, poste 1")]
    with app.app_context(), reading() as connection:
        assert [given.grant.role for given in roles.given(connection)] == [Role.PILOT]


def test_a_role_taken_back_keeps_both_its_lines_for_a_year_more(app: Flask, clock: Clock) -> None:
    grant(app, "claire@example.org", Grant(Role.AUTHOR, label="poste 3"))
    clock.now = MONDAY.replace(year=2028)
    with app.app_context(), writing() as connection:
        [given] = roles.given(connection)
        assert roles.revoke(connection, given.number, COMMAND, clock())
    clock.advance(days=300)
    assert run(app) == "0 lines of the audit log."
    clock.advance(days=67)
    assert run(app) == "2 lines of the audit log."


def test_the_latest_copy_of_the_database_stays_known(app: Flask, clock: Clock) -> None:
    for _copy in range(2):
        write(app, Act.DATABASE_COPIED, "", MONDAY)
    clock.advance(days=800)
    assert run(app) == "1 lines of the audit log."
    assert log(app) == [("lines_deleted", "1"), ("database_copied", "")]


@pytest.mark.parametrize("days", [0, 200, 364])
def test_the_database_lets_no_younger_line_go(app: Flask, days: int) -> None:
    write(app, Act.FIGURES_EXPORTED, "rivages", MONDAY)
    write(app, Act.LINES_DELETED, "1", MONDAY + timedelta(days=days))
    with app.app_context(), pytest.raises(exc.DBAPIError, match="only added to"), writing() as connection:
        connection.execute(delete(AuditRow).where(AuditRow.what == "rivages"))
    assert len(log(app)) == 2
