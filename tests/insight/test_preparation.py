"""The page before the quarterly meeting: what each ministry needs, the most pressing first; of a visit, the day."""

from datetime import date

import pytest
from flask import Flask

from quiz.identity import store as identity
from quiz.identity.guard import given
from quiz.identity.ministry import Ministry
from quiz.insight.cells import Cell, Shown, Withheld, Withholding
from quiz.insight.headcount import Headcount
from quiz.insight.headcounts import store as headcounts
from quiz.insight.preparation import store
from quiz.insight.preparation.attention import Attention, Standing, needed, urgency
from quiz.insight.quarters import store as quarters
from quiz.insight.targets import store as targets
from quiz.insight.targets.target import Target
from quiz.storage.transaction import reading, writing
from tests.build import MINISTRIES, MONDAY
from tests.page_rules import Page, text_of
from tests.visit import Visit

from .published import publish_agents

TODAY = date(2026, 11, 24)
PATH = "/pilotage/preparation"
SHOWN, HIDDEN = Shown(440, 450), Withheld(Withholding.TOO_FEW)
TARGET = Target(60, date(2027, 3, 31))


def of(agents: int, on: date = date(2026, 1, 1)) -> Headcount:
    return Headcount(agents, on, "Bilan social", "Tous les services")


@pytest.mark.parametrize(
    ("cell", "headcount", "target", "visited_on", "found"),
    [
        (SHOWN, of(5_500), TARGET, TODAY, ()),
        (SHOWN, None, TARGET, TODAY, (Attention.NO_HEADCOUNT,)),
        (SHOWN, of(5_500, date(2025, 10, 1)), TARGET, TODAY, (Attention.OLD_HEADCOUNT,)),
        (SHOWN, of(445), TARGET, TODAY, (Attention.HEADCOUNT_OUTGROWN,)),
        (HIDDEN, of(5_500), TARGET, TODAY, (Attention.NO_FIGURE,)),
        (SHOWN, of(5_500), TARGET, None, (Attention.NEVER_VISITED,)),
        (SHOWN, of(5_500), TARGET, date(2026, 8, 1), (Attention.NOT_VISITED_LATELY,)),
        (SHOWN, of(5_500), None, TODAY, (Attention.NO_TARGET,)),
        (SHOWN, of(5_500), Target(60, date(2026, 11, 1)), TODAY, (Attention.TARGET_PAST,)),
        (None, None, None, None, (Attention.NO_HEADCOUNT, Attention.NO_FIGURE, Attention.NEVER_VISITED,
                                  Attention.NO_TARGET)),
    ],
)  # fmt: skip
def test_what_a_ministry_needs(
    cell: Cell | None, headcount: Headcount | None, target: Target | None, visited_on: date | None,
    found: tuple[Attention, ...],
) -> None:  # fmt: skip
    assert needed(Standing(cell, headcount, target, visited_on), TODAY) == found


def test_the_most_pressing_comes_first_and_those_in_need_of_nothing_last() -> None:
    needs = [(), (Attention.NO_TARGET,), (Attention.NO_HEADCOUNT,), (Attention.NO_HEADCOUNT, Attention.NO_TARGET)]
    assert sorted(needs, key=urgency) == [needs[3], needs[2], needs[1], needs[0]]


def lines(page: Page) -> list[list[str]]:
    """The rows of the table, as their texts."""
    return [[text_of(cell) for cell in row] for body in page.all("tbody") for row in body.iter("tr")]


def visited(app: Flask) -> dict[str, date]:
    with app.app_context(), reading() as connection:
        return store.last_visits(connection)


def test_a_ministry_where_all_is_done_comes_last(app: Flask, pilot: Visit) -> None:
    publish_agents(app, 447)
    with app.app_context(), writing() as connection:
        headcounts.declare(connection, "rivages", of(5_500), given().clock())
        targets.declare(connection, "rivages", TARGET, MONDAY.date(), given().clock())
        store.keep_visit(connection, "rivages", MONDAY.date())
    found = lines(pilot.get(PATH))
    assert len(found) >= 2
    assert found[-1][1:] == [
        "rien",
        "440 à 450, 8\u202f%",
        "5\u202f500, 1er janvier 2026 (il y a 10 mois)",
        "60\u00a0% au 31 mars 2027",
        "23 novembre 2026",
    ]
    assert "effectif à déclarer" in found[0][1]
    assert found[0][5] == "jamais"


def test_of_a_visit_the_day_is_kept_for_the_ministry_of_the_referent_alone(
    app: Flask, referent: Visit, pilot: Visit, former_referent: Visit
) -> None:
    for other in (pilot, former_referent):
        other.get("/tableau-de-bord/rivages")
    assert visited(app) == {}
    page = referent.get("/tableau-de-bord/rivages")
    assert "Le pilote voit quel jour" in page.text
    assert "Le pilote voit" not in pilot.get("/tableau-de-bord/rivages").text
    assert visited(app) == {"rivages": MONDAY.date()}


def test_a_visit_never_goes_back_in_time(app: Flask) -> None:
    with app.app_context(), writing() as connection:
        for day in (date(2026, 11, 3), date(2026, 11, 2)):
            store.keep_visit(connection, "rivages", day)
        assert store.last_visit(connection, "rivages") == date(2026, 11, 3)


def test_a_quarter_that_is_over_and_not_closed_is_told(app: Flask, pilot: Visit) -> None:
    publish_agents(app, 50)
    assert "2026-T3 est terminé et n’est pas arrêté" in pilot.get(PATH).text
    with app.app_context(), writing() as connection:
        assert quarters.close(connection, date(2026, 9, 30), 11, given().clock())
    page = pilot.get(PATH)
    assert "n’est pas arrêté" not in page.text
    assert "Dernier trimestre arrêté\u00a0: 2026-T3, au 30 septembre 2026" in page.text


def test_a_ministry_that_is_gone_and_what_is_no_ministry_are_not_asked_for(app: Flask, pilot: Visit) -> None:
    gone = Ministry("anciens", "Ministère des Anciens", "Anciens", valid_to=date(2026, 6, 30))
    with app.app_context(), writing() as connection:
        identity.save_ministries(connection, (*MINISTRIES, gone))
    for path in (PATH, "/effectifs"):
        listed = " ".join(line[0] for line in lines(pilot.get(path)))
        assert "Ministère des Rivages" in listed
        assert "Anciens" not in listed
        assert "Autre employeur public" not in listed


def test_a_referent_prepares_no_meeting(referent: Visit) -> None:
    referent.get(PATH, status=403)
