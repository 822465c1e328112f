"""Public statistics: the State as it is published, as a page and as open data, and never one ministry."""

import csv
import io

from flask import Flask

from quiz.content.module import Module
from quiz.identity.ministry import Entity
from quiz.identity.organisation import store as organisations
from quiz.insight import store as insight
from quiz.insight.entities import store as entities
from quiz.insight.exports import store
from quiz.insight.figures import cells as cells_of
from quiz.insight.figures import from_cells
from quiz.interop.public.open_figures import OPEN_COLUMNS, open_lines
from quiz.storage.transaction import reading, writing
from tests.insight.published import complete, publish_agents
from tests.visit import Visit

PAGE, FILE = "/statistiques", "/statistiques/chiffres.csv"


def rows(visit: Visit) -> list[dict[str, str]]:
    """The open data, read back."""
    answer = visit.client.get(FILE)
    assert answer.status_code == 200
    return list(csv.DictReader(io.StringIO(answer.get_data(as_text=True), newline=""), strict=True))


def publish_three(app: Flask) -> None:
    """Three organisations with a figure to show: 44 to 54, 22 to 32, 11 to 21."""
    complete(app, 50, "rivages")
    complete(app, 30, "sentiers")
    publish_agents(app, 12, "autre-employeur-public")


def test_before_the_first_publication_the_page_says_when_it_is(app: Flask, visit: Visit) -> None:
    assert "Rien n’est encore publié" in visit.get(PAGE).text
    assert rows(visit) == []


def test_page_and_file_say_the_same_sums(app: Flask, visit: Visit, modules: tuple[Module, ...]) -> None:
    publish_three(app)
    page, found = visit.get(PAGE), rows(visit)
    assert "77 à 107 agents" in page.text
    assert [row["affichage"] for row in found if row["mesure"] == "au_moins_un_module"] == ["77 à 107"]
    assert {(row["ministeres_comptes"], row["ministeres_non_comptes"]) for row in found} == {("3", "1")}
    for module in modules:
        completed = [row for row in found if (row["module"], row["mesure"]) == (module.module, "termine")]
        assert [row["affichage"] for row in completed] == ["77 à 107"]
        assert completed[0]["module_titre"] in page.text
    assert list(found[0]) == [column.name for column in OPEN_COLUMNS]


def test_under_three_ministries_no_total_is_open(app: Flask, visit: Visit) -> None:
    """A total of one would be its figure; a total of two would give each of them the other's."""
    complete(app, 50, "rivages")
    publish_agents(app, 30, "sentiers")
    page = visit.get(PAGE)
    assert "3 ministères" in page.text
    assert rows(visit) == []
    for figure in ("44", "54", "22", "32", "66", "86"):
        assert figure not in page.text


def test_no_ministry_and_no_entity_is_named_anywhere(app: Flask, visit: Visit) -> None:
    with app.app_context(), writing() as connection:
        organisations.open_entities(connection, "rivages", True)
        organisations.save_entities(connection, [Entity("rivages.ports", "rivages", "Ports")])
        entities.add(connection, "rivages", {"rivages.ports": 40})
    publish_three(app)
    page, file = visit.get(PAGE).text, visit.client.get(FILE).get_data(as_text=True)
    assert "au_moins," not in file and "entite" not in file
    for name in ("Rivages", "Sentiers", "rivages", "sentiers", "Ports"):
        assert name not in page
        assert name not in file


def test_what_is_open_is_a_function_of_published_cells(app: Flask) -> None:
    publish_three(app)
    with app.app_context(), reading() as connection:
        publication = insight.latest_publication(connection)
        assert publication
        kept = store.published(connection, publication)
    again = [from_cells(each.ministry, publication.modules, each.headcount, cells_of(each)) for each in kept.figures]
    assert all(each.total for each in open_lines(kept, publication.modules))
    rebuilt = type(kept)(publication, tuple(again), {})
    assert list(open_lines(rebuilt, publication.modules)) == list(open_lines(kept, publication.modules))


def test_the_file_is_kept_an_hour_by_anyone_and_asked_again_in_a_few_bytes(app: Flask, visit: Visit) -> None:
    publish_three(app)
    first = visit.client.get(FILE)
    assert first.headers["Cache-Control"] == "public, max-age=3600"
    again = visit.client.get(FILE, headers={"If-None-Match": first.headers["ETag"]})
    assert (again.status_code, again.get_data()) == (304, b"")
    publish_agents(app, 50, "rivages")
    moved = visit.client.get(FILE, headers={"If-None-Match": first.headers["ETag"]})
    assert moved.status_code == 200
