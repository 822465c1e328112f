"""Headcounts by a sheet: every mistake told with its cell, and all of them kept or none."""

import io
from datetime import date

import pytest
from flask import Flask
from python_calamine import CalamineWorkbook

from quiz.identity.guard import given
from quiz.identity.ministry import Entity
from quiz.identity.organisation import store as organisations
from quiz.insight.headcount import EntityHeadcount, Field, Headcount, Mistake
from quiz.insight.headcounts import store as headcounts
from quiz.insight.headcounts.sheets.sheet import COLUMNS, Fault, Known, Wrong, read_sheet
from quiz.storage.transaction import reading, writing
from tests.page_rules import Page
from tests.visit import Visit

TODAY = date(2026, 11, 24)
HEADCOUNT = Headcount(5_500, date(2026, 1, 1), "Bilan social", "Tous services")
PORTS = EntityHeadcount(Headcount(200, date(2026, 1, 1), "Bilan social", ""), ("rivages.ports",))
MINISTRIES = {"rivages": Known(HEADCOUNT, PORTS, ("rivages.ports", "rivages.iles")), "sentiers": Known()}
PATH = "/effectifs"
SHEET = """Identifiant;Nom;Effectif;Compté le;Source;Périmètre
rivages;Ministère des Rivages;5 600;30/06/2026;Bilan social;Tous services
sentiers;;;;;
"""


def rows(*lines: str) -> list[list[str]]:
    return [list(COLUMNS), *(line.split(";") for line in lines)]


def test_a_row_is_a_headcount_and_one_left_as_it_was_declares_nothing() -> None:
    said = rows(
        "rivages;;5500;2026-01-01T00:00:00;Bilan social;Tous services", "sentiers;;9 000;1/1/2026;Bilan;Tous", ";x;;;;"
    )
    assert read_sheet(said, MINISTRIES, TODAY) == (("sentiers", Headcount(9_000, date(2026, 1, 1), "Bilan", "Tous")),)


def test_every_mistake_is_told_with_its_cell() -> None:
    said = rows(
        "ailleurs;;12;2026-01-01;a;b",
        "rivages;;0;2027-01-01;;b",
        "sentiers;;9 000;hier;a;b",
        "rivages;;12;2026-02-01;a;b",
        "rivages;;13;2026-02-01;a;b",
    )
    found = read_sheet(said, MINISTRIES, TODAY)
    assert {each.cell: each.what for each in found if isinstance(each, Wrong)} == {
        "A2": Fault.NO_SUCH_MINISTRY,
        "C3": (Field.AGENTS, Mistake.NOBODY),
        "D3": (Field.ON, Mistake.IN_THE_FUTURE),
        "E3": (Field.SOURCE, Mistake.MISSING),
        "D4": (Field.ON, Mistake.NOT_A_DAY),
        "A6": Fault.TWICE,
    }


@pytest.mark.parametrize(
    ("said", "fault"),
    [
        ([], Fault.EMPTY),
        ([["", ""]], Fault.EMPTY),
        (rows(), Fault.EMPTY),
        (rows("rivages;Ministère;;;;"), Fault.EMPTY),
        ([["Identifiant", "Effectif", "Compté le", "Source"], ["rivages", "1"]], Fault.COLUMN_MISSING),
        (rows(*["rivages;;12;2026-02-01;a;b"] * 501), Fault.TOO_LONG),
        (rows("rivages;;5500;2026-01-01;Bilan social;Tous services"), Fault.NOTHING_NEW),
    ],
)
def test_a_sheet_that_declares_nothing_says_why(said: list[list[str]], fault: Fault) -> None:
    [found] = read_sheet(said, MINISTRIES, TODAY)
    assert isinstance(found, Wrong)
    assert found.what is fault


def test_a_row_may_be_of_some_entities_alone() -> None:
    said = rows(
        "rivages;;5500;2026-01-01;Bilan social;Tous services;",
        "rivages;;200;2026-01-01;Bilan social;;rivages.ports",
        "rivages;;300;2026-02-01;Bilan social;Titulaires;rivages.ports, rivages.iles",
    )
    several = EntityHeadcount(
        Headcount(300, date(2026, 2, 1), "Bilan social", "Titulaires"), ("rivages.iles", "rivages.ports")
    )
    assert read_sheet(said, MINISTRIES, TODAY) == (("rivages", several),)
    wrong = rows("rivages;;9;2026-02-01;a;;sentiers.forets", "sentiers;;9;2026-02-01;a;;sentiers.forets")
    found = read_sheet(wrong, MINISTRIES, TODAY)
    assert [(each.cell, each.what) for each in found if isinstance(each, Wrong)] == [
        ("G2", (Field.ENTITIES, Mistake.NO_SUCH_ENTITY)),
        ("G3", (Field.ENTITIES, Mistake.NO_SUCH_ENTITY)),
    ]


def send(visit: Visit, content: bytes, status: int = 200, name: str = "effectifs.csv") -> Page:
    token = visit.token(PATH)
    data = {"csrf_token": token, "sheet": (io.BytesIO(content), name)}
    return visit.checked(visit.client.post(PATH, data=data), status)


def kept(app: Flask) -> dict[str, Headcount]:
    with app.app_context(), reading() as connection:
        return dict(headcounts.known(connection, given().clock()).of_ministries)


def test_a_referent_declares_by_a_sheet_for_their_ministry_alone(app: Flask, referent: Visit) -> None:
    assert "5\u202f600" in send(referent, SHEET.encode()).text
    assert set(kept(app)) == {"rivages"}
    page = send(referent, SHEET.replace("rivages;", "sentiers;").encode(), 422)
    assert "cellule A2" in page.text
    assert "n’est pas un ministère pour lequel vous pouvez déclarer" in page.text
    assert set(kept(app)) == {"rivages"}


def test_one_mistake_and_nothing_is_kept(app: Flask, pilot: Visit) -> None:
    wrong = SHEET.replace("sentiers;;;;;", "sentiers;;0;30/06/2126;;Tous")
    page = send(pilot, wrong.encode(), 422)
    for words in ("3 points à corriger", "cellule C3", "au moins 1", "cellule D3", "à venir", "cellule E3"):
        assert words in page.text
    assert "Ce fichier n’est pas" in send(pilot, b"\0\1", 422).text
    assert kept(app) == {}


def test_the_template_read_back_declares_nothing_new_and_lists_ones_ministries(app: Flask, pilot: Visit) -> None:
    send(pilot, SHEET.encode())
    with app.app_context(), writing() as connection:
        # Closed since: its headcount stays what is known.
        gone = Entity("rivages.ports", "rivages", "Ports", valid_to=date(2026, 6, 30))
        organisations.save_entities(connection, [gone])
        headcounts.declare(connection, "rivages", PORTS, given().clock())
    template = pilot.client.get(f"{PATH}/modele").get_data()
    listed = CalamineWorkbook.from_filelike(io.BytesIO(template)).get_sheet_by_index(0).to_python()
    assert tuple(listed[0]) == COLUMNS
    assert {row[0] for row in listed[1:]} >= {"rivages", "sentiers"}
    assert [row[6] for row in listed if row[0] == "rivages"] == ["", "rivages.ports"]
    assert "déjà connu" in send(pilot, template, 422, "effectifs.xlsx").text
