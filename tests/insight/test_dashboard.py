"""The referent's page: the sentence, the charts, the target, what it says under the threshold."""

from datetime import date, timedelta

import pytest
from flask import Flask

from quiz.identity.audit import store as audit
from quiz.identity.guard import given
from quiz.insight.headcount import Headcount
from quiz.insight.headcounts import store as headcounts
from quiz.storage.transaction import reading, writing
from tests.build import Clock
from tests.visit import Visit, form_of

from .drawn import SVG, elements
from .published import complete, publish_agents

PATH = "/tableau-de-bord/rivages"
TARGET = f"{PATH}/objectif"
STAFF = Headcount(5_500, date(2026, 1, 1), "Bilan social 2025", "Tous les services")


def declare_headcount(app: Flask) -> None:
    """5 500 agents, on the first of January."""
    with app.app_context(), writing() as connection:
        headcounts.declare(connection, "rivages", STAFF, given().clock())


def test_where_one_stands_is_a_sentence_to_paste(app: Flask, referent: Visit) -> None:
    declare_headcount(app)
    publish_agents(app, 447)
    page = referent.get(PATH)
    [sentence] = [text for text in page.all("p") if text.get("id") == "sentence"]
    assert sentence.text == (
        "Ministère des Rivages\u00a0: 440 à 450 agents sensibilisés (au moins un module terminé), sur "
        "5\u202f500 déclarés au 1er janvier 2026 (périmètre\u00a0: Tous les services), depuis l’ouverture du "
        "service\u00a0: 8\u00a0%. Chiffres publiés le 23 novembre 2026."
    )


def test_without_a_headcount_the_sentence_gives_no_rate(app: Flask, referent: Visit) -> None:
    publish_agents(app, 447)
    assert "effectif non déclaré, donc pas de taux" in referent.get(PATH).text


@pytest.mark.parametrize("name", ["escalier", "taux", "etapes"])
def test_a_chart_is_taken_away_as_the_page_shows_it(app: Flask, referent: Visit, name: str) -> None:
    declare_headcount(app)
    publish_agents(app, 447)
    page = referent.get(PATH)
    assert f"{PATH}/graphiques/{name}.svg" in [link.get("href") for link in page.all("a")]
    svg = referent.client.get(f"{PATH}/graphiques/{name}.svg")
    assert svg.mimetype == "image/svg+xml"
    assert "attachment" in svg.headers["Content-Disposition"]
    said = "".join(elements(svg.data).itertext())
    assert "Ministère des Rivages" in said
    assert "Chiffres publiés le 23 novembre 2026" in said
    [in_page] = [each for each in page.all(f"{SVG}svg") if each.get("aria-labelledby", "").startswith(name)]
    for words in ("".join(text.itertext()) for text in in_page.iter(f"{SVG}text")):
        assert words in said
    picture = referent.client.get(f"{PATH}/graphiques/{name}.png")
    assert picture.mimetype == "image/png"
    assert picture.data.startswith(b"\x89PNG")


def test_a_chart_that_is_not_there_or_not_ones_own_is_not_found(app: Flask, referent: Visit) -> None:
    publish_agents(app, 447)
    for path in (f"{PATH}/graphiques/taux.svg", f"{PATH}/graphiques/etapes.gif", f"{PATH}/graphiques/rien.svg"):
        referent.get(path, status=404)
    referent.get("/tableau-de-bord/sentiers/graphiques/etapes.svg", status=404)


def test_the_staircase_tells_every_week_that_was_published(app: Flask, clock: Clock, referent: Visit) -> None:
    for agents in (8, 4, 30):
        publish_agents(app, agents)
        clock.advance(weeks=1)
    referent.sign_in("referent", email="referent@exemple.invalid")
    rows = [text for row in referent.get(PATH).all("table")[0].iter("tr") for text in [" ".join(row.itertext())]]
    assert [words in row for words, row in zip(("33 à 43", "11 à 21", "moins de 11"), rows[1:], strict=True)] == [
        True
    ] * 3


def test_a_target_is_declared_and_steers_the_page(app: Flask, referent: Visit) -> None:
    declare_headcount(app)
    publish_agents(app, 447)
    page = referent.send(referent.get(TARGET), {"percent": "60 %", "on": "2027-03-31"}, to="/objectif")
    assert page.path == PATH
    assert "60\u00a0% au 31 mars 2027" in page.text
    # 3 300 agents, 440 to 450 of them there, 128 days left.
    assert "Il faudrait de 156 à 157 agents de plus par semaine" in page.text
    assert "il en manque de 2\u202f850 à 2\u202f860 sur 3\u202f300" in page.text
    with app.app_context(), reading() as connection:
        latest = audit.latest(connection, 1)[0]
    assert (latest.act.value, latest.what) == ("target_declared", "rivages: 60 %, 2027-03-31")


def test_a_wrong_target_is_told_whole_and_nothing_is_kept(referent: Visit) -> None:
    wrong = {"percent": "0", "on": "2020-01-01"}
    page = referent.send(referent.get(TARGET), wrong, to="/objectif", status=422)
    assert {name: form_of(page, "/objectif").values[name] for name in wrong} == wrong
    for words in ("au moins 1", "pas à venir"):
        assert words in page.text
    assert "Aucun" in referent.get(TARGET).text


def test_a_new_target_replaces_the_one_to_come_and_leaves_those_of_the_past(clock: Clock, referent: Visit) -> None:
    for percent, days in (("30", 10), ("50", 200), ("60", 300)):
        on = (clock().date() + timedelta(days=days)).isoformat()
        referent.send(referent.get(TARGET), {"percent": percent, "on": on}, to="/objectif")
        if days == 10:
            clock.advance(days=20)
            referent.sign_in("referent", email="referent@exemple.invalid")
    text = referent.get(TARGET).text
    assert "30\u00a0%" in text
    assert "60\u00a0%" in text
    assert "50\u00a0%" not in text


def test_a_former_referent_declares_no_target(former_referent: Visit) -> None:
    former_referent.get(TARGET, status=404)


def test_under_the_threshold_the_page_says_what_to_do(app: Flask, referent: Visit) -> None:
    publish_agents(app, 10)
    publish_agents(app, 440, "sentiers", date(2026, 11, 3))
    page = referent.get(PATH)
    for words in ("à partir de 11 agents", "Prochaine publication", "Déclarer un effectif", "Texte à envoyer"):
        assert words in page.text
    assert [element for element in page.all(f"{SVG}svg") if element.get("role") == "img"] == []


def test_the_figures_of_the_state_stand_under_the_threshold_too(app: Flask, clock: Clock, referent: Visit) -> None:
    complete(app, 440, "sentiers")
    publish_agents(app, 10)
    assert "De 440 à 450 agents ont terminé au moins un module, dans le seul ministère" in referent.get(PATH).text
