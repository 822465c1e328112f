"""Page, chart, CSV, XLSX, ODS, report and API of the demonstration, cell by cell."""

from collections.abc import Iterator
from io import BytesIO

import pytest
from pypdf import PdfReader

from quiz.insight.exports.columns import NAMES
from quiz.insight.exports.page import Extent, Format
from tests.demonstration import demonstration as demonstration_in
from tests.demonstration import enter
from tests.insight.drawn import elements
from tests.insight.test_report import bare
from tests.interop.test_api import asked, made
from tests.page_rules import Page, text_of
from tests.visit import Visit, form_of

from .files import Row, rows_of, taken

FIVE = 5
Readers = dict[str, Visit]


@pytest.fixture(scope="module")
def readers(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Readers]:
    """The referent and the pilot of the demonstration."""
    with demonstration_in(tmp_path_factory.mktemp("exports")) as app:
        yield {name: enter(app, name) for name in ("referent", "pilot")}


@pytest.fixture(scope="module")
def files(readers: Readers) -> dict[Format, list[Row]]:
    """What the pilot takes away, in each format."""
    return {each: rows_of(taken(readers["pilot"], format=each.value)) for each in Format}


def lines_of(page: Page) -> list[list[str]]:
    """The rows of every table of a page, as their texts."""
    rows = (row for body in page.all("tbody") for row in body.iter("tr"))
    return [[text_of(cell) for cell in row if cell.tag in ("th", "td")] for row in rows]


MINISTRY = ("ministere",)


def of_ministries(rows: list[Row]) -> list[Row]:
    """The rows of ministries themselves, without their entities."""
    return [row for row in rows if row["niveau"] in MINISTRY]


def perimeter_said(row: Row) -> str:
    """What pages say of the entities that have a headcount of their own."""
    headcount = f"{int(row['effectif']):,}".replace(",", " ")
    rate = row["taux_affichage"].replace("\u00a0", " ")
    return (
        f"(seulement {row['entite_nom']}) : {row['affichage']} agents sensibilisés (au moins un module), "
        f"sur {headcount} déclarés au 1er janvier 2026, depuis l’ouverture du service : {rate}."
    )


def test_every_format_holds_the_same_cells(files: dict[Format, list[Row]]) -> None:
    first, *others = files.values()
    assert list(first[0]) == list(NAMES)
    assert len(first) > FIVE * FIVE
    for other in others:
        assert other == first


def test_the_pilots_page_prints_what_the_file_holds(readers: Readers, files: dict[Format, list[Row]]) -> None:
    lines = lines_of(readers["pilot"].get("/pilotage"))
    rows = files[Format.XLSX]
    compared = 0
    for line in lines:
        own = {row["mesure"]: row for row in of_ministries(rows) if row["ministere_nom"].replace("'", "’") == line[0]}
        if "parcours_complet" not in own:
            continue
        one = own["au_moins_un_module"]
        headcount = f"{int(one['effectif']):,}".replace(",", "\u202f") if one["effectif"] else "non déclaré"
        assert line[1:] == [one["affichage"], one["taux_affichage"], own["parcours_complet"]["affichage"], headcount]
        compared += 1
    assert compared >= FIVE - 1
    [pool] = [row for row in rows if row["niveau"] == "regroupement"]
    assert [pool["ministere_nom"], pool["affichage"]] in [line[:2] for line in lines]


def test_each_dashboard_prints_what_the_file_holds(readers: Readers, files: dict[Format, list[Row]]) -> None:
    compared = 0
    for ministry in ("rivages", "sentiers", "apprentissages", "calendrier"):
        page = readers["referent"].get(f"/tableau-de-bord/{ministry}")
        every = [row for row in files[Format.CSV_COMMA] if row["ministere"] == ministry]
        own = of_ministries(every)
        [one] = [row for row in own if row["mesure"] == "au_moins_un_module"]
        assert one["affichage"] in page.text
        by_module: dict[str, dict[str, Row]] = {}
        for row in own:
            by_module.setdefault(row["module_titre"], {})[row["mesure"]] = row
        for line in lines_of(page):
            if line[0] in by_module and len(line) > FIVE - 2:
                found = by_module[line[0]]
                expected = [found[measure]["affichage"] for measure in ("commence", "termine", "reussi")]
                if one["effectif"]:
                    expected.append(found["termine"]["taux_affichage"])
                assert line[1 : len(expected) + 1] == expected
                compared += 1
        parts = [row for row in every if row not in own]
        told = [
            [row["entite_nom"].replace("'", "’"), row["affichage"]] for row in parts if row["niveau"] != "perimetre"
        ]
        for row in parts[len(told) :]:
            assert perimeter_said(row) in page.text.replace("\u202f", " ").replace("\u00a0", " ")
        assert [line for line in lines_of(page) if line in told] == told
        compared += len(told)
    assert compared >= FIVE * FIVE


def test_entities_are_there_with_a_least_number_or_together_without_one(files: dict[Format, list[Row]]) -> None:
    rows = [row for row in files[Format.ODS] if row["ministere"] == "sentiers" and row["niveau"] not in MINISTRY]
    assert [(row["niveau"], row["entite"], row["statut"]) for row in rows] == [
        ("entite", "sentiers.forets", "au_moins"),
        ("entite", "sentiers.balisage", "au_moins"),
        ("autres_entites", "", "sans_chiffre"),
        ("perimetre", "sentiers.balisage sentiers.forets", "au_moins"),
    ]
    ports, marks, others, cut = rows
    assert all(row["affichage"] == f"au moins {row['minimum']}" for row in (ports, marks, cut))
    assert {row["maximum"] + row["effectif"] + row["taux_affichage"] for row in (ports, marks, others)} == {""}
    assert (others["minimum"], others["affichage"]) == ("", "non affiché")
    assert int(cut["minimum"]) == int(ports["minimum"]) + int(marks["minimum"])
    percent = 100 * int(cut["minimum"]) // int(cut["effectif"])
    assert (cut["taux_minimum"], cut["taux_maximum"]) == (str(percent), "")
    assert cut["taux_affichage"].replace("\u00a0", " ") == f"au moins {percent} %"
    assert cut["effectif_perimetre"] == f"seulement {cut['entite_nom']}"


def test_charts_report_and_api_hold_the_cells_of_the_file(readers: Readers, files: dict[Format, list[Row]]) -> None:
    visit, path = readers["referent"], "/tableau-de-bord/sentiers"
    own = [row for row in files[Format.XLSX] if row["ministere"] == "sentiers"]
    svg = bare("".join(elements(visit.client.get(f"{path}/graphiques/etapes.svg").data).itertext()))
    form = form_of(visit.get(path), "/rapport")
    report = PdfReader(BytesIO(visit.post(form.action, form.values).data))
    said = bare("".join(page.extract_text() for page in report.pages))
    by_module = [row for row in own if row["module"]]
    assert len(by_module) == FIVE * 3
    for row in by_module:
        assert bare(row["affichage"]) in svg, row
    for row in own:
        words = perimeter_said(row) if row["niveau"] == "perimetre" else row["entite_nom"] + row["affichage"]
        assert bare(words) in said, row
    token = made(readers["pilot"], "sentiers")
    rows = asked(visit.app, token).get_json()["chiffres"]
    assert [{name: "" if value is None else str(value) for name, value in row.items()} for row in rows] == own


def test_a_referent_takes_away_their_ministries_and_no_other(readers: Readers, files: dict[Format, list[Row]]) -> None:
    mine = {"rivages", "sentiers", "apprentissages", "calendrier"}
    every = rows_of(taken(readers["referent"], format=Format.ODS.value))
    assert every == [row for row in files[Format.ODS] if row["ministere"] in mine]
    one = rows_of(taken(readers["referent"], format=Format.ODS.value, scope="rivages"))
    assert one == [row for row in every if row["ministere"] == "rivages"]


def test_every_row_of_the_demonstration_says_that_it_is_invented(files: dict[Format, list[Row]]) -> None:
    assert {row["mention"] for rows in files.values() for row in rows} == {"Données fictives"}


def test_every_publication_is_there_and_the_last_one_is_the_last(
    readers: Readers, files: dict[Format, list[Row]]
) -> None:
    every = rows_of(taken(readers["pilot"], format=Format.CSV_SEMICOLON.value, extent=Extent.ALL.value))
    last = max(int(row["publication"]) for row in every)
    assert len({row["publication"] for row in every}) == last > FIVE
    assert [row for row in every if row["publication"] == str(last)] == files[Format.CSV_SEMICOLON]


def test_a_csv_is_rfc_4180_with_its_mark_where_it_is_wanted(readers: Readers) -> None:
    marked = taken(readers["pilot"], format=Format.CSV_COMMA.value).get_data()
    bare = taken(readers["pilot"], format=Format.CSV_COMMA.value, mark=None).get_data()
    assert marked == b"\xef\xbb\xbf" + bare
    assert bare.startswith(b'"publication","publie_le",') and bare.endswith(b"\r\n")
    assert bare.count(b"\n") == bare.count(b"\r\n")
