"""Every page of every role: it obeys the rules of pages, writes nothing, and asks the database little."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from sqlalchemy import event
from werkzeug.routing import Rule

from quiz.content.files import media_digests
from quiz.demo.mistaken_draft import MISTAKEN_SLUG
from quiz.demo.world import DOORS
from quiz.storage.database import db
from tests.demonstration import CONTENT
from tests.house.conftest import FINISHED, MODULE, OPEN, Demonstration

ROLES = ("visitor", *(door.name for door in DOORS))
BUDGET = 4
# Figures are read by a few hundred referents and pilots, drafts by a few dozen authors, never by a crowd.
BUDGETS = {
    # A change of organisation is asked for once in a career.
    "learning.change_ministry": 5,
    # A role is asked for, and roles are reviewed, a few times a year.
    "roles.ask": 5,
    "roles.review": 5,
    "entities.of_ministry": 8,
    "entities.proposal": 8,
    "insight.dashboard": 12,
    "entity.dashboard": 6,
    "insight.pilot": 12,
    "demo.doors": 8,
    "headcounts.headcount": 8,
    "charts.chart": 12,
    "missed.missed": 6,
    "quarters.quarters": 8,
    "preparation.preparation": 10,
    "exports.choose": 8,
    # A page that few people look at, once a week.
    "public.statistics": 12,
    "public.open_data": 12,
    "tokens.tokens": 8,
    "privacy.own_data": 16,
    "privacy.export": 16,
    "authoring.draft": 12,
    "authoring.translation": 12,
    "authoring.preview": 12,
}
# What each argument of an address may be; a page is fetched with each of them.
ARGUMENTS: dict[str, tuple[dict[str, Any], ...]] = {
    "picture.image": ({"digest": media_digests(CONTENT)["enjeux-courriel.svg"], "name": "enjeux-courriel.svg"},),
    "api.ministry": ({"ministry_id": "rivages"},),
    "api.publication": ({"number": 1},),
    "api.quarter": ({"quarter_name": "2026-T3"},),
    "item_analysis.items": ({"slug": MODULE},),
    "learning.module": ({"slug": MODULE}, {"slug": MODULE, "video": "oui"}),
    "learning.resume": ({"slug": MODULE, "number": FINISHED}, {"slug": MODULE, "number": OPEN}),
    "learning.question": tuple(
        {"slug": MODULE, "number": number, "position": position}
        for number in (FINISHED, OPEN)
        for position in (1, 2, 6)
    ),
    "learning.review": ({"slug": MODULE, "number": OPEN},),
    "authoring.draft": ({"slug": MODULE}, {"slug": MISTAKEN_SLUG}),
    "authoring.preview": ({"slug": MODULE},),
    "authoring.translation": ({"slug": MODULE, "language": "en"}, {"slug": MISTAKEN_SLUG, "language": "en"}),
    "headcounts.headcount": ({"ministry_id": "rivages"},),
    "targets.target": ({"ministry_id": "rivages"},),
    "actions.actions": ({"ministry_id": "rivages"},),
    "charts.chart": tuple(
        {"ministry_id": "sentiers", "name": "escalier", "extension": extension} for extension in ("svg", "png")
    ),
    "entities.of_ministry": ({"ministry_id": "sentiers"}, {"ministry_id": "rivages"}),
    "entity.dashboard": ({"ministry_id": "sentiers", "entity_id": "sentiers.refuges"},),
    "entities.sheet_template": ({"ministry_id": "sentiers"},),
    "entities.proposal": ({"number": 1},),
    "identity.campaign": ({"code": "sentiers"}, {"code": "sentiers.refuges"}),
    "learning.change_ministry": (
        {},
        *({"reason": reason, "ministry": name} for reason in ("correction", "mutation") for name in ("sentiers", "")),
    ),
    "insight.dashboard": tuple(
        {"ministry_id": name} for name in ("rivages", "sentiers", "apprentissages", "calendrier")
    ),
}
# Not pages: a script or a stylesheet, an image, a file to take away.
FILES = frozenset(
    (
        "static_file",
        "picture.image",
        "privacy.export",
        "entities.sheet_template",
        "headcount_sheets.sheet_template",
        "charts.chart",
        "public.open_data",
        "notices.what_engines_may_read",
        "probe.health",
    )
) | {
    f"api.{name}"
    for name in ("figures", "ministry", "publications", "publication", "quarters", "quarter", "description")
}


def addresses(demonstration: Demonstration) -> Iterator[tuple[Rule, str]]:
    """Every address that can be read, with its arguments filled."""
    adapter = demonstration.app.url_map.bind("localhost")
    for rule in demonstration.app.url_map.iter_rules():
        if "GET" in (rule.methods or ()) and rule.endpoint != "static_file":
            assert not rule.arguments or rule.endpoint in ARGUMENTS, f"say what {rule.rule} is read with"
            for arguments in ARGUMENTS.get(rule.endpoint, ({},)):
                yield rule, adapter.build(rule.endpoint, arguments)


@contextmanager
def statements(demonstration: Demonstration) -> Iterator[list[str]]:
    """What is asked of the database meanwhile; BEGIN, COMMIT and settings of a connection are not counted."""
    asked: list[str] = []

    def keep(_connection: Any, _cursor: Any, statement: str, *_rest: Any) -> None:
        asked.append(statement)

    with demonstration.app.app_context():
        engine = db.engine
    event.listen(engine, "before_cursor_execute", keep)
    try:
        yield asked
    finally:
        event.remove(engine, "before_cursor_execute", keep)


@pytest.mark.parametrize("role", ROLES)
def test_reading_writes_nothing_and_asks_little(demonstration: Demonstration, role: str) -> None:
    visit = demonstration.visits[role]
    wrong = []
    for rule, address in addresses(demonstration):
        visit.client.get(address, buffered=True)
        with statements(demonstration) as asked:
            response = visit.client.get(address, buffered=True)
        assert response.status_code < 500, f"{address}: {response.status_code}"
        asked = [statement for statement in asked if not statement.startswith("PRAGMA")]
        if len(asked) > BUDGETS.get(rule.endpoint, BUDGET):
            wrong.append(f"{address}: {len(asked)} statements")
        wrong += [f"{address}: {text}" for text in asked if not text.lstrip().upper().startswith(("SELECT", "WITH"))]
    assert wrong == [], "\n".join(wrong)


@pytest.mark.parametrize("role", ROLES)
def test_every_page_obeys_the_rules(demonstration: Demonstration, role: str) -> None:
    visit = demonstration.visits[role]
    wrong = []
    for rule, address in addresses(demonstration):
        if rule.endpoint in FILES:
            continue
        status = visit.status(address)
        try:
            visit.get(address, status, ["origins"] if "video=oui" in address else ())
        except AssertionError as error:
            wrong.append(str(error))
    assert wrong == [], "\n".join(wrong)


def test_each_role_opens_its_own_pages_and_no_other(demonstration: Demonstration) -> None:
    opened = {
        role: sorted(
            {
                rule.rule.split("/")[1]
                for rule, address in addresses(demonstration)
                if demonstration.visits[role].client.get(address, buffered=True).status_code == 200
            }
            & {"mes-resultats", "redaction", "pilotage", "tableau-de-bord"}
        )
        for role in ROLES
    }
    assert opened == {
        "visitor": [],
        "agent": ["mes-resultats"],
        "referent": ["mes-resultats", "tableau-de-bord"],
        "author": ["mes-resultats", "redaction"],
        "pilot": ["mes-resultats", "pilotage", "tableau-de-bord"],
    }
