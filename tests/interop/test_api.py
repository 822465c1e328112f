"""The API: a token opens its scope and nothing else; what it gives is what exports hold; no cookie is read or set."""

import re
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
import schemathesis
from flask import Flask
from hypothesis import HealthCheck, Phase, given
from hypothesis import settings as hypothesis_settings
from sqlalchemy import select
from werkzeug.test import TestResponse

from quiz.identity.audit.tables import AuditRow
from quiz.identity.role import Grant, Role
from quiz.insight.exports.columns import COLUMNS
from quiz.insight.quarters.store import close
from quiz.interop.api.description import REFUSALS, ROOT, ROUTES
from quiz.interop.api.tokens.tables import ApiTokenRow
from quiz.storage.transaction import reading, writing
from tests.build import Clock
from tests.granting import grant
from tests.insight.exports.files import rows_of, taken
from tests.insight.published import publish_agents
from tests.visit import Visit

PATH = "/pilotage/jetons"
TOKEN = re.compile(r"quiz_[A-Za-z0-9_-]{43}")


@pytest.fixture
def pilot(app: Flask) -> Visit:
    """A pilot, and figures to give."""
    publish_agents(app, 44)
    publish_agents(app, 25, "sentiers")
    grant(app, "pilote@example.org", Grant(Role.PILOT))
    return Visit(app).sign_in("pilote", email="pilote@example.org")


def made(pilot: Visit, scope: str = "tous", last_day: str = "2027-06-30") -> str:
    """A token the pilot has just made, as its page shows it this once."""
    typed = {"label": "entrepôt de données", "scope": scope, "last_day": last_day}
    page = pilot.send(pilot.get(PATH), typed, to=PATH)
    found = set(TOKEN.findall(page.html))
    assert len(found) == 1
    assert not TOKEN.search(pilot.get(PATH).html)
    return found.pop()


def asked(app: Flask, token: str | None, path: str = "/chiffres", **headers: str) -> TestResponse:
    """The answer of the API to a program."""
    bearing = {"Authorization": f"Bearer {token}"} if token else {}
    return app.test_client().get(f"/api/v1{path}", headers={**bearing, **headers})


def words_of_last_use(pilot: Visit) -> str:
    """The row of the only token, its cells one after the other."""
    [row] = [row for body in pilot.get(PATH).all("tbody") for row in body.iter("tr")]
    return " ".join("".join(cell.itertext()) for cell in row)


def problem(answer: TestResponse, status: int) -> Any:
    """The problem an answer tells, checked."""
    assert (answer.status_code, answer.content_type) == (status, "application/problem+json")
    body = answer.get_json(force=True)
    assert body["status"] == status and body["title"] and body["detail"]
    return body["type"].rpartition("/")[2]


def test_the_api_gives_what_the_file_holds(app: Flask, pilot: Visit) -> None:
    rows = asked(app, made(pilot)).get_json()["chiffres"]
    read = [{name: "" if value is None else str(value) for name, value in row.items()} for row in rows]
    assert read == rows_of(taken(pilot, format="csv-virgule"))
    assert len(read) > 10


def test_a_token_of_one_ministry_opens_no_other_and_does_not_say_which_there_are(app: Flask, pilot: Visit) -> None:
    token = made(pilot, "rivages")
    assert {row["ministere"] for row in asked(app, token).get_json()["chiffres"]} == {"rivages"}
    assert {row["niveau"] for row in asked(app, token).get_json()["chiffres"]} == {"ministere"}
    assert asked(app, token, "/chiffres/rivages").status_code == 200
    outside, nowhere = asked(app, token, "/chiffres/sentiers"), asked(app, token, "/chiffres/nulle-part")
    assert problem(outside, 404) == problem(nowhere, 404) == "not_found"
    assert {**outside.get_json(force=True), "instance": ""} == {**nowhere.get_json(force=True), "instance": ""}
    [last, first] = asked(app, token, "/publications").get_json()["publications"]
    earlier = asked(app, token, f"/publications/{first['publication']}/chiffres").get_json()
    assert earlier["publication"] == first
    assert {row["ministere"] for row in earlier["chiffres"]} == {"rivages"}
    assert last["publication"] > first["publication"]


def test_a_closed_quarter_is_given_as_it_was_closed_and_as_its_file_holds_it(app: Flask, pilot: Visit) -> None:
    token = made(pilot)
    assert asked(app, token, "/trimestres").get_json() == {"trimestres": []}
    assert problem(asked(app, token, "/trimestres/2026-T4/chiffres"), 404) == "not_found"
    with app.app_context(), writing() as connection:
        assert close(connection, date(2026, 11, 20), 11, datetime(2026, 11, 23, 9, 30, tzinfo=UTC))
    [closed] = asked(app, token, "/trimestres").get_json()["trimestres"]
    assert (closed["trimestre"], closed["arrete_au"]) == ("2026-T4", "2026-11-20")
    rows = asked(app, token, "/trimestres/2026-T4/chiffres").get_json()["chiffres"]
    read = [{name: "" if value is None else str(value) for name, value in row.items()} for row in rows]
    assert read == rows_of(taken(pilot, format="csv-virgule", extent="trimestres"))


def test_a_token_that_opens_nothing_says_why(app: Flask, pilot: Visit, clock: Clock) -> None:
    assert problem(asked(app, None), 401) == "token_missing"
    for wrong in ("quiz_" + "A" * 43, "x", "é"):
        assert problem(asked(app, wrong), 401) == "token_unknown"
    token = made(pilot, last_day="2026-11-30")
    assert asked(app, token).status_code == 200
    clock.advance(days=7)
    assert asked(app, token).status_code == 200
    clock.advance(days=1)
    refused = asked(app, token)
    assert (problem(refused, 401), refused.headers["WWW-Authenticate"]) == ("token_expired", "Bearer")


def test_a_token_taken_back_opens_nothing_at_once_and_both_acts_are_logged(app: Flask, pilot: Visit) -> None:
    token = made(pilot, "rivages")
    page = pilot.get(PATH)
    [number] = re.findall(r"/pilotage/jetons/(\d+)/retrait", page.html)
    assert "retiré le" in pilot.send(page, to="/retrait").text
    assert problem(asked(app, token), 401) == "token_revoked"
    again = pilot.post(f"{PATH}/{number}/retrait", {"csrf_token": pilot.token(PATH)})
    assert again.status_code == 404
    with app.app_context(), reading() as connection:
        acts = {(each.act, each.what) for each in connection.execute(select(AuditRow.act, AuditRow.what))}
    what = f"{number} · rivages · entrepôt de données"
    assert {("token_made", what), ("token_revoked", what)} <= acts


def test_only_a_keyed_hash_is_kept_and_the_day_of_the_last_use(app: Flask, pilot: Visit) -> None:
    token = made(pilot)
    assert "2027 jamais" in words_of_last_use(pilot)
    assert asked(app, token).status_code == 200
    with app.app_context(), reading() as connection:
        [kept] = connection.execute(select(ApiTokenRow.__table__)).all()
    assert not [value for value in kept if token in str(value) or token[5:] in str(value)]
    assert kept.used_on.isoformat() == "2026-11-23"
    assert "2027 23 novembre 2026" in words_of_last_use(pilot)


def test_nothing_has_changed_is_said_in_a_few_bytes(app: Flask, pilot: Visit) -> None:
    token = made(pilot)
    first = asked(app, token)
    again = asked(app, token, **{"If-None-Match": first.headers["ETag"]})
    assert (again.status_code, again.get_data()) == (304, b"")
    publish_agents(app, 30)
    assert asked(app, token, **{"If-None-Match": first.headers["ETag"]}).status_code == 200


def test_no_cookie_is_read_and_none_is_set(app: Flask, pilot: Visit) -> None:
    token = made(pilot)
    for path in ("/chiffres", "/publications", "/openapi.json", "/nulle-part"):
        answer = asked(app, token, path)
        assert "Set-Cookie" not in answer.headers
        assert "cookie" not in {each.lower() for each in answer.vary}
    # The session of a pilot opens nothing here.
    assert problem(pilot.client.get("/api/v1/chiffres"), 401) == "token_missing"


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ({"label": "", "scope": "tous", "last_day": "2027-01-31"}, "quel programme"),
        ({"label": "a@b.fr", "scope": "tous", "last_day": "2027-01-31"}, "adresse"),
        ({"label": "entrepôt", "scope": "", "last_day": "2027-01-31"}, "Choisissez"),
        ({"label": "entrepôt", "scope": "tous", "last_day": "2026-11-22"}, "passé"),
        ({"label": "entrepôt", "scope": "tous", "last_day": "2027-11-24"}, "un an au plus"),
        ({"label": "entrepôt", "scope": "tous", "last_day": "demain"}, "2026-01-31"),
    ],
)
def test_a_token_badly_asked_for_is_not_made_and_says_why(
    app: Flask, pilot: Visit, typed: dict[str, str], told: str
) -> None:
    page = pilot.send(pilot.get(PATH), typed, to=PATH, status=422)
    assert told in page.text
    with app.app_context(), reading() as connection:
        assert connection.execute(select(ApiTokenRow.id)).all() == []


def test_the_manual_of_the_api_has_every_address_column_and_refusal() -> None:
    manual = (Path(__file__).resolve().parents[2] / "docs/api.md").read_text("utf-8")
    wanted = [f"`{ROOT}{path}`" for path, *_rest in ROUTES]
    wanted += [f"`{column.name}`" for column in COLUMNS] + [f"`{reason}`" for reason in REFUSALS]
    assert [each for each in wanted if each not in manual] == []


# What it says of shapes and refusals does not hang on the kind of database.
@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
def test_the_api_is_what_its_description_says(app: Flask, pilot: Visit) -> None:
    """Whatever a program sends, the answer is one that the description names, in the shape it names."""
    token = made(pilot)
    described = schemathesis.openapi.from_wsgi("/api/v1/openapi.json", app)
    walked = []

    def called(operation: Any) -> Callable[[], None]:
        strategy = operation.as_strategy()

        @hypothesis_settings(
            max_examples=5, database=None, deadline=None, phases=[Phase.generate],
            suppress_health_check=list(HealthCheck), derandomize=True,
        )  # fmt: skip
        @given(case=strategy)
        def call(case: Any) -> None:
            case.call_and_validate(headers={"Authorization": f"Bearer {token}", "Accept-Encoding": "identity"})
            walked.append(operation.path)

        return call

    for found in described.get_all_operations():
        called(found.ok())()
    assert set(walked) == {ROOT + path for path, *_rest in ROUTES}
