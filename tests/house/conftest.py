"""The demonstration on real content, with something of everything: what pages are judged on."""

from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from flask import Flask

from quiz.demo.world import DOORS
from tests.demonstration import demonstration as demonstration_in
from tests.demonstration import enter
from tests.visit import Visit, form_of

MODULE = "enjeux"
FINISHED, OPEN = 1, 2


@dataclass(frozen=True)
class Demonstration:
    """The application, and a visitor signed in behind each door; the agent has one attempt finished, one open."""

    app: Flask
    visits: dict[str, Visit]


@pytest.fixture(scope="module")
def demonstration(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Demonstration]:
    """The demonstration, as `make run` leaves it, then visited."""
    with demonstration_in(tmp_path_factory.mktemp("house")) as app:
        visits = {"visitor": Visit(app)} | {door.name: enter(app, door.name) for door in DOORS}
        take_one_and_begin_another(visits["agent"])
        yield Demonstration(app, visits)


def take_one_and_begin_another(visit: Visit) -> None:
    """Answer "I do not know" to the end of a module, then begin it again."""
    page = visit.get(f"/modules/{MODULE}")
    while f"/tentatives/{OPEN}/" not in page.path:
        page = visit.send(visit.get(f"/modules/{MODULE}"), to="/tentatives")
        form = form_of(page, "/questions/")
        visit.post(form.action, {**form.values, "dont_know": "1"})
