"""Closed quarters in the long table, and other actions in a table of their own, in every format."""

import io
from datetime import date

import pytest
from flask import Flask
from python_calamine import CalamineWorkbook

from quiz.identity.guard import given
from quiz.insight.actions import store as actions
from quiz.insight.actions.action import Action
from quiz.insight.exports.other_actions import ACTION_COLUMNS
from quiz.insight.exports.page import Extent, Format
from quiz.insight.quarters import store as quarters
from quiz.storage.transaction import writing
from tests.build import Clock
from tests.visit import Visit

from ..published import publish_agents
from .files import rows_of, taken

WORKSHOP = Action("=1+1 ; @atelier", date(2026, 10, 6), 64, '+HYPERLINK("http://example.org")')


@pytest.fixture
def closed(app: Flask, clock: Clock) -> None:
    """A quarter closed, more agents since, and an action of two ministries."""
    publish_agents(app, 50, day=date(2026, 9, 15))
    with app.app_context(), writing() as connection:
        assert quarters.close(connection, date(2026, 9, 30), 11, given().clock())
        for ministry in ("rivages", "sentiers"):
            actions.declare(connection, ministry, WORKSHOP, given().clock())
    publish_agents(app, 33, day=date(2026, 10, 12))


@pytest.mark.usefixtures("closed")
def test_a_closed_quarter_is_taken_away_as_it_was_closed_in_every_format(referent: Visit) -> None:
    files = [rows_of(taken(referent, format=each.value, extent=Extent.QUARTERS.value)) for each in Format]
    for rows in files:
        assert rows == files[0]
        assert {(row["trimestre"], row["arrete_au"]) for row in rows} == {("2026-T3", "2026-09-30")}
        [one] = [row for row in rows if row["mesure"] == "au_moins_un_module"]
        assert one["affichage"] == "44 à 54"
        assert {row["periode"] for row in rows} == {"depuis l’ouverture du service, jusqu’au 30 septembre 2026"}
    weekly = rows_of(taken(referent, format=Format.CSV_COMMA.value, extent=Extent.ALL.value))
    assert {row["trimestre"] for row in weekly} == {""}
    assert {row["periode"] for row in weekly} == {"depuis l’ouverture du service"}
    assert "77 à 87" in {row["affichage"] for row in weekly}


@pytest.mark.usefixtures("closed")
def test_other_actions_of_ones_ministries_are_a_table_of_their_own(referent: Visit) -> None:
    for each in Format:
        rows = rows_of(taken(referent, format=each.value, extent=Extent.ACTIONS.value))
        [only] = rows
        assert list(only) == [column.name for column in ACTION_COLUMNS]
        assert (only["action_ministere"], only["action_participants"]) == ("rivages", "64")
        # Typed by someone: it runs in no program, whatever the format.
        before = "'" if "csv" in each.value else ""
        assert only["action_source"] == before + WORKSHOP.source
        assert only["action_titre"].replace("'", "") == WORKSHOP.title
    answer = taken(referent, format=Format.XLSX.value)
    book = CalamineWorkbook.from_filelike(io.BytesIO(answer.get_data()))
    assert book.sheet_names == ["Chiffres", "Autres actions", "Dictionnaire"]
    assert "64" not in {row["maximum"] for row in rows_of(answer)}


def test_what_is_not_there_yet_is_not_offered_and_changes_nothing(app: Flask, referent: Visit) -> None:
    publish_agents(app, 50)
    page = referent.get("/exports")
    offered = {field.get("value") for field in page.all("input") if field.get("name") == "extent"}
    assert offered == {Extent.LATEST.value, Extent.ALL.value}
    for extent in (Extent.QUARTERS, Extent.ACTIONS):
        values = {"extent": extent.value, "format": "xlsx", "csrf_token": referent.token("/exports")}
        referent.checked(referent.post("/exports", values), 422)
