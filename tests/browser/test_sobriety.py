"""Every page of every role keeps its budget, and docs/sobriety.md tells what is measured."""

from dataclasses import replace

import pytest
from playwright.sync_api import Browser

from benchmarks.budget import AUTHOR, MODULE, PAGE, Budget, Measured, budget_of, over, row, stale, tells
from benchmarks.sobriety import CHAPTERS, REPORT, weigh, weigh_module
from tests.tour.chapters import Album
from tests.tour.replay import Replay
from tests.tour.walk import Tour

pytestmark = pytest.mark.browser
CHEAP = Measured("questions", "matching to answer", 2_000, 7_000, 500, 10_000, 3, 1, 100)


@pytest.mark.parametrize("chapter", CHAPTERS)
def test_each_page_keeps_its_budget_as_the_documentation_says(
    undrawn: Browser, album: Album, replay: Replay, chapter: str
) -> None:
    measures = list(weigh(undrawn, replay, chapter, album.chapter(chapter)))
    assert measures
    assert [sentence for each in measures for sentence in over(each)] == []
    told_otherwise = list(stale(REPORT.read_text("utf-8"), measures))
    assert told_otherwise == [], "make sobriety writes this page again\n" + "\n".join(told_otherwise)


def test_a_module_taken_by_reading_weighs_less_than_a_photograph(browser: Browser, tour: Tour, replay: Replay) -> None:
    module = weigh_module(browser, tour, replay)
    assert module.wire <= MODULE
    text = REPORT.read_text("utf-8")
    assert tells(text, module), f"make sobriety writes this page again: {module}"
    assert not tells(text, replace(module, wire=module.wire + 3_000))


def test_nothing_cheap_is_over_its_budget() -> None:
    assert list(over(CHEAP)) == []


# A page over each figure of the budget.
DEAR = [replace(CHEAP, **{name: getattr(PAGE, name) + 1}) for name in vars(PAGE) if name != "score"]
DEAR += [replace(CHEAP, elements=240, requests_first=4, first=2_000_000)]


@pytest.mark.parametrize("measured", DEAR)
def test_each_figure_over_the_budget_is_told(measured: Measured) -> None:
    assert len(list(over(measured))) == 1


@pytest.mark.parametrize(
    ("chapter", "what", "budget"),
    [
        ("questions", "single_choice left blank", Budget(elements=140, score=90)),
        ("questions", "true_false_grid answered", PAGE),
        ("author", "single_choice", AUTHOR),
    ],
)
def test_a_choice_question_has_a_budget_of_its_own(chapter: str, what: str, budget: Budget) -> None:
    assert budget_of(replace(CHEAP, chapter=chapter, what=what)) == budget


@pytest.mark.parametrize(
    "moved", [{"html": 2_300}, {"first": 11_000}, {"requests_first": 4}, {"elements": 110}, {"what": "another"}]
)
def test_a_page_of_the_documentation_that_tells_something_else_is_stale(moved: dict[str, int]) -> None:
    text = row(CHEAP)
    assert list(stale(text, [CHEAP, replace(CHEAP, html=2_040, elements=101)])) == []
    assert len(list(stale(text, [replace(CHEAP, **moved)]))) == 1
