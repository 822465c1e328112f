"""A new hashing key: everyone is found again, by real processes that know the new key; the old ones stop."""

import subprocess
from collections.abc import Iterator, Mapping
from dataclasses import replace
from random import Random
from runpy import run_path

import pytest
from flask import Flask
from sqlalchemy import select, update

from quiz.application import create_app
from quiz.identity.keyed_hash import fingerprints
from quiz.identity.role import Grant, Role
from quiz.identity.tables import IdentityRow, RoleGrantRow
from quiz.privacy.rotation import store as rotation
from quiz.settings import HashingKey, Settings
from quiz.storage import keys
from quiz.storage.database import db
from quiz.storage.keys import HashingKeyRow, Standing
from quiz.storage.transaction import writing
from tests import build, identity_provider
from tests.command_server import run_quiz
from tests.databases import Database
from tests.granting import grant
from tests.service import ROOT, SECRETS
from tests.taking import rows
from tests.visit import Visit

NEW = b"the next hashing key of the tests, longer than thirty-two"


@pytest.fixture
def rotated(app: Flask, settings: Settings) -> Iterator[Flask]:
    """The application started again with one more key, its provider beside."""
    chain = HashingKey((*settings.hashing_key.chain, NEW))
    made = create_app(replace(settings, hashing_key=chain), build.Clock(), build.Chance(Random(2027)))  # noqa: S311 - as in build
    made.register_blueprint(identity_provider.pages)
    yield made
    with made.app_context():
        db.engine.dispose()


def keep_keys(app: Flask) -> None:
    """What `quiz db upgrade` does at the first installation."""
    with app.app_context(), writing() as connection:
        keys.keep(connection, build.MONDAY)


def rotate(app: Flask, batch: list[int]) -> int:
    """What `quiz db rotate-key` does."""
    with app.app_context(), writing() as connection:
        key = app.extensions["quiz_given"].settings.hashing_key
        return rotation.rotate(connection, key, build.MONDAY, batch.append)


def test_after_a_rotation_everyone_is_the_same_person_with_the_same_roles(app: Flask, rotated: Flask) -> None:
    keep_keys(app)
    grant(app, "claire@example.org", Grant(Role.AUTHOR))
    for number in range(7):
        Visit(app).sign_in(f"agent-{number}")
    Visit(app).sign_in("claire", email="claire@example.org")
    before = rows(app, select(IdentityRow.hash, IdentityRow.person_id))
    told: list[int] = []
    assert rotate(rotated, told) == 1
    assert sum(told) == 10
    after = rows(app, select(IdentityRow.hash, IdentityRow.person_id))
    assert not {row.hash for row in before} & {row.hash for row in after}
    for number in range(7):
        Visit(rotated).sign_in(f"agent-{number}")
    Visit(rotated).sign_in("claire", email="claire@example.org").get("/redaction")
    assert sorted(rows(app, select(IdentityRow.hash, IdentityRow.person_id))) == sorted(after)


def test_hashes_read_in_many_batches_are_each_wrapped_once(
    app: Flask, rotated: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rotation, "BATCH", 3)
    keep_keys(app)
    for number in range(10):
        Visit(app).sign_in(f"agent-{number}")
    told: list[int] = []
    rotate(rotated, told)
    assert told == [3, 3, 3, 1]
    before = rows(app, select(IdentityRow.hash))
    for number in range(10):
        Visit(rotated).sign_in(f"agent-{number}")
    assert len(rows(app, select(IdentityRow.hash))) == len(before)


def test_rotating_again_does_nothing(app: Flask, rotated: Flask) -> None:
    keep_keys(app)
    Visit(app).sign_in()
    rotate(rotated, [])
    before = rows(app, select(IdentityRow.hash))
    told: list[int] = []
    assert rotate(rotated, told) == 0
    assert (told, rows(app, select(IdentityRow.hash))) == ([], before)
    assert rows(app, select(HashingKeyRow.fingerprint).order_by(HashingKeyRow.position)) == [
        (each,) for each in fingerprints(rotated.extensions["quiz_given"].settings.hashing_key)
    ]


def test_a_process_with_the_old_keys_signs_nobody_in_after_a_rotation(app: Flask, rotated: Flask) -> None:
    keep_keys(app)
    Visit(app).sign_in("amina")
    rotate(rotated, [])
    given = {"subject": "amina", "ministry": "", "email": ""}
    assert Visit(app).client.post("/fournisseur", data=given).status_code == 503
    assert len(rows(app, select(IdentityRow.hash))) == 1


def test_a_process_with_the_new_keys_waits_for_the_rotation(app: Flask, rotated: Flask) -> None:
    keep_keys(app)
    given = {"subject": "amina", "ministry": "", "email": ""}
    assert Visit(rotated).client.post("/fournisseur", data=given).status_code == 503
    assert rows(app, select(IdentityRow.hash)) == []


@pytest.mark.parametrize(
    ("kept", "named", "found"),
    [
        ((), ("a",), Standing.FIRST),
        (("a",), ("a",), Standing.CURRENT),
        (("a",), ("a", "b"), Standing.TO_ROTATE),
        (("a", "b"), ("a",), Standing.UNKNOWN),
        (("a", "b"), ("b",), Standing.UNKNOWN),
        (("a",), ("b",), Standing.UNKNOWN),
    ],
)
def test_keys_are_compared_from_the_first(kept: tuple[str, ...], named: tuple[str, ...], found: Standing) -> None:
    assert keys.compared(kept, named) is found


def quiz(database: Database, added: Mapping[str, str], *words: str) -> subprocess.CompletedProcess[str]:
    """A `quiz` command run to its end, with other settings than usual."""
    return run_quiz({**SECRETS, "QUIZ_DATABASE_URL": database.url, **added}, *words)


def serve(database: Database, added: Mapping[str, str]) -> str:
    """What a WSGI server reads first: the words it would stop with, none where it would serve."""
    settings = {**SECRETS, "QUIZ_DATABASE_URL": database.url, **added}
    with pytest.MonkeyPatch.context() as patch:
        for name, value in settings.items():
            patch.setenv(name, value)
        try:
            run_path(str(ROOT / "wsgi.py"))
        except SystemExit as stopped:
            return str(stopped.code)
    return ""


def test_real_commands_refuse_another_key_and_rotate_to_a_new_one(database: Database) -> None:
    other = {"QUIZ_HASHING_KEY": "o" * 40}
    rotated = {**other, "QUIZ_HASHING_KEY_PREVIOUS": SECRETS["QUIZ_HASHING_KEY"]}
    database.spoil()
    assert quiz(database, {}, "db", "upgrade").returncode == 0
    refused = quiz(database, other, "tasks", "run")
    assert (refused.returncode != 0, "Traceback" in refused.stderr) == (True, False)
    assert "another QUIZ_HASHING_KEY" in refused.stderr
    assert "another QUIZ_HASHING_KEY" in serve(database, other)
    assert "quiz db rotate-key" in serve(database, rotated)
    refused = quiz(database, other, "db", "rotate-key")
    assert (refused.returncode, "nothing was changed" in refused.stderr) == (1, True)
    done = quiz(database, rotated, "db", "rotate-key")
    assert (done.returncode, "under 1 more key" in done.stdout) == (0, True), done.stderr
    assert serve(database, rotated) == ""
    assert "another QUIZ_HASHING_KEY" in serve(database, {})


def test_a_hash_left_out_of_a_rotation_would_be_seen(app: Flask, rotated: Flask) -> None:
    # The guard of the guard: without the mark on the column, the role is not found again.
    keep_keys(app)
    grant(app, "claire@example.org", Grant(Role.AUTHOR))
    with app.app_context(), writing() as connection:
        [kept] = connection.scalars(select(RoleGrantRow.email_hash))
    rotate(rotated, [])
    with app.app_context(), writing() as connection:
        connection.execute(update(RoleGrantRow).values(email_hash=kept))
    assert Visit(rotated).sign_in("claire", email="claire@example.org").status("/redaction") == 403
