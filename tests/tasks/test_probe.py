"""What a load balancer asks: yes or no, without a session, without a name, without a detail."""

from dataclasses import replace

from flask import Flask
from sqlalchemy import text

from quiz.application import create_app
from quiz.settings import Settings
from quiz.storage.database import db
from quiz.storage.transaction import writing
from tests import build
from tests.build import Clock
from tests.databases import Database
from tests.visit import Visit


def test_yes_in_one_word_to_somebody_and_to_nobody(visit: Visit) -> None:
    for asker in (visit, visit.sign_in()):
        answer = asker.client.get("/healthz")
        assert (answer.status_code, answer.text, answer.mimetype) == (200, "ok\n", "text/plain")
        assert answer.headers["Cache-Control"] == "no-store"
        assert "Set-Cookie" not in answer.headers
        assert "default-src 'none'" in answer.headers["Content-Security-Policy"]
    assert visit.client.head("/healthz").status_code == 200


def test_no_where_the_schema_is_that_of_another_version(app: Flask, visit: Visit, database: Database) -> None:
    database.spoil()
    for statement in ("UPDATE alembic_version SET version_num = '0001'", "DROP TABLE alembic_version"):
        with app.app_context(), writing() as connection:
            connection.execute(text(statement))
        answer = visit.client.get("/healthz")
        assert (answer.status_code, answer.text) == (503, "unavailable\n")
        assert answer.headers["Cache-Control"] == "no-store"


def test_it_answers_under_the_address_of_the_machine_and_nothing_else_does(settings: Settings, clock: Clock) -> None:
    app = create_app(replace(settings, hosts=frozenset({"localhost"})), clock, build.Chance())
    named = {path: app.test_client().get(path, headers={"Host": "192.0.2.7:8000"}).status_code for path in ALL}
    assert named == dict.fromkeys(ALL, 400) | {"/healthz": 200}
    with app.app_context():
        db.engine.dispose()


ALL = ("/healthz", "/", "/robots.txt", "/healthz/", "/nulle-part")
