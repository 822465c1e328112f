"""Other actions: declared in a form, printed apart, added to no figure, withdrawn."""

from dataclasses import replace
from datetime import date

import pytest
from flask import Flask

from quiz.identity.audit import store as audit
from quiz.identity.guard import given
from quiz.insight.actions import store
from quiz.insight.actions.action import Action, Declaration, Field, Mistake, of_quarter, read
from quiz.insight.page import LISTED
from quiz.storage.transaction import reading, writing
from tests.page_rules import Page, text_of
from tests.visit import Visit, form_of

from .published import publish_agents

TODAY = date(2026, 11, 24)
RIGHT = Declaration("Atelier : trier sa messagerie", "2026-10-06", "1\u202f200", "Feuille d’émargement")
WORKSHOP = Action("Atelier : trier sa messagerie", date(2026, 10, 6), 1_200, "Feuille d’émargement")
ADDRESS = "/tableau-de-bord/rivages/actions"


def test_an_action_is_read_as_it_was_meant() -> None:
    assert read(RIGHT, TODAY) == WORKSHOP


@pytest.mark.parametrize(
    ("field", "typed", "mistake"),
    [
        (Field.TITLE, " ", Mistake.MISSING),
        (Field.TITLE, "a" * 121, Mistake.TOO_LONG),
        (Field.TITLE, "Conférence de Mme Durand", Mistake.NAMES_SOMEONE),
        (Field.SOURCE, "liste de prenom.nom@example.org", Mistake.NAMES_SOMEONE),
        (Field.ON, "2026-11-25", Mistake.IN_THE_FUTURE),
        (Field.ON, "2026-02-30", Mistake.NOT_A_DAY),
        (Field.ON, "0206-10-06", Mistake.TOO_OLD),
        (Field.PARTICIPANTS, "0", Mistake.NOBODY),
        (Field.PARTICIPANTS, "-3", Mistake.NOT_A_NUMBER),
        (Field.PARTICIPANTS, "une centaine", Mistake.NOT_A_NUMBER),
        (Field.PARTICIPANTS, "1000001", Mistake.TOO_MANY),
        (Field.PARTICIPANTS, "", Mistake.MISSING),
    ],
)
def test_each_mistake_is_told_at_its_field(field: Field, typed: str, mistake: Mistake) -> None:
    assert read(replace(RIGHT, **{field.value: typed}), TODAY) == {field: mistake}


def test_every_mistake_is_told_at_once() -> None:
    told = read(Declaration(), TODAY)
    assert isinstance(told, dict)
    assert set(told) == set(Field)


def test_an_action_belongs_to_the_quarter_of_its_day() -> None:
    earlier = replace(WORKSHOP, on=date(2026, 9, 30))
    assert of_quarter((WORKSHOP, earlier), "2026-T4") == (WORKSHOP,)


def declare(visit: Visit, **fields: str) -> Page:
    """Declare an action on the page."""
    typed = {"title": RIGHT.title, "on": RIGHT.on, "participants": RIGHT.participants, "source": RIGHT.source}
    # Each action has a form of its own on the page, to withdraw it: the token is that of another page.
    token = visit.token("/tableau-de-bord/rivages/objectif")
    return visit.checked(visit.post(ADDRESS, {**typed, **fields, "csrf_token": token}), 200)


def kept(app: Flask, ministry: str = "rivages") -> tuple[Action, ...]:
    with app.app_context(), reading() as connection:
        return tuple(each.action for each in store.actions(connection, ministry, given().clock()))


def logged(app: Flask) -> list[tuple[str, str]]:
    with app.app_context(), reading() as connection:
        acts = audit.latest(connection, 20)
        return [(each.act.value, each.what) for each in acts if each.act.value.startswith("action_")]


def test_an_action_is_printed_apart_and_moves_no_figure(app: Flask, referent: Visit) -> None:
    publish_agents(app, 447)
    before = referent.get("/tableau-de-bord/rivages")
    assert "Atelier" in declare(referent).text
    assert kept(app) == (WORKSHOP,)
    after = referent.get("/tableau-de-bord/rivages")
    [table] = [each for each in after.all("table") if "qui ne s’ajoutent à aucun chiffre" in text_of(each)]
    assert "1\u202f200" in text_of(table)
    others = [text_of(each) for each in after.all("table") if each is not table]
    assert others == [text_of(each) for each in before.all("table")]
    assert logged(app) == [("action_declared", "rivages: 2026-10-06, Atelier : trier sa messagerie, 1200")]


def test_declared_again_it_replaces_the_earlier_one(app: Flask, referent: Visit) -> None:
    declare(referent)
    declare(referent, participants="1300")
    assert kept(app) == (replace(WORKSHOP, participants=1_300),)


def test_what_is_wrong_is_told_where_it_was_typed_and_nothing_is_kept(app: Flask, referent: Visit) -> None:
    page = referent.get(ADDRESS)
    wrong = {"title": "", "on": "2126-01-01", "participants": "0", "source": "Émargement"}
    refused = referent.send(page, wrong, to="/actions", status=422)
    for words in ("Écrivez ce qui a été fait", "Ce jour est à venir", "au moins un participant"):
        assert words in refused.text
    assert form_of(refused, "/actions").values["source"] == "Émargement"
    assert (kept(app), logged(app)) == ((), [])


def test_an_action_is_withdrawn_and_the_log_remembers_it(app: Flask, referent: Visit) -> None:
    page = declare(referent)
    assert "Atelier" not in referent.send(page, to="/retrait").text
    assert kept(app) == ()
    assert [act for act, _what in logged(app)] == ["action_withdrawn", "action_declared"]
    gone = referent.post(form_of(page, "/retrait").action, form_of(page, "/retrait").values)
    assert gone.status_code == 404


def test_an_action_of_another_ministry_is_not_there(app: Flask, referent: Visit) -> None:
    page = declare(referent)
    with app.app_context(), writing() as connection:
        store.declare(connection, "sentiers", WORKSHOP, given().clock())
        [theirs] = store.actions(connection, "sentiers", given().clock())
    values = form_of(page, "/retrait").values
    for ministry in ("rivages", "sentiers"):
        answer = referent.post(f"/tableau-de-bord/{ministry}/actions/{theirs.number}/retrait", values)
        assert answer.status_code == 404
    assert kept(app, "sentiers") == (WORKSHOP,)


def test_a_dashboard_lists_the_latest_and_says_how_many_more(app: Flask, referent: Visit) -> None:
    with app.app_context(), writing() as connection:
        for day in range(1, LISTED + 3):
            store.declare(connection, "rivages", replace(WORKSHOP, on=date(2026, 9, day)), given().clock())
    page = referent.get("/tableau-de-bord/rivages")
    assert "12 septembre 2026" in page.text
    assert "1er septembre 2026" not in page.text
    assert "2 actions plus anciennes" in page.text
