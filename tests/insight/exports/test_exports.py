"""Exports are a function of published cells, hold nothing to run, are logged, and stay within a scope."""

import csv
import io
import zipfile
from collections.abc import Callable
from datetime import UTC, date, datetime
from itertools import count, repeat
from typing import Any

import pytest
from flask import Flask
from python_calamine import CalamineWorkbook
from sqlalchemy import select

from quiz.identity.audit.tables import AuditRow
from quiz.identity.guard import given
from quiz.identity.role import Grant, Role
from quiz.insight.cells import Band, Cell, Shown, Withheld, Withholding, flat, from_flat
from quiz.insight.exports.columns import COLUMNS, NAMES, Kind, Value, Words, row
from quiz.insight.exports.csv_text import csv_lines, harmless
from quiz.insight.exports.line import EVERYTHING, Level, Published, lines, state_lines
from quiz.insight.exports.page import Format
from quiz.insight.exports.pages import csv_pieces
from quiz.insight.exports.sheets.render import Sheet, ods, xlsx
from quiz.insight.figures import MinistryFigures, cells, from_cells, ministry_figures
from quiz.insight.headcount import Headcount, Headcounts
from quiz.insight.headcounts import store as headcounts
from quiz.insight.pooling import pilot_table
from quiz.insight.publication import Publication
from quiz.storage.transaction import writing
from tests.build import Clock
from tests.visit import Visit

from ..published import publish_agents
from ..worlds import a_history, a_tally
from .files import rows_of, taken

MOMENT = datetime(2026, 11, 24, 5, 0, tzinfo=UTC)
HOSTILE = ("=1+1", "+cmd|' /C calc'!A0", "-2+3", "@SUM(A1)", "\t=1", "\r=1", "\uff1d1", "ok;=1+1", 'a"\r\n=1', "a,@b")
WORDS = Words(
    {},
    {},
    lambda cell, k: repr((cell, k)),
    repr,
    ", ".join,
    ", ".join,
    lambda names, precision: f"{names} {precision}",
    lambda name, day: f"{name}, {day}",
    lambda line: f"depuis l’ouverture, {line.closing}",
    "",
    lambda line: line.published_at.date(),
)


def published(*figures: MinistryFigures) -> Published:
    publication = Publication(7, MOMENT, 11, tuple(each.module for each in figures[0].modules), None)
    return Published(publication, figures, Headcounts({}, {}))


def as_csv(of: Published) -> str:
    rows = (row(line, WORDS) for line in lines(of, EVERYTHING, of.publication.modules))
    return "".join(csv_lines(NAMES, rows))


@pytest.mark.parametrize("text", HOSTILE)
def test_nothing_in_a_csv_begins_as_a_formula_under_either_separator(text: str) -> None:
    for separator in ";,":
        [line] = csv_lines((text, "x"), (), separator)
        for other in ";,\t":
            for cells_ in csv.reader(io.StringIO(line, newline=""), delimiter=other):
                assert not [cell for cell in cells_ if cell[:1] in tuple("=+-@\t\r\uff1d")], cells_
    assert harmless(text).replace("'", "") == text.replace("'", "")


@pytest.mark.parametrize("text", HOSTILE)
def test_a_spreadsheet_holds_a_hostile_text_as_a_text(text: str) -> None:
    sheet = Sheet("Essai", NAMES[:1], (Kind.TEXT,), ((text + "\x00\x1b",),))
    for file in (b"".join(ods([sheet])), b"".join(xlsx([sheet], MOMENT))):
        with zipfile.ZipFile(io.BytesIO(file)) as archive:
            content = b"".join(archive.read(name) for name in archive.namelist())
        assert b"<f>" not in content and b"formula" not in content


@pytest.mark.parametrize("text", HOSTILE)
def test_a_hostile_text_is_read_back_from_a_spreadsheet_as_it_was_typed(text: str) -> None:
    """Neither XLSX nor ODS needs an apostrophe: a cell that says it is a text is one, and nothing is lost of it."""
    sheet = Sheet("Essai", ("texte",), (Kind.TEXT,), ((text,),))
    for file in (b"".join(ods([sheet])), b"".join(xlsx([sheet], MOMENT))):
        [[_title], [found]] = CalamineWorkbook.from_filelike(io.BytesIO(file)).get_sheet_by_index(0).to_python()
        assert isinstance(found, str)
        assert found.split() == text.split()


def test_a_csv_leaves_before_its_last_row_is_made() -> None:
    """Whatever the years, a file in the making never stands whole in memory."""
    made = count()
    endless = csv_lines(("numero",), ((next(made),) for _forever in repeat(None)))
    first = next(csv_pieces(endless, marked=False))
    assert first.startswith(b'"numero"\r\n0\r\n1\r\n')
    assert next(made) < 1_000


def test_the_same_cells_make_the_same_bytes_whatever_was_counted() -> None:
    """Forty-four agents and fifty-four print the same: so does the file, and so does one made from stored cells."""
    figures = [ministry_figures(a_tally((count, count, count), (count, 22, 22)), None, 11) for count in (44, 54)]
    assert figures[0] == figures[1]
    stored = [(module, measure, from_flat(*flat(cell))) for module, measure, cell in cells(figures[0])]
    again = from_cells("culture", ("module-0", "module-1"), None, stored)
    assert as_csv(published(figures[0])) == as_csv(published(figures[1])) == as_csv(published(again))


@pytest.mark.parametrize("seed", range(8))
def test_a_file_is_rebuilt_from_its_own_cells_to_the_byte(seed: int) -> None:
    """Whoever holds the file holds the cells and no more: nothing of a row is missing once it is made from its cell."""
    k, before = 11, None
    for tally in a_history(seed, 120, 3, 6):
        before = ministry_figures(tally, before, k)
        table = pilot_table([(tally, before)], None, k)
        file = as_csv(published(*table.ministries, *table.alone))
        read = list(csv.DictReader(io.StringIO(file, newline="")))
        own = [each for each in read if each["niveau"] == Level.MINISTRY.value]
        rebuilt = [(each["module"], measures(each["mesure"]), cell_of(each)) for each in own]
        figures = from_cells("culture", tuple(module.module for module in before.modules), None, rebuilt)
        assert as_csv(published(figures)) == file


def measures(name: str) -> str:
    return {"au_moins_un_module": "at_least_one", "parcours_complet": "whole_path", "commence": "started",
            "termine": "completed", "reussi": "passed"}[name]  # fmt: skip


def cell_of(read: dict[str, str]) -> Cell:
    state = {"intervalle": "shown", "deduit": "implied", "trop_peu": "too_few", "non_affiche": "cover"}[read["statut"]]
    return from_flat(state, *(int(read[name]) if read[name] else None for name in ("minimum", "maximum")))


def test_at_the_top_of_a_headcount_no_number_of_agents_leaves() -> None:
    figures = ministry_figures(a_tally((100, 100, 100), headcount=105), None, 11)
    assert isinstance(figures.at_least_one, Band)
    headcount = Headcount(105, date(2026, 1, 1), "Bilan social", "Tous les services")
    of = Published(published(figures).publication, (figures,), Headcounts({"culture": headcount}, {}))
    [one] = [
        dict(zip(NAMES, row(line, WORDS), strict=True))
        for line in lines(of, EVERYTHING, ())
        if line.level is Level.MINISTRY and line.measure == "at_least_one"
    ]
    assert (one["statut"], one["minimum"], one["maximum"]) == ("presque_tous", None, None)
    assert (one["taux_minimum"], one["taux_maximum"], one["effectif"]) == (83, None, 105)


def test_the_state_is_the_sum_of_what_is_shown() -> None:
    tallies = [a_tally((count, count, count)) for count in (44, 25, 3)]
    figures = [ministry_figures(tally, None, 11) for tally in tallies]
    found = {(line.module, line.measure): line for line in state_lines(published(*figures), ())}
    one = found["", "at_least_one"]
    assert (one.cell, one.total and (one.total.counted, one.total.left_out)) == (Shown(66, 86), (2, 1))
    assert found["module-0", "completed"].cell == Shown(66, 86)
    assert list(state_lines(published(*figures), (), fewest=3)) == []


def test_a_withheld_cell_has_no_number_whatever_the_reason() -> None:
    for reason in Withholding:
        assert flat(Withheld(reason))[1:] == (None, None)


def acts(app: Flask) -> list[tuple[str, str, str]]:
    with app.app_context(), writing() as connection:
        found = connection.execute(select(AuditRow.act, AuditRow.role, AuditRow.what).order_by(AuditRow.id))
        return [(each.act, each.role, each.what) for each in found if each.act == "figures_exported"]


def test_an_export_is_logged_by_role_and_a_refused_one_is_not(app: Flask, referent: Visit, clock: Clock) -> None:
    publish_agents(app, 44)
    assert rows_of(taken(referent, format=Format.XLSX.value))
    assert acts(app) == [("figures_exported", "referent", f"{clock.now.date()} · xlsx · rivages")]
    form = {"scope": "sentiers", "format": "xlsx", "extent": "derniere", "csrf_token": referent.token("/exports")}
    assert referent.post("/exports", form).status_code == 404
    assert referent.post("/exports", {**form, "scope": "rivages", "format": "pdf"}).status_code == 400
    assert len(acts(app)) == 1


def test_outside_ones_scope_and_not_there_look_alike(app: Flask, referent: Visit) -> None:
    publish_agents(app, 44)
    token = referent.token("/exports")

    def asked(scope: str) -> tuple[int, str]:
        answer = referent.post("/exports", {"scope": scope, "format": "ods", "extent": "toutes", "csrf_token": token})
        page = referent.checked(answer, 404)
        return page.status, page.text[:120]

    assert asked("sentiers") == asked("nulle-part") == asked("autre-employeur-public")


def test_a_former_referent_takes_nothing_away(former_referent: Visit) -> None:
    former_referent.get("/exports", status=403)


def test_before_the_first_publication_there_is_nothing_to_take(app: Flask, signed_in: Callable[[Grant], Visit]) -> None:
    pilot = signed_in(Grant(Role.PILOT))
    page = pilot.get("/exports")
    assert "Rien n’est encore publié" in page.text
    values = {"format": "xlsx", "extent": "derniere", "csrf_token": pilot.token("/pilotage/trimestres")}
    pilot.checked(pilot.post("/exports", values), 422)
    assert acts(app) == []


def test_what_a_referent_types_as_a_source_runs_in_no_file(app: Flask, referent: Visit) -> None:
    hostile = Headcount(5_500, date(2026, 1, 1), '=HYPERLINK("http://example.org";"x")', "-1+1")
    with app.app_context(), writing() as connection:
        headcounts.declare(connection, "rivages", hostile, given().clock())
    publish_agents(app, 44)
    sources: dict[str, Any] = {}
    for each in Format:
        [first, *_rest] = rows_of(taken(referent, format=each.value))
        sources[each.value] = (first["effectif_source"], first["effectif_perimetre"])
    assert sources["csv-virgule"] == sources["csv-point-virgule"] == ("'" + hostile.source, "'-1+1")
    assert sources["xlsx"] == sources["ods"] == (hostile.source, hostile.perimeter)


def test_every_row_holds_every_column() -> None:
    figures = ministry_figures(a_tally((44, 44, 44)), None, 11)
    found: list[tuple[Value, ...]] = [row(line, WORDS) for line in lines(published(figures), EVERYTHING, ())]
    assert {len(each) for each in found} == {len(COLUMNS)}
    for each in found:
        for column, value in zip(COLUMNS, each, strict=True):
            assert column.empty or value not in ("", None), column.name
            assert not column.values or value in column.values
