"""What is often missed, for referents: the items whose statistics say so, their explanation, no figure of a group."""

from collections.abc import Iterator
from fractions import Fraction

import pytest
from flask import Flask

from quiz.content.module import Module
from quiz.insight.missed.page import Scored, missed_of
from tests import build
from tests.demonstration import demonstration as demonstration_in
from tests.demonstration import enter
from tests.page_rules import text_of
from tests.visit import Visit

PATH = "/questions-souvent-manquees"


def scored(right: int, wrong: int, module: Module, version: int = 1) -> Scored:
    """So many attempts at the first item of a version that got it right, and so many that did not."""
    item = module.scored_items()[0].id
    return Scored(version, module, {item: {Fraction(1): right, Fraction(0): wrong}}, {item: Fraction(1)})


@pytest.mark.parametrize(
    ("right", "wrong", "found", "judged"),
    [
        (10, 90, 1, True),  # often missed, or no better than at random
        (30, 70, 1, True),
        (45, 55, 0, True),  # a half lies within the interval
        (90, 10, 0, True),
        (2, 27, 0, False),  # too few responses say nothing
        (0, 0, 0, False),
    ],
)
def test_only_what_is_missed_beyond_doubt_is_told(right: int, wrong: int, found: int, judged: bool) -> None:
    module = build.a_module()
    told = missed_of(module, module, [scored(right, wrong, module)])
    assert (len(told.items), told.judged) == (found, judged)


def test_versions_with_the_same_item_count_together_and_another_item_closes_the_series() -> None:
    module = build.a_module()
    first, *others = module.items
    other = module.model_copy(update={"items": (first.model_copy(update={"prompt": "Autre énoncé"}), *others)})
    counts = [scored(2, 20, module, 3), scored(2, 20, module, 2), scored(90, 10, other, 1)]
    [item] = missed_of(module, module, counts).items
    assert item.attempts == 44


@pytest.fixture(scope="module")
def demonstration(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Flask]:
    """The demonstration, on real content."""
    with demonstration_in(tmp_path_factory.mktemp("missed")) as app:
        yield app


def test_a_referent_reads_what_pilots_see_marked_as_missed(demonstration: Flask) -> None:
    referent, pilot = enter(demonstration, "referent"), enter(demonstration, "pilot")
    page = referent.get(PATH)
    shown = {text_of(heading) for heading in page.all("h3")}
    marked = set()
    for slug in ("reseau", "enjeux", "actions", "dinum", "financement"):
        for entry in pilot.get(f"/analyse-des-questions/{slug}").all("li"):
            if "Souvent manquée" in text_of(entry) or "Pas mieux qu’une réponse au hasard" in text_of(entry):
                marked.add(text_of(next(entry.iter("a"))))
    assert shown
    assert shown == marked
    assert "premières tentatives" in page.text


def test_an_agent_does_not_read_it_and_a_referent_comes_to_it_from_the_dashboard(demonstration: Flask) -> None:
    referent = enter(demonstration, "referent")
    assert referent.follow(referent.get("/tableau-de-bord/sentiers"), "souvent manqué").path == PATH
    assert Visit(demonstration).get(PATH).path.startswith("/connexion")
    enter(demonstration, "agent").get(PATH, status=403)
