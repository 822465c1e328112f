"""What authors and pilots read of items; agents and referents do not."""

from collections.abc import Callable

import pytest
from flask import Flask

from quiz.authoring import store as authoring
from quiz.content import store as content
from quiz.content.fingerprint import module_fingerprint
from quiz.content.item import SingleChoice
from quiz.content.module import Module
from quiz.demo.invented_attempts import invented_attempts
from quiz.demo.store import show_items
from quiz.identity.audit.act import COMMAND
from quiz.identity.role import Grant, Role
from quiz.identity.roles import store as roles
from quiz.storage.transaction import writing
from tests import build
from tests.build import a_module, some_items
from tests.page_rules import text_of
from tests.visit import Visit

PATH = "/analyse-des-questions"


@pytest.fixture
def modules() -> tuple[Module, ...]:
    return (a_module("enjeux", items=some_items(14), draw=6), a_module("usages"))


@pytest.fixture
def author(app: Flask, visit: Visit, clock: build.Clock) -> Visit:
    with app.app_context(), writing() as connection:
        key = app.extensions["quiz_given"].settings.hashing_key
        hashed = roles.email_hash("redaction@example.org", key)
        roles.grant(connection, hashed, Grant(Role.AUTHOR, label="rédaction"), COMMAND, clock())
    return visit.sign_in("auteur", email="redaction@example.org")


def test_without_attempts_no_figure_is_shown(author: Visit) -> None:
    page = author.follow(author.get(PATH), "enjeux")
    assert "trop peu de réponses" in page.text
    assert "Trop peu de réponses sur la version" in page.text


def test_an_author_sees_figures_with_their_number_and_what_to_look_at(app: Flask, author: Visit) -> None:
    with app.app_context(), writing() as connection:
        version_id = content.current_versions(connection)["enjeux"]
        show_items(connection, app.extensions["quiz_given"].shelf.version(connection, version_id))
    page = author.follow(author.get(PATH), "enjeux")
    assert "1\u202f050 premières tentatives" in page.text
    assert "à regarder" in page.text
    assert "Indice de discrimination" in page.text
    # French beside English, each with how many it is about.
    [side] = [
        table for table in page.all("table") if "Indice de facilité de chaque question par langue" in text_of(table)
    ]
    assert [text_of(cell) for cell in side.iter("th")][:3] == ["Question", "français", "anglais"]
    assert "réponses" in text_of(side)
    assert "trop peu de réponses" not in text_of(side)


def test_a_corrected_key_closes_a_series_and_opens_another_both_labelled(
    app: Flask, author: Visit, modules: tuple[Module, ...], clock: build.Clock
) -> None:
    """What was marked by the old key is never added to what is marked by the new one."""
    shelf = app.extensions["quiz_given"].shelf
    first, *others = modules[0].items
    assert isinstance(first, SingleChoice)
    swapped = tuple(option.model_copy(update={"correct": not option.correct}) for option in first.options[:2])
    corrected = modules[0].model_copy(
        update={"items": (first.model_copy(update={"options": swapped + first.options[2:]}), *others)}
    )
    with app.app_context(), writing() as connection:
        show_items(connection, shelf.version(connection, content.current_versions(connection)["enjeux"]))
        authoring.publish(connection, corrected, module_fingerprint(corrected), "", clock())
    page = author.get(f"{PATH}/enjeux")
    rows = [text_of(row) for body in page.all("tbody") for row in body.iter("tr")]
    assert "Trop peu de réponses sur la version" in page.text
    [closed] = [row for row in rows if "série close" in row]
    assert "série close, version 1" in closed
    assert "trop peu de réponses" not in closed
    [opened] = [row for row in rows if "nouvelle série depuis la version 2" in row]
    assert "trop peu de réponses" in opened
    # The others are the same: their series goes on from version 1.
    assert sum("inchangée depuis la version 1" in row for row in rows) == len(others)


@pytest.mark.parametrize("path", [PATH, f"{PATH}/enjeux"])
def test_an_agent_and_a_visitor_do_not_read_them(visit: Visit, another_visit: Callable[[], Visit], path: str) -> None:
    assert "Se connecter" in visit.get(path).text
    another_visit().sign_in().get(path, status=403)


def test_a_module_that_is_not_published_is_not_found(author: Visit) -> None:
    author.get(f"{PATH}/inconnu", status=404)


def test_invented_attempts_add_up(modules: tuple[Module, ...]) -> None:
    counts, totals = invented_attempts(modules[0])
    assert sum(totals.values()) == 1_050
    assert sum(count.attempts for count in counts) == 6 * 1_050
    assert sum(count.score * count.attempts for count in counts) == sum(total * n for (_, total), n in totals.items())
