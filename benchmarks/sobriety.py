"""Weighs every page of every role in Chromium, and writes docs/sobriety.md: `python -m benchmarks.sobriety`."""

import logging
import sys
import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

from benchmarks.budget import Measured, ModuleTaken, over, told
from tests.browser.acting import ONWARD as ONWARD_LINK
from tests.browser.acting import RESULT, answer, become_an_agent, follow, start
from tests.browser.weighing import Scales
from tests.provision import chromium
from tests.tour.chapters import CHAPTERS as TOUR
from tests.tour.chapters import walk
from tests.tour.replay import Replay, replaying
from tests.tour.walk import Seen, Tour, make_tour

REPORT = Path(__file__).resolve().parents[1] / "docs/sobriety.md"
# Preferences change colours and words, and weigh the same.
CHAPTERS = tuple(name for name in TOUR if name != "preferences")
# The module with the most kinds of questions.
MODULE = "actions"


def weigh(browser: Browser, replay: Replay, chapter: str, pages: Iterable[Seen]) -> Iterator[Measured]:
    """Each page of a chapter, the browser keeping what it may; of all error pages, the heaviest."""
    context = browser.new_context(base_url=replay.address)
    scales = Scales(context.new_page())
    # The files of the frame are weighed once: from then on the browser keeps them.
    scales.open("/aide")
    measured = []
    for seen in pages:
        cost = scales.open(replay.add(seen))
        measured.append(
            Measured(
                chapter=chapter,
                what=seen.what,
                html=cost.bodies.get("Document", 0),
                style=cost.bodies.get("Stylesheet", 0),
                script=cost.bodies.get("Script", 0),
                first=cost.wire,
                requests_first=cost.requests,
                requests_later=cost.paid - cost.pictures,
                elements=cost.elements,
            )
        )
    context.close()
    if chapter == "errors":
        heaviest = max(measured, key=lambda each: each.html)
        yield Measured(**{**vars(heaviest), "what": "the heaviest page of an error"})
    else:
        yield from measured


def weigh_module(browser: Browser, tour: Tour, replay: Replay) -> ModuleTaken:
    """A whole module, from its page to its result, the agent signed in and nothing kept yet."""
    context = browser.new_context(base_url=replay.address)
    page = context.new_page()
    tour.begin("a module taken by reading")
    become_an_agent(page)
    scales = Scales(page)
    scales.empty_cache()
    scales.open(f"/modules/{MODULE}")
    start(page, MODULE)
    while not RESULT.search(page.url):
        answer(page)
        follow(page, ONWARD_LINK)
    cost = scales.cost()
    pages = sum(1 for each in scales.fetched.values() if each.kind == "Document" and each.body)
    module = ModuleTaken(MODULE, pages, cost.paid, scales.paid())
    context.close()
    return module


def main() -> int:
    """Weigh everything and write the report; 1 where something is over its budget, which is then said."""
    program = chromium()
    if program is None:
        raise SystemExit("Chromium is missing: python -m tests.provision")
    # One line for each of some five hundred requests would hide what there is to see.
    logging.getLogger("werkzeug").setLevel(logging.ERROR)
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        tour = make_tour(Path(folder))
        browser = playwright.chromium.launch(executable_path=program)
        measures = []
        with replaying(tour.app) as replay:
            for chapter in CHAPTERS:
                measures += weigh(browser, replay, chapter, walk(tour, chapter))
                print(f"{chapter}: {sum(each.chapter == chapter for each in measures)} pages", flush=True)
            module = weigh_module(browser, tour, replay)
        browser.close()
        tour.close()
    REPORT.write_text(told(measures, module), "utf-8")
    wrong = [sentence for each in measures for sentence in over(each)]
    print(f"{REPORT.name} written.", *wrong, sep="\n")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
