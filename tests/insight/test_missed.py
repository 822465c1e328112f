"""What is often missed, for referents: the items whose statistics say so, their explanation, no figure of a group."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask

from quiz.application import create_app
from quiz.insight.item_analysis.page import ItemLine
from quiz.insight.item_analysis.statistics import Interval, ItemStatistics, Remark
from quiz.insight.missed.page import missed_of
from quiz.storage.database import db
from tests import build
from tests.databases import Sqlite
from tests.demonstration import NOW, enter, stock
from tests.page_rules import text_of
from tests.visit import Visit

PATH = "/questions-souvent-manquees"


def a_line(*remarks: Remark, judged: bool = True) -> ItemLine:
    """The line of the first item of a module."""
    statistics = ItemStatistics(40, Interval(0.4, 0.3, 0.45), 0.5, None, None, remarks) if judged else None
    return ItemLine(1, "choix", "", 40, statistics, None, None, 1, ())


@pytest.mark.parametrize(
    ("remarks", "found"),
    [
        ((Remark.OFTEN_MISSED,), 1),
        ((Remark.NO_BETTER_THAN_CHANCE, Remark.TELLS_LITTLE), 1),
        ((Remark.TELLS_LITTLE,), 0),
        ((Remark.GOES_AGAINST_THE_REST,), 0),
        ((), 0),
    ],
)
def test_only_what_is_missed_beyond_doubt_is_told(remarks: tuple[Remark, ...], found: int) -> None:
    module = missed_of(build.a_module(), [a_line(*remarks)])
    assert (len(module.items), module.judged) == (found, True)


def test_too_few_responses_say_nothing() -> None:
    module = missed_of(build.a_module(), [a_line(judged=False)])
    assert (module.items, module.judged) == ((), False)


@pytest.fixture(scope="module")
def demonstration(tmp_path_factory: pytest.TempPathFactory, migrated: Path) -> Iterator[Flask]:
    """The demonstration, on real content."""
    url = Sqlite(tmp_path_factory.mktemp("missed") / "quiz.db", migrated).url
    app = create_app(build.settings(url, demonstration=True), build.Clock(NOW), build.Chance())
    with app.app_context():
        stock()
    yield app
    with app.app_context():
        db.engine.dispose()


def test_a_referent_reads_what_pilots_see_marked_as_missed(demonstration: Flask) -> None:
    referent, pilot = enter(demonstration, "referent"), enter(demonstration, "pilot")
    page = referent.get(PATH)
    shown = {text_of(heading) for heading in page.all("h3")}
    marked = set()
    for slug in ("reseau", "enjeux", "actions", "dinum", "financement"):
        for entry in pilot.get(f"/analyse-des-questions/{slug}").all("li"):
            if "Souvent manquée" in text_of(entry) or "Pas mieux que le hasard" in text_of(entry):
                marked.add(text_of(next(entry.iter("a"))))
    assert shown
    assert shown >= marked
    assert "premières tentatives" in page.text


def test_an_agent_does_not_read_it_and_a_referent_comes_to_it_from_the_dashboard(demonstration: Flask) -> None:
    referent = enter(demonstration, "referent")
    assert referent.follow(referent.get("/tableau-de-bord/sentiers"), "souvent manqué").path == PATH
    assert Visit(demonstration).get(PATH).path.startswith("/connexion")
    enter(demonstration, "agent").get(PATH, status=403)
