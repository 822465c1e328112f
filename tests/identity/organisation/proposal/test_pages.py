"""A referent sends a sheet, the pilot compares and decides; nothing is half-created, and nobody else may."""

import io
from datetime import date

import pytest
from flask import Flask
from sqlalchemy import select

from quiz.identity.ministry import Entity
from quiz.identity.organisation import store as organisations
from quiz.identity.organisation.tables import EntityProposalRow, EntityRow
from quiz.identity.role import Grant, Role
from quiz.insight.exports.columns import Kind
from quiz.insight.exports.sheets.render import Sheet, ods
from quiz.storage.transaction import writing
from tests.granting import grant
from tests.page_rules import Page
from tests.taking import rows
from tests.visit import Visit, form_of

HERE = "/tableau-de-bord/rivages/entites"
SHEET = "Code;Nom\nports;Ports et Quais\niles;Délégation aux Îles\n"


@pytest.fixture
def people(app: Flask) -> Flask:
    """A referent of one ministry, a pilot, and two entities."""
    grant(app, "referent@exemple.fr", Grant(Role.REFERENT, "rivages"))
    grant(app, "pilote@exemple.fr", Grant(Role.PILOT))
    with app.app_context(), writing() as connection:
        organisations.save_entities(
            connection, (Entity("rivages.ports", "rivages", "Ports"), Entity("rivages.quais", "rivages", "Quais"))
        )
    return app


@pytest.fixture
def referent(people: Flask) -> Visit:
    return Visit(people).sign_in("referent", email="referent@exemple.fr")


@pytest.fixture
def pilot(people: Flask) -> Visit:
    return Visit(people).sign_in("pilote", email="pilote@exemple.fr")


def send(visit: Visit, content: bytes, name: str = "entites.csv", status: int = 200, to: str = HERE) -> Page:
    """Send a sheet."""
    token = form_of(visit.get(HERE), "/ouverture").values["csrf_token"] if to == HERE else ""
    sheet = (io.BytesIO(content), name)
    return visit.checked(visit.client.post(to, data={"csrf_token": token, "sheet": sheet}), status)


def entities(app: Flask) -> list[tuple[str, str, bool]]:
    """The entities kept: identifier, name, whether they are closed."""
    found = rows(app, select(EntityRow.id, EntityRow.name, EntityRow.valid_to).order_by(EntityRow.id))
    return [(name, title, last is not None) for name, title, last in found]


BEFORE = [("rivages.ports", "Ports", False), ("rivages.quais", "Quais", False)]


def test_a_sheet_is_a_proposal_until_the_pilot_accepts_it(people: Flask, referent: Visit, pilot: Visit) -> None:
    assert "attend le pilote" in send(referent, SHEET.encode()).text
    assert entities(people) == BEFORE
    page = pilot.follow(pilot.get("/pilotage/entites"), "Ministère des Rivages")
    for words in ("Ajoutée Délégation aux Îles", "Renommée Ports et Quais", "Fermée"):
        assert words in page.text
    accepted = pilot.send(page, {"decision": "accepted"})
    assert "Acceptée le" in accepted.text
    assert entities(people) == [
        ("rivages.iles", "Délégation aux Îles", False),
        ("rivages.ports", "Ports et Quais", False),
        ("rivages.quais", "Quais", True),
    ]


def test_a_sheet_of_libreoffice_is_read_as_any_other(people: Flask, referent: Visit, pilot: Visit) -> None:
    """The file is made by our own writer, to the norm of OpenDocument; its day is a day, not a text."""
    rows_of_it = (("ports", "Ports et Quais", None), ("iles", "Délégation aux Îles", date(2026, 12, 31)))
    sheet = Sheet("Entités", ("Code", "Nom", "Dernier jour"), (Kind.TEXT, Kind.TEXT, Kind.DAY), rows_of_it)
    assert "attend le pilote" in send(referent, b"".join(ods((sheet,))), "entites.ods").text
    pilot.send(pilot.follow(pilot.get("/pilotage/entites"), "Ministère des Rivages"), {"decision": "accepted"})
    assert entities(people) == [
        ("rivages.iles", "Délégation aux Îles", True),
        ("rivages.ports", "Ports et Quais", False),
        ("rivages.quais", "Quais", True),
    ]


def test_a_refused_sheet_changes_nothing_and_says_so(people: Flask, referent: Visit, pilot: Visit) -> None:
    send(referent, SHEET.encode())
    page = pilot.follow(pilot.get("/pilotage/entites"), "Ministère des Rivages")
    pilot.send(page, {"decision": "refused"})
    assert "a été refusé" in referent.get(HERE).text
    # Decided once, it stays as it was decided.
    pilot.send(page, {"decision": "accepted"})
    assert entities(people) == BEFORE


def test_another_sheet_takes_the_place_of_the_one_that_waits(people: Flask, referent: Visit) -> None:
    send(referent, SHEET.encode())
    send(referent, b"Code;Nom\nports;Ports\nquais;Quais\nphares;Phares\n")
    assert len(rows(people, select(EntityProposalRow.id))) == 1


def test_every_mistake_is_told_with_its_cell_and_nothing_is_kept(people: Flask, referent: Visit) -> None:
    page = send(referent, b"Code;Nom\nPorts;=1+1\n;Quais\n", status=422)
    for cell in ("cellule A2", "cellule B2", "cellule A3"):
        assert cell in page.text
    assert rows(people, select(EntityProposalRow.id)) == []


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"\x89PNG\0", "n’est pas un tableau"),
        (b"PK\x03\x04xl", "ne peut pas être lu"),
        (b"Code;Nom\nports;Ports\nquais;Quais\n", "rien à proposer"),
    ],
)
def test_a_file_that_is_no_proposal_is_refused_in_words(
    people: Flask, referent: Visit, content: bytes, words: str
) -> None:
    assert words in send(referent, content, status=422).text
    assert rows(people, select(EntityProposalRow.id)) == []


def test_no_file_at_all(referent: Visit) -> None:
    assert "Aucun fichier" in send(referent, b"", "", status=422).text


def test_a_referent_opens_and_closes_the_entities_of_the_ministry(people: Flask, referent: Visit) -> None:
    page = referent.send(referent.get(HERE), {"opened": "yes"}, to="/ouverture")
    assert "ne plus la demander" in page.text.lower()
    page = referent.send(page, {"opened": "no"}, to="/ouverture")
    referent.checked(
        referent.post(f"{HERE}/ouverture", {**form_of(page, "/ouverture").values, "opened": "peut-être"}), 400
    )


def test_the_template_is_a_spreadsheet(referent: Visit) -> None:
    answer = referent.client.get(f"{HERE}/modele")
    assert answer.status_code == 200
    assert answer.data.startswith(b"PK")
    assert "entites-rivages.xlsx" in answer.headers["Content-Disposition"]


def test_outside_the_scope_it_looks_as_if_there_were_nothing(people: Flask, referent: Visit) -> None:
    for path in ("", "/modele"):
        referent.get(f"/tableau-de-bord/sentiers/entites{path}", 404)
    token = form_of(referent.get(HERE), "/ouverture").values["csrf_token"]
    for path in ("", "/ouverture"):
        answer = referent.post(f"/tableau-de-bord/sentiers/entites{path}", {"csrf_token": token, "opened": "yes"})
        assert answer.status_code == 404
    referent.get("/pilotage/entites", 403)
    send(referent, SHEET.encode())
    [(number,)] = rows(people, select(EntityProposalRow.id))
    decided = referent.post(f"/pilotage/entites/{number}", {"csrf_token": token, "decision": "accepted"})
    assert decided.status_code == 403
    assert entities(people) == BEFORE


def test_an_agent_has_no_entities_to_bring(people: Flask) -> None:
    agent = Visit(people).sign_in()
    agent.get(HERE, 404)
    agent.get("/pilotage/entites", 403)
