"""Each item that is published, answered right through its own page, earns full marks in the database."""

import json
import re
from datetime import date
from pathlib import Path

import pytest
from flask import Flask

from quiz.content.files import read_folder
from quiz.content.item import UnscoredItem
from quiz.content.module import Module
from quiz.content.shape import KINDS
from tests.taking import answer_to, attempts, responses, start
from tests.visit import Visit

CONTENT = Path(__file__).resolve().parents[2] / "content"
MOST_DRAWN = 20
HIDDEN = re.compile(r'<input type="hidden" name="([^"]+)" value="([^"]*)"')
TITLE = re.compile(r"<title>([^<]*)")


@pytest.fixture(scope="module")
def written() -> tuple[Module, ...]:
    """The modules of this repository, as they are published but for the number of items drawn."""
    reading = read_folder(CONTENT, date(2026, 11, 23))
    modules = tuple(file.value for file in reading.modules if file.value is not None)
    return tuple(module.model_copy(update={"draw": min(MOST_DRAWN, len(module.scored_items()))}) for module in modules)


@pytest.fixture
def modules(written: tuple[Module, ...]) -> tuple[Module, ...]:
    return written


def answer_all(app: Flask, visit: Visit, module: Module, kinds: set[str]) -> set[str]:
    """Take an attempt with the key of each item drawn; returns the items answered.

    Pages are read by their hidden fields: parsing each as a document would take most of the time. The first
    of each kind is read whole, before and after its answer: every field labelled, nothing that needs a script.
    """
    path = start(visit, module).path.rpartition("/")[0]
    drawn = json.loads(next(each.items for each in attempts(app) if each.submitted_at is None))
    for number, item_id in enumerate(drawn, start=1):
        item = module.item(item_id)
        assert item is not None
        if first := item.kind not in kinds:
            visit.get(f"{path}/{number}")
        shown = visit.client.get(f"{path}/{number}").get_data(as_text=True)
        given = {name: value or "" for name, value in answer_to(item).items()}
        assert [name for name in given if f'name="{name}"' not in shown] == [], item_id
        answered = visit.post(f"{path}/{number}", {**dict(HIDDEN.findall(shown)), **given})
        assert answered.status_code == 303, item_id
        if first:
            kinds.add(item.kind)
            visit.get(answered.location)
        title = TITLE.findall(visit.client.get(answered.location).get_data(as_text=True))[0]
        assert isinstance(item, UnscoredItem) or title.startswith("Bonne réponse"), (item_id, title)
    return set(drawn)


def test_the_key_posted_through_the_page_of_every_item_earns_full_marks(
    app: Flask, visit: Visit, modules: tuple[Module, ...]
) -> None:
    visit.sign_in()
    kinds: set[str] = set()
    for module in modules:
        answered: set[str] = set()
        # Unseen items come first: another attempt draws those that the one before left out.
        while answered < {item.id for item in module.items}:
            drawn = answer_all(app, visit, module, kinds)
            assert drawn - answered, f"an attempt of {module.module} drew nothing new"
            answered |= drawn
    kept = {each.item_id: (each.score_units, each.max_units) for each in responses(app)}
    scored = {item.id for module in modules for item in module.scored_items()}
    assert kept.keys() == {item.id for module in modules for item in module.items}
    assert {name for name, (score, most) in kept.items() if most > 0} == scored
    assert [(name, score, most) for name, (score, most) in kept.items() if score != most] == []
    assert kinds == KINDS.keys()
    assert all(each.score_units == each.max_units > 0 for each in attempts(app))
