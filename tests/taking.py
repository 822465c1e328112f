"""An agent taking a module: starting, answering right or wrong, and what the database then holds."""

from collections.abc import Callable, Sequence
from threading import Thread
from time import monotonic, sleep
from typing import Any, TypeVar

from flask import Flask
from sqlalchemy import Select, select, text

from quiz.content.item import ScoredItem, UnscoredItem
from quiz.content.module import Module
from quiz.learning.tables import COUNTED, AttemptRow, PathRow, ResponseRow
from quiz.marking.mark import key
from quiz.storage.database import db
from quiz.storage.transaction import reading
from tests.page_rules import Page
from tests.visit import Visit

WRONG = {
    "single_choice": {"r-choice": "b"},
    "multiple_choice": {"r-c": "yes"},
    "true_false": {"r-choice": "false"},
    "true_false_grid": {"r-a": "false", "r-b": "true", "r-c": "true"},
    "numeric": {"r-choice": "50"},
}
Result = TypeVar("Result")


def start(visit: Visit, module: Module) -> Page:
    """The first question of an attempt, the video step done by a button; or where an open attempt was left."""
    return visit.send(visit.get(f"/modules/{module.module}"), to="/tentatives")


def item_on(page: Page, module: Module) -> ScoredItem | UnscoredItem:
    """The item a question's page asks."""
    asked = [item for item in module.items if item.prompt.rstrip("\u202f?") + "\u202f?" in page.text]
    assert len(asked) == 1, f"{len(asked)} items of {module.module} on {page.path}: {page.text}"
    return asked[0]


def answer_to(item: ScoredItem | UnscoredItem, *, right: bool = True) -> dict[str, str | None]:
    """The fields of a right answer, or of a wrong one."""
    if right:
        return {f"r-{slot}": value for slot, value in key(item).values.items()}
    return {**WRONG[item.kind]}


def answer(visit: Visit, page: Page, module: Module, *, right: bool = True) -> Page:
    """Answer the question of a page; the page that follows says how right it was."""
    return visit.send(page, answer_to(item_on(page, module), right=right), to="/questions/")


def onward(visit: Visit, page: Page) -> Page:
    """The page the last link of the attempt leads to: the next question, or the result."""
    links = [link.attrib["href"] for main in page.all("main") for link in main.iter("a")]
    return visit.get([link for link in links if "/tentatives/" in link][-1])


def take(visit: Visit, module: Module, *, right: bool = True) -> Page:
    """Take a module from its page to its result."""
    page = start(visit, module)
    for _item in range(module.draw):
        page = onward(visit, answer(visit, page, module, right=right))
    return page


def rows(app: Flask, query: Select[Any]) -> list[Any]:
    """What a query finds, committed."""
    with app.app_context(), reading() as connection:
        return list(connection.execute(query).all())


def paths(app: Flask) -> list[Any]:
    """Every path, as it is kept, with the stage that is counted."""
    return rows(app, select(PathRow.__table__, COUNTED.label("counted")).order_by(PathRow.module_slug))


def attempts(app: Flask) -> list[Any]:
    """Every attempt, as it is kept."""
    return rows(app, select(AttemptRow.__table__).order_by(AttemptRow.module_slug, AttemptRow.number))


def responses(app: Flask) -> list[Any]:
    """Every response, as it is kept."""
    return rows(app, select(ResponseRow.__table__).order_by(ResponseRow.recorded_at))


def together(app: Flask, *acts: Callable[[], Result]) -> list[Result]:
    """What these acts give when all of them have reached the database before any is let through.

    A lock that every write of a person needs is held until each act waits for it.
    """
    results: list[Any] = [None] * len(acts)

    def run(at: int, act: Callable[[], Result]) -> None:
        results[at] = act()

    threads = [Thread(target=run, args=(at, act)) for at, act in enumerate(acts)]
    with app.app_context(), db.engine.begin() as connection:
        if connection.dialect.name == "postgresql":
            connection.execute(text("SELECT id FROM person FOR UPDATE"))
        for thread in threads:
            thread.start()
        wait_until_waiting(app, len(acts))
    for thread in threads:
        thread.join(timeout=30)
    assert not any(thread.is_alive() for thread in threads)
    return results


def wait_until_waiting(app: Flask, count: int) -> None:
    """Wait until so many connections wait for a lock; SQLite does not tell, and is given the time it needs."""
    if db.engine.dialect.name == "sqlite":
        return sleep(0.3)
    waiting = text(
        "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'"
    )
    deadline = monotonic() + 10
    while monotonic() < deadline:
        with reading() as connection:
            if connection.scalar(waiting) == count:
                return None
        sleep(0.01)
    raise AssertionError(f"fewer than {count} requests wait for the lock")


def statuses(answers: Sequence[Any]) -> list[int]:
    """The statuses of answers, in order of size."""
    return sorted(answer.status_code for answer in answers)
