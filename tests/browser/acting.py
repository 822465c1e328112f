"""What an agent does in a browser, found by what things are and not by their words: the same with script or without."""

import re
from collections.abc import Mapping

from playwright.sync_api import Locator, Page

from quiz.content.item import ScoredItem, UnscoredItem
from quiz.marking.mark import key
from tests.demonstration import item_at

AGENT_DOOR = 'form[action$="/portes/agent"] button'
CONFIRM = 'main form:has(input[type="hidden"][name="ministry"]) button'
START = 'main form[action$="/tentatives"] button'
SUBMIT = '#question-form button[type="submit"]:not([name])'
DONT_KNOW = '#question-form button[name="dont_know"]'
ONWARD = 'main a.fr-btn[href*="/tentatives/"]'
PUBLISH = 'form[action$="/publier"] button'
FEEDBACK = "section.feedback"
KINDS = frozenset(
    """single_choice multiple_choice true_false true_false_grid numeric ordering matching
    categorise cloze short_answer hotspot opinion commitment""".split()  # noqa: SIM905
)
RESULT = re.compile(r"/tentatives/\d+$")


def follow(page: Page, selector: str) -> None:
    """Click what leads elsewhere, and wait until one is there."""
    with page.expect_navigation():
        page.locator(selector).first.click()


def enter(page: Page, door: str = "agent") -> None:
    """Go through a door of the demonstration."""
    page.goto("/demonstration")
    follow(page, f'form[action$="/portes/{door}"] button')


def become_an_agent(page: Page) -> None:
    """Go through the agent's door and confirm the ministry suggested."""
    enter(page)
    follow(page, CONFIRM)


def start(page: Page, slug: str) -> None:
    """Open a module from the series, and start its quiz."""
    if not page.url.endswith(f"/modules/{slug}"):
        page.goto("/")
        follow(page, f'.steps a[href="/modules/{slug}"]')
    follow(page, START)


def groups(page: Page) -> list[tuple[str, list[Locator]]]:
    """The fields of a question, by name, in order: a name with its radio buttons, or one field."""
    named: dict[str, list[Locator]] = {}
    for control in page.locator('#question-form [name^="r-"]').all():
        named.setdefault(control.get_attribute("name") or "", []).append(control)
    return list(named.items())


def fill(page: Page, values: Mapping[str, str] | None = None) -> str:
    """Fill a question in: with these values by field, or with anything; says which field it was."""
    seen = ""
    for at, (name, controls) in enumerate(groups(page)):
        first = controls[0]
        kind = first.get_attribute("type") or first.evaluate("field => field.localName")
        seen = seen or kind
        wanted = None if values is None else values.get(name, "")
        if kind == "radio":
            wanted = wanted if wanted is not None else controls[at % len(controls)].get_attribute("value")
            page.locator(f'#question-form [name="{name}"][value="{wanted}"]').check()
        elif kind == "checkbox":
            if wanted or (wanted is None and at % 2 == 0):
                first.check()
        elif kind == "select":
            choices = [option.get_attribute("value") for option in first.locator("option").all()]
            first.select_option(value=wanted if wanted is not None else choices[1 + at % (len(choices) - 1)])
        elif wanted is not None:
            first.fill(wanted)
        else:
            first.fill("12,5" if first.get_attribute("inputmode") == "decimal" else "sobriété")
    return seen


def answer(page: Page, values: Mapping[str, str] | None = None) -> None:
    """Answer the question of a page; the page that follows says so."""
    fill(page, values)
    follow(page, SUBMIT)
    page.locator(FEEDBACK).wait_for()


def take(page: Page, slug: str) -> None:
    """Take a module from the series to its result, answering anything."""
    start(page, slug)
    while not RESULT.search(page.url):
        answer(page)
        follow(page, ONWARD)


def take_rightly(page: Page, slug: str, database_url: str) -> set[str]:
    """Take a module to its result without a mistake; says which kinds of questions were asked."""
    start(page, slug)
    kinds: set[str] = set()
    while not RESULT.search(page.url):
        item = item_on(page, database_url)
        kinds.add(item.kind)
        answer(page, right_answer(item))
        follow(page, ONWARD)
    return kinds


def right_answer(item: ScoredItem | UnscoredItem) -> dict[str, str] | None:
    """The fields of a right answer; nothing where any answer will do."""
    if isinstance(item, UnscoredItem):
        return None
    return {f"r-{slot}": value for slot, value in key(item).values.items()}


def item_on(page: Page, database_url: str) -> ScoredItem | UnscoredItem:
    """The item a question's page asks."""
    return item_at(page.url, database_url)
