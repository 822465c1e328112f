"""The quarterly report: two accessible pages that say, to the digit, what the dashboard says."""

import io
import re
from collections.abc import Iterator
from datetime import date

import pytest
from flask import Flask
from pypdf import PdfReader

from quiz.identity.audit import store as audit
from quiz.identity.guard import given
from quiz.identity.ministry import Entity
from quiz.identity.organisation import store as organisations
from quiz.insight.actions import store as actions
from quiz.insight.actions.action import Action
from quiz.insight.entities import store as entities
from quiz.insight.headcount import EntityHeadcount, Headcount
from quiz.insight.headcounts import store as headcounts
from quiz.insight.quarters import store as quarters
from quiz.insight.targets import store as targets
from quiz.insight.targets.target import Target
from quiz.storage.transaction import reading, writing
from tests.build import Clock
from tests.demonstration import demonstration as demonstration_in
from tests.demonstration import enter
from tests.page_rules import Page, text_of
from tests.visit import Visit, form_of

from .drawn import SVG
from .published import publish_agents

REPORT = "/tableau-de-bord/rivages/rapport"


@pytest.fixture(scope="module")
def demonstration(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Flask]:
    """The demonstration, on real content."""
    with demonstration_in(tmp_path_factory.mktemp("report")) as app:
        yield app


def taken(visit: Visit, page: Page) -> PdfReader:
    """The report that the button of a page gives."""
    form = form_of(page, "/rapport")
    answer = visit.post(form.action, form.values)
    assert (answer.status_code, answer.mimetype) == (200, "application/pdf")
    assert answer.headers["Content-Disposition"].startswith("attachment")
    return PdfReader(io.BytesIO(answer.data))


def bare(text: str) -> str:
    """A text without any space: lines of a PDF are cut where they end."""
    return re.sub(r"\s", "", text)


def words(pdf: PdfReader) -> str:
    """All that the report says."""
    return bare("".join(page.extract_text() for page in pdf.pages))


@pytest.mark.parametrize("ministry", ["rivages", "sentiers", "apprentissages", "calendrier"])
def test_the_report_says_what_the_page_says_to_the_digit(demonstration: Flask, ministry: str) -> None:
    visit = enter(demonstration, "referent")
    page = visit.get(f"/tableau-de-bord/{ministry}")
    pdf = taken(visit, page)
    said = words(pdf)
    assert len(pdf.pages) == 2
    modules = next(table for table in page.all("table") if "Commencé" in text_of(table))
    rows = [[text_of(cell) for cell in row if cell.tag in ("td", "th")] for row in modules.iter("tr")][1:]
    assert len(rows) == 5
    for row in rows:
        assert bare("".join(row)) in said
    sentences = [text_of(each) for each in page.all("p") if each.get("id") == "sentence"]
    state = [text for each in page.all("p") if "dont le chiffre est affiché" in (text := text_of(each))]
    guide = [text_of(each) for details in page.all("details")[-1:] for each in details.iter("p")]
    assert len(sentences) == len(state) == 1
    assert len(guide) >= 3
    for text in (*sentences, *state, *guide):
        assert bare(text) in said


def test_the_report_holds_no_number_that_the_page_does_not(demonstration: Flask) -> None:
    visit = enter(demonstration, "referent")
    page = visit.get("/tableau-de-bord/sentiers")
    pdf = taken(visit, page)
    numbers = re.compile(r"\d+(?:\u202f\d{3})*")

    def found(text: str) -> set[str]:
        return {re.sub(r"\s", "", number) for number in numbers.findall(text)}

    in_report = set().union(*(found(each.extract_text()) for each in pdf.pages))
    # The quarter, its two pages, and the years and days of the page itself.
    in_page = set().union(*(found(text_of(each)) for each in page.all("p", "td", "th", "li", f"{SVG}text")))
    assert in_report - in_page <= {"1", "2", "4", "2026"}


def test_the_report_is_accessible_and_bears_its_title(demonstration: Flask) -> None:
    visit = enter(demonstration, "referent")
    pdf = taken(visit, visit.get("/tableau-de-bord/sentiers"))
    root = pdf.trailer["/Root"]
    assert root["/Lang"] == "fr"
    assert root["/MarkInfo"]["/Marked"]
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert "<pdfuaid:part>1</pdfuaid:part>" in root["/Metadata"].get_data().decode()
    assert pdf.metadata is not None
    assert pdf.metadata.title == "Ministère des Forêts et des Sentiers"


def test_a_report_of_the_demonstration_says_that_its_figures_are_invented(demonstration: Flask) -> None:
    visit = enter(demonstration, "referent")
    assert bare("Données fictives\u00a0: ce ministère et ses chiffres n’existent pas.") in words(
        taken(visit, visit.get("/tableau-de-bord"))
    )


def test_from_signing_in_to_the_report_in_three_clicks(demonstration: Flask) -> None:
    visit, clicks = Visit(demonstration), 0
    page = visit.follow(visit.get("/connexion"), "démonstration")
    clicks += 1
    page = visit.send(page, to="/portes/referent")
    clicks += 1
    pdf = taken(visit, page)
    clicks += 1
    assert (len(pdf.pages), clicks) == (2, 3)


def test_a_report_is_in_french_whatever_the_language_of_its_reader(demonstration: Flask) -> None:
    visit = enter(demonstration, "referent")
    form = form_of(visit.get("/tableau-de-bord/sentiers"), "/rapport")
    visit.post("/preferences", {"path": "/", "language": "en"})
    pdf = PdfReader(io.BytesIO(visit.post(form.action, form.values).data))
    assert bare("Comment lire ces chiffres") in words(pdf)


def test_the_log_remembers_who_took_a_report(app: Flask, referent: Visit) -> None:
    publish_agents(app, 447)
    assert len(taken(referent, referent.get("/tableau-de-bord/rivages")).pages) == 2
    with app.app_context(), reading() as connection:
        latest = audit.latest(connection, 1)[0]
    assert (latest.act.value, latest.who.role, latest.what) == (
        "figures_exported",
        "referent",
        "2026-T4 · pdf · rivages",
    )


def test_a_report_without_a_demonstration_says_nothing_of_invented_figures(app: Flask, referent: Visit) -> None:
    publish_agents(app, 447)
    assert "fictives" not in words(taken(referent, referent.get("/tableau-de-bord/rivages")))


def test_no_report_outside_ones_scope_nor_after_ones_role(app: Flask, referent: Visit, former_referent: Visit) -> None:
    publish_agents(app, 447)
    token = form_of(referent.get("/tableau-de-bord/rivages"), "/rapport").values
    assert referent.post("/tableau-de-bord/sentiers/rapport", token).status_code == 404
    page = former_referent.get("/tableau-de-bord/rivages")
    assert [form for form in page.all("form") if "/rapport" in form.get("action", "")] == []


@pytest.mark.parametrize("agents", [0, 10])
def test_under_the_first_threshold_the_page_says_what_to_do_instead(app: Flask, referent: Visit, agents: int) -> None:
    if agents:
        publish_agents(app, agents)
    token = {"csrf_token": referent.token("/tableau-de-bord/rivages/objectif")}
    page = referent.checked(referent.post(REPORT, token), 422)
    assert "Pas encore de rapport" in page.text
    assert "Ce que vous pouvez faire" in page.text
    with app.app_context(), reading() as connection:
        assert [each.act.value for each in audit.latest(connection, 5) if each.act.value == "figures_exported"] == []


def close(app: Flask, day: date) -> None:
    """Close a quarter for all ministries."""
    with app.app_context(), writing() as connection:
        assert quarters.close(connection, day, 11, given().clock())


def test_the_report_of_a_closed_quarter_prints_what_was_closed(app: Flask, referent: Visit, clock: Clock) -> None:
    with app.app_context(), writing() as connection:
        organisations.open_entities(connection, "rivages", True)
        organisations.save_entities(connection, [Entity("rivages.ports", "rivages", "Ports")])
        entities.add(connection, "rivages", {"rivages.ports": 40})
    publish_agents(app, 50, day=date(2026, 9, 15))
    close(app, date(2026, 9, 30))
    clock.advance(minutes=30)
    publish_agents(app, 33, day=date(2026, 10, 12))
    page = referent.get("/tableau-de-bord/rivages")
    form = form_of(page, "/rapport")
    asked = referent.post(form.action, form.filled({"quarter": "2026-T3"}).values)
    closed = words(PdfReader(io.BytesIO(asked.data)))
    assert "rapport-rivages-2026-T3.pdf" in asked.headers["Content-Disposition"]
    assert bare("44 à 54") in closed and bare("Chiffres arrêtés au 30 septembre 2026") in closed
    assert bare("77 à 87") not in closed
    assert bare("Un trimestre arrêté n’a pas de chiffres par entité") in closed and "aumoins33" not in closed
    weekly = words(taken(referent, page))
    assert bare("77 à 87") in weekly and bare("Chiffres publiés le") in weekly
    assert bare("Ports au moins 33") in weekly
    # The current quarter is closed in its turn: its own button gives what was closed, whatever comes after.
    close(app, date(2026, 11, 20))
    publish_agents(app, 99, day=date(2026, 11, 21))
    again = words(taken(referent, referent.get("/tableau-de-bord/rivages")))
    assert bare("77 à 87") in again and bare("Chiffres arrêtés au 20 novembre 2026") in again


def test_what_was_corrected_since_the_closing_is_told_beside_what_was_closed(
    app: Flask, referent: Visit, clock: Clock
) -> None:
    publish_agents(app, 50, day=date(2026, 9, 15))
    close(app, date(2026, 9, 30))
    clock.advance(minutes=30)
    publish_agents(app, 12, day=date(2026, 9, 20))
    with app.app_context(), writing() as connection:
        assert quarters.correct(connection, 11, given().clock()) == 1
    form = form_of(referent.get("/tableau-de-bord/rivages"), "/rapport")
    said = words(PdfReader(io.BytesIO(referent.post(form.action, form.filled({"quarter": "2026-T3"}).values).data)))
    assert bare("Corrigé depuis : Au moins un module, 55 à 65 au lieu de 44 à 54.") in said
    assert bare("44 à 54 agents") in said
    assert bare("autres chiffres ont été corrigés") in said


def test_a_report_is_two_pages_however_much_is_declared(app: Flask, referent: Visit) -> None:
    long = "Collecte des équipements inutilisés dans les services déconcentrés " * 5
    with app.app_context(), writing() as connection:
        headcounts.declare(
            connection, "rivages", Headcount(5_500, date(2026, 1, 1), long[:300], long[:300]), given().clock()
        )
        targets.declare(connection, "rivages", Target(60, date(2027, 3, 31)), date(2026, 11, 23), given().clock())
        for day in range(1, 12):
            action = Action(long[:118] + str(day), date(2026, 11, day), 1_000_000, long[:300])
            actions.declare(connection, "rivages", action, given().clock())
        organisations.open_entities(connection, "rivages", True)
        parts = [Entity(f"rivages.{at}", "rivages", f"{at} {long}"[:200]) for at in range(20)]
        organisations.save_entities(connection, parts)
        entities.add(connection, "rivages", {each.id: 22 for each in parts[:12]})
        counted = EntityHeadcount(Headcount(900, date(2026, 1, 1), long[:300], long[:300]), tuple(e.id for e in parts))
        headcounts.declare(connection, "rivages", counted, given().clock())
    publish_agents(app, 447)
    pdf = taken(referent, referent.get("/tableau-de-bord/rivages"))
    assert len(pdf.pages) == 2
    assert bare("et 15 autres entités) : au moins 264 agents") in words(pdf)
    assert bare("sur 900 déclarés au 1er janvier 2026, depuis l’ouverture du service : au moins 29 %.") in words(pdf)
    assert bare("7 autres entités ont un chiffre sur le tableau de bord.") in words(pdf)
    assert bare("7 actions plus anciennes ne sont pas reprises ici.") in words(pdf)


def test_a_closed_quarter_without_a_figure_of_the_ministry_is_told(app: Flask, referent: Visit) -> None:
    publish_agents(app, 50)
    close(app, date(2026, 9, 30))
    form = form_of(referent.get("/tableau-de-bord/rivages"), "/rapport")
    page = referent.checked(referent.post(form.action, form.filled({"quarter": "2026-T3"}).values), 422)
    assert "quand ce trimestre a été arrêté" in page.text
    unknown = {**form.values, "quarter": "2025-T1"}
    assert referent.post(form.action, unknown).status_code == 404


def test_other_actions_of_the_quarter_are_in_the_report_apart(demonstration: Flask) -> None:
    visit = enter(demonstration, "referent")
    said = words(taken(visit, visit.get("/tableau-de-bord/sentiers")))
    assert bare("Autres actions du trimestre, déclarées par le ministère, sans effet sur les chiffres") in said
    assert bare("Collecte des téléphones et des câbles inutilisés") in said
    # Of the quarter before.
    assert bare("Conférence sur l’empreinte des équipements") not in said
