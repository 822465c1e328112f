"""What a module costs: few requests, few statements each (DESIGN.md, section 8)."""

from collections.abc import Iterator
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import event

from quiz.content.module import Module
from quiz.storage.database import db
from tests.build import a_module, some_items
from tests.taking import take
from tests.visit import Visit

REQUESTS, STATEMENTS = 25, 4


@pytest.fixture
def modules() -> tuple[Module, ...]:
    return (a_module("enjeux", items=some_items(12), draw=6),)


@pytest.fixture
def costs(app: Flask) -> Iterator[list[list[str]]]:
    """The statements of each request, in order; BEGIN, COMMIT and settings of a connection are not counted."""
    requests: list[list[str]] = []

    def keep(_connection: Any, _cursor: Any, statement: str, *_rest: Any) -> None:
        if requests and not statement.startswith(("BEGIN", "PRAGMA")):
            requests[-1].append(statement)

    with app.app_context():
        engine = db.engine
    app.before_request(lambda: requests.append([]))
    event.listen(engine, "before_cursor_execute", keep)
    yield requests
    event.remove(engine, "before_cursor_execute", keep)


def test_a_module_takes_few_requests_of_few_statements(
    app: Flask, visit: Visit, costs: list[list[str]], modules: tuple[Module, ...]
) -> None:
    # The first agent makes the process read the versions it will keep; the second is everyone else.
    take(visit.sign_in("amina"), modules[0])
    visit.sign_in("bruno")
    costs.clear()
    take(visit, modules[0])
    assert len(costs) <= REQUESTS
    assert [statements for statements in costs if len(statements) > STATEMENTS] == []
    assert sum(len(statements) for statements in costs) >= len(costs)
