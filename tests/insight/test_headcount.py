"""A headcount is declared by a referent or a pilot; what is wrong is told, and nothing is kept."""

from datetime import date

import pytest
from flask import Flask
from sqlalchemy import func, select

from quiz.identity.audit.tables import AuditRow
from quiz.insight.cells import Shown
from quiz.insight.figures import ministry_figures
from quiz.insight.headcount import Declaration, Field, Headcount, Mistake, read
from quiz.insight.headcounts.files import job_ceilings
from quiz.insight.headcounts.page import too_small
from quiz.insight.headcounts.tables import HeadcountRow
from quiz.settings import Settings
from quiz.storage.transaction import reading
from tests.visit import Visit, form_of

from .published import publish_agents
from .worlds import a_tally

TODAY = date(2026, 11, 24)
RIGHT = Declaration("5\u202f500", "2026-01-01", "Bilan social 2025", "Tous les services")
PATH = "/tableau-de-bord/rivages/effectif"
TYPED = {"agents": "5 500", "on": "2026-01-01", "source": "Bilan social 2025", "perimeter": "Tous les services"}


def test_a_right_declaration_is_read_whatever_its_spaces() -> None:
    assert read(RIGHT, TODAY) == Headcount(5_500, date(2026, 1, 1), "Bilan social 2025", "Tous les services")


@pytest.mark.parametrize(
    ("agents", "mistake"),
    [
        ("", Mistake.MISSING),
        ("0", Mistake.NOBODY),
        ("-3", Mistake.NOT_A_NUMBER),
        ("5,5", Mistake.NOT_A_NUMBER),
        ("environ 5000", Mistake.NOT_A_NUMBER),
        ("²", Mistake.NOT_A_NUMBER),
        ("٣٤", Mistake.NOT_A_NUMBER),
        ("10000001", Mistake.TOO_MANY),
    ],
)
def test_a_number_of_agents_that_is_none_is_told(agents: str, mistake: Mistake) -> None:
    assert read(Declaration(agents, RIGHT.on, RIGHT.source, RIGHT.perimeter), TODAY) == {Field.AGENTS: mistake}


@pytest.mark.parametrize(
    ("on", "mistake"),
    [
        ("", Mistake.MISSING),
        ("2026-11-25", Mistake.IN_THE_FUTURE),
        ("2026-02-30", Mistake.NOT_A_DAY),
        ("hier", Mistake.NOT_A_DAY),
    ],
)
def test_a_day_that_is_none_or_still_to_come_is_told(on: str, mistake: Mistake) -> None:
    assert read(Declaration(RIGHT.agents, on, RIGHT.source, RIGHT.perimeter), TODAY) == {Field.ON: mistake}


def test_every_mistake_is_told_at_once() -> None:
    assert read(Declaration("0", "2027-01-01", " ", "x" * 301), TODAY) == {
        Field.AGENTS: Mistake.NOBODY,
        Field.ON: Mistake.IN_THE_FUTURE,
        Field.SOURCE: Mistake.MISSING,
        Field.PERIMETER: Mistake.TOO_LONG,
    }


def test_a_warning_depends_on_published_figures_only() -> None:
    """Fifty-four and forty-four agents print the same: a headcount that lies between them must warn alike."""
    for headcount in range(30, 70):
        declared = Headcount(headcount, TODAY, "source", "perimeter")
        warned = {
            too_small(declared, ministry_figures(a_tally((count, count, count)), None, 11), 11) for count in (44, 54)
        }
        assert warned == {headcount < Shown(44, 54).high}


def kept(app: Flask) -> int:
    """How many headcounts are kept."""
    with app.app_context(), reading() as connection:
        return connection.scalar(select(func.count()).select_from(HeadcountRow)) or 0


def test_a_referent_declares_a_headcount_and_sees_it_in_the_history(app: Flask, referent: Visit) -> None:
    after = referent.send(referent.get(PATH), TYPED, to="/effectif")
    assert "5\u202f500" in after.text
    assert "Bilan social 2025" in after.text
    with app.app_context(), reading() as connection:
        acts = [tuple(act) for act in connection.execute(select(AuditRow.act, AuditRow.role, AuditRow.what))]
    assert ("headcount_declared", "referent", "rivages: 5500, 2026-01-01") in acts


def test_a_wrong_declaration_keeps_what_was_typed_and_changes_nothing(app: Flask, referent: Visit) -> None:
    wrong = {**TYPED, "agents": "0", "on": "2126-01-01", "source": ""}
    after = referent.send(referent.get(PATH), wrong, to="/effectif", status=422)
    assert [form_of(after, "/effectif").values[name] for name in wrong] == list(wrong.values())
    for words in ("au moins 1", "à venir", "source"):
        assert words in after.text
    assert kept(app) == 0


def test_a_headcount_too_near_a_published_figure_warns(app: Flask, referent: Visit) -> None:
    publish_agents(app, 44)
    assert "trop petit" not in referent.send(referent.get(PATH), {**TYPED, "agents": "54"}, to="/effectif").text
    after = referent.send(referent.get(PATH), {**TYPED, "agents": "53", "on": "2026-11-01"}, to="/effectif")
    assert "trop petit" in after.text


def test_a_ministry_out_of_scope_is_not_found(referent: Visit) -> None:
    referent.get(PATH.replace("rivages", "sentiers"), status=404)


def test_a_pilot_declares_for_any_ministry_and_a_former_referent_for_none(pilot: Visit, former_referent: Visit) -> None:
    pilot.send(pilot.get(PATH.replace("rivages", "sentiers")), TYPED, to="/effectif")
    former_referent.get(PATH, status=404)


def test_a_job_ceiling_is_read_as_context() -> None:
    ceilings = job_ceilings(Settings.content_folder / "reference")
    assert ceilings["interieur"].full_time_equivalents == 299_807
