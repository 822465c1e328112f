"""Ministries as they are now, on the page of the one that grew, of the one that lost a part, and for the pilot."""

from datetime import date, timedelta

import pytest
from flask import Flask

from quiz.identity.guard import given
from quiz.identity.ministry import Entity, Ministry
from quiz.identity.organisation import store as organisations
from quiz.identity.organisation.changes import Change
from quiz.identity.organisation.loading import Organisations
from quiz.insight.entities import store as entities
from quiz.insight.exports.page import Format
from quiz.insight.headcount import Headcount
from quiz.insight.headcounts import store as headcounts
from quiz.storage.transaction import writing
from tests.build import MINISTRIES, MONDAY, Clock
from tests.insight.exports.files import rows_of, taken
from tests.insight.published import publish_agents
from tests.insight.test_report import bare
from tests.insight.test_report import taken as report_taken
from tests.interop.test_api import asked, made
from tests.visit import Visit

PAGE = "/tableau-de-bord/{}"
PHARES = Ministry("phares", "Ministère des Phares", "Phares")
PORTS = Entity("rivages.ports", "rivages", "Ports")
# A week after the first publication of these tests, a week before the second one.
DAY = MONDAY.date() + timedelta(days=7)


def reorganise(app: Flask, *changes: Change) -> None:
    """A ministry more, an entity, and what became of them."""
    with app.app_context(), writing() as connection:
        organisations.save(connection, Organisations((*MINISTRIES, PHARES), (PORTS,), changes=changes))
        organisations.open_entities(connection, "rivages", True)


def tables(page: Visit) -> dict[str, list[str]]:
    """The rows of each table, by its caption."""
    found = {}
    for table in page.all("table"):
        [caption] = table.iter("caption")
        found["".join(caption.itertext())] = [
            " | ".join("".join(cell.itertext()) for cell in row) for row in table.iter("tr")
        ]
    return found


@pytest.fixture
def merged(app: Flask, clock: Clock) -> Flask:
    """Sixty agents of one ministry, thirty of another that has joined it since."""
    reorganise(app)
    publish_agents(app, 30, "phares")
    publish_agents(app, 60)
    reorganise(app, Change(DAY, "phares", "rivages"))
    clock.advance(days=14)
    publish_agents(app, 5)
    return app


def test_a_ministry_is_read_with_the_one_that_joined_it(merged: Flask, referent: Visit) -> None:
    page = referent.get(PAGE.format("rivages"))
    assert tables(page)["Ministère des Rivages"] == [
        "Compté dans | Au moins un module | Parcours complet",
        "Ministère des Rivages | 55 à 65 | 55 à 65",
        "Ministère des Phares | 22 à 32 | 22 à 32",
        "Ensemble | entre 77 et 97 | entre 77 et 97",
    ]
    # As it was stays what it is.
    assert "55 à 65 agents" in page.text


def test_before_the_day_nothing_is_read_otherwise(app: Flask, referent: Visit) -> None:
    reorganise(app, Change(DAY, "phares", "rivages"))
    publish_agents(app, 60)
    assert "Selon l’organisation d’aujourd’hui" not in referent.get(PAGE.format("rivages")).text


def test_a_rate_is_over_a_headcount_counted_since(merged: Flask, referent: Visit, clock: Clock) -> None:
    for on, expected in ((date(2026, 1, 1), "entre 77 et 97"), (DAY, "entre 77 et 97 (8 à 10\u202f%)")):
        with merged.app_context(), writing() as connection:
            headcount = Headcount(1_000, on, "Bilan social", "Tous les services")
            headcounts.declare(connection, "rivages", headcount, given().clock())
        clock.advance(days=7)
        publish_agents(merged, 0)
        referent.sign_in("referent", email="referent@exemple.invalid")
        together = tables(referent.get(PAGE.format("rivages")))["Ministère des Rivages"][-1]
        assert together == f"Ensemble | {expected} | entre 77 et 97"


@pytest.fixture
def split(app: Flask, clock: Clock) -> Flask:
    """Sixty agents, thirty of an entity that has left since, and two dozen more after that."""
    reorganise(app)
    with app.app_context(), writing() as connection:
        entities.add(connection, "rivages", {PORTS.id: 30})
    publish_agents(app, 60)
    publish_agents(app, 40, "sentiers")
    reorganise(app, Change(DAY, "rivages", "sentiers", PORTS.id))
    for _week in range(2):
        clock.advance(days=7)
        publish_agents(app, 0)
    publish_agents(app, 24, day=DAY + timedelta(days=1))
    return app


def test_an_entity_is_read_where_it_is_now_and_what_it_left_apart(split: Flask, pilot: Visit) -> None:
    found = tables(pilot.get("/pilotage"))
    assert found["Ministère des Rivages"][1:] == [
        "Ministère des Rivages, à partir du 30 novembre 2026 | entre 12 et 32 | entre 12 et 32",
    ]
    assert found["Ministère des Rivages (avant la scission du 30 novembre 2026)"][1:] == [
        "Ministère des Rivages, avant le 30 novembre 2026 | au plus 43 | au plus 65",
    ]
    assert found["Ministère des Sentiers"][1:] == [
        "Ministère des Sentiers | 33 à 43 | 33 à 43",
        "Ports (Ministère des Rivages), avant le 30 novembre 2026 | au moins 22 | non affiché",
        "Ensemble | au moins 55 | au moins 33",
    ]


def test_a_referent_reads_the_places_of_their_own_ministry_alone(split: Flask, referent: Visit) -> None:
    found = tables(referent.get(PAGE.format("rivages")))
    assert "Ministère des Sentiers" not in found
    assert "Par module : Ministère des Rivages" in {name.replace("\xa0", " ") for name in found}


def test_files_the_api_and_the_report_hold_what_the_page_prints(merged: Flask, referent: Visit, pilot: Visit) -> None:
    [found] = tables(referent.get(PAGE.format("rivages")))["Ministère des Rivages"][-1:]
    now = [row for row in rows_of(taken(referent, format=Format.ODS.value)) if row["niveau"] == "organisation_actuelle"]
    assert now == [row for row in rows_of(taken(referent, format=Format.CSV_COMMA.value)) if row in now]
    assert {row["ministere"] for row in now} == {"rivages"}
    of_all = [row for row in now if not row["module"]]
    assert found == " | ".join(("Ensemble", *(row["affichage"] for row in of_all)))
    assert [(row["statut"], row["minimum"], row["maximum"]) for row in of_all] == 2 * [("deduit", "77", "97")]
    # Each module is told as on the page, beneath the table.
    [modules] = [rows for name, rows in tables(referent.get(PAGE.format("rivages"))).items() if "Par module" in name]
    printed = [cell for line in modules[1:] for cell in line.split(" | ")[1:]]
    assert printed == [row["affichage"] for row in now if row["module"]]
    given_to_programs = asked(merged, made(pilot, "rivages")).get_json()["chiffres"]
    assert [row["affichage"] for row in given_to_programs if row["niveau"] == "organisation_actuelle"] == [
        row["affichage"] for row in now
    ]
    report = report_taken(referent, referent.get(PAGE.format("rivages")))
    assert len(report.pages) == 2
    assert bare("selon l’organisation d’aujourd’hui entre 77 et 97") in bare(report.pages[0].extract_text())


def test_what_a_split_left_apart_has_a_line_of_its_own_in_files(split: Flask, pilot: Visit) -> None:
    rows = [row for row in rows_of(taken(pilot, format=Format.XLSX.value)) if row["niveau"] == "organisation_actuelle"]
    one = {row["ministere_nom"]: row["affichage"] for row in rows if row["mesure"] == "au_moins_un_module"}
    assert one == {
        "Ministère des Rivages": "entre 12 et 32",
        "Ministère des Rivages (avant la scission du 30 novembre 2026)": "au plus 43",
        "Ministère des Sentiers": "au moins 55",
    }
