"""Copies made and put back by the operator's own commands, on real databases; the erased stay erased."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from time import monotonic, sleep

import pytest
from click.testing import Result
from flask import Flask
from flask.cli import ScriptInfo
from sqlalchemy import Engine, create_engine, inspect, select, text

from quiz.application import create_app, refuse_unfit_database
from quiz.command_line import quiz as commands
from quiz.content.module import Module
from quiz.identity.audit.tables import AuditRow
from quiz.identity.tables import IdentityRow, PersonRow
from quiz.insight.tables import TallyRow
from quiz.settings import Settings, SettingsMissing, read_settings
from quiz.storage import schema
from quiz.storage.database import db, engine_options
from tests import build
from tests.databases import Database, Postgresql
from tests.service import ROOT
from tests.taking import take
from tests.visit import Visit

ANOTHER = "another hashing key, of the tests and of no other use"


@pytest.fixture
def settings(database: Database, tmp_path: Path) -> Settings:
    """The settings of the application, its journal of erasures in a file of the test."""
    return replace(build.settings(database.url), erasure_journal=tmp_path / "journal.jsonl")


@pytest.fixture
def empty(database: Database, tmp_path: Path) -> Iterator[str]:
    """The address of an empty database of the same kind."""
    if isinstance(database, Postgresql):
        name = f"{database.name}_restored"
        database.server.execute(f"CREATE DATABASE {name}")
        yield database.server.url(name)
        database.server.execute(f"DROP DATABASE {name} WITH (FORCE)")
    else:
        yield f"sqlite:///{tmp_path / 'restored.db'}"


def own(settings: Settings, url: str, **others: str) -> Mapping[str, str]:
    """The settings of a command, for a database."""
    given = {
        "QUIZ_SECRET_KEY": settings.secret_key,
        "QUIZ_HASHING_KEY": settings.hashing_key.chain[-1].decode(),
        "QUIZ_ERASURE_JOURNAL": str(settings.erasure_journal),
        "QUIZ_DATABASE_URL": url,
    }
    return {**given, **others}


def start(settings: Settings, url: str, *words: str) -> subprocess.Popen[str]:
    """A `quiz` command, under way in a process of its own, which can be killed."""
    outside = {name: value for name, value in os.environ.items() if not name.startswith("QUIZ_")}
    command = [sys.executable, "-m", "quiz.command_line", *words]
    return subprocess.Popen(command, env={**outside, **own(settings, url)}, cwd=ROOT, stderr=subprocess.PIPE, text=True)


def quiz(settings: Settings, url: str, *words: str, **others: str) -> Result:
    """A `quiz` command, to its end, on an application of its own: to start a process takes seconds."""
    app = create_app(read_settings(own(settings, url, **others)))
    path = {"PATH": others["PATH"]} if "PATH" in others else {}
    result = app.test_cli_runner(env=path).invoke(commands, words, obj=ScriptInfo(create_app=lambda: app))
    with app.app_context():
        db.engine.dispose()
    return result


def done(result: Result) -> str:
    """What a command that went well said."""
    assert result.exit_code == 0, result.output
    return result.stdout


def refused(result: Result) -> str:
    """What a command that refused said, without a trace."""
    assert (result.exit_code, type(result.exception)) == (1, SystemExit), result.output
    return result.stderr


def connected(url: str) -> Engine:
    """An engine on a database."""
    return create_engine(url, **engine_options(url))


def contents(url: str) -> dict[str, list[tuple[object, ...]]]:
    """The rows that tell who is known, and what is counted."""
    engine = connected(url)
    with engine.begin() as connection:
        found = {
            row.__tablename__: sorted(map(tuple, connection.execute(select(row.__table__)).all()), key=str)
            for row in (PersonRow, IdentityRow, TallyRow)
        }
    engine.dispose()
    return found


def acts(url: str) -> list[str]:
    """What the audit log says was done, by command, in order."""
    engine = connected(url)
    with engine.begin() as connection:
        found = connection.execute(select(AuditRow.act, AuditRow.role).order_by(AuditRow.id)).all()
    engine.dispose()
    assert {role for _act, role in found} <= {"command"}
    return [act for act, _role in found]


def test_a_copy_put_back_is_the_database_it_was_made_of(
    app: Flask, visit: Visit, settings: Settings, modules: tuple[Module, ...], empty: str, tmp_path: Path
) -> None:
    take(visit.sign_in(), modules[0])
    file = tmp_path / "copy"
    assert str(file) in done(quiz(settings, settings.database_url, "db", "backup", str(file)))
    assert file.stat().st_mode & 0o077 == 0
    assert "erased again: 0" in done(quiz(settings, empty, "db", "restore", str(file)))
    assert contents(empty) == contents(settings.database_url)
    # The copy was made before its own line; the restore adds one.
    assert (acts(settings.database_url), acts(empty)) == (["database_copied"], ["database_restored"])
    assert "is there already" in refused(quiz(settings, settings.database_url, "db", "backup", str(file)))
    assert "not empty" in refused(quiz(settings, empty, "db", "restore", str(file)))
    assert sorted(path.name for path in tmp_path.glob(".*")) == []


def test_who_was_erased_since_the_copy_is_erased_from_it_again_and_stays_counted(
    app: Flask, visit: Visit, settings: Settings, modules: tuple[Module, ...], empty: str, tmp_path: Path
) -> None:
    take(visit.sign_in("amina"), modules[0])
    Visit(app).sign_in("bruno")
    file = tmp_path / "copy"
    done(quiz(settings, settings.database_url, "db", "backup", str(file)))
    visit.send(visit.get("/mes-donnees/effacement"), to="/mes-donnees/effacement")
    live = contents(settings.database_url)
    assert len(live["person"]) == 1
    assert "erased again: 1" in done(quiz(settings, empty, "db", "restore", str(file)))
    assert contents(empty) == live
    assert "Erased again: 0" in done(quiz(settings, empty, "people", "erase-again"))


def test_who_was_erased_is_erased_again_after_a_rotation_of_the_key(
    app: Flask, visit: Visit, settings: Settings, empty: str, tmp_path: Path
) -> None:
    done(quiz(settings, settings.database_url, "db", "upgrade"))
    visit.sign_in("amina")
    file = tmp_path / "copy"
    done(quiz(settings, settings.database_url, "db", "backup", str(file)))
    visit.send(visit.get("/mes-donnees/effacement"), to="/mes-donnees/effacement")
    rotated = {"QUIZ_HASHING_KEY": ANOTHER, "QUIZ_HASHING_KEY_PREVIOUS": settings.hashing_key.chain[0].decode()}
    other = {"QUIZ_HASHING_KEY": ANOTHER, "QUIZ_ERASURE_JOURNAL": str(tmp_path / "none")}
    assert "another QUIZ_HASHING_KEY" in refused(quiz(settings, empty, "db", "restore", str(file), **other))
    if not empty.startswith("postgresql"):
        assert contents_are_nothing(empty)
    # On PostgreSQL the copy is there, and the same command goes on from it, with the right keys.
    assert "erased again: 1" in done(quiz(settings, empty, "db", "restore", str(file), **rotated))
    assert contents(empty)["person"] == []
    # The copy was written with the former key: the restore wraps it, and the log says both.
    assert acts(empty) == ["key_rotated", "database_restored"]
    assert "up to date" in done(quiz(settings, empty, "db", "rotate-key", **rotated))
    assert acts(empty) == ["key_rotated", "database_restored"]


def waiting(url: str) -> bool:
    """True where a connection to this database waits for a lock."""
    engine = connected(url)
    query = text(
        "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'"
    )
    with engine.connect() as connection:
        found = connection.scalar(query)
    engine.dispose()
    return bool(found)


def killed_once_copied(settings: Settings, url: str, file: Path) -> None:
    """A restore, killed between the copy and the steps that follow: another upgrade is made to hold them back."""
    engine = connected(url)
    with engine.connect() as connection:
        connection.execute(text("SELECT pg_advisory_lock(:lock)"), {"lock": schema.UPGRADE_LOCK})
        connection.commit()
        with start(settings, url, "db", "restore", str(file)) as process:
            deadline = monotonic() + 30
            while not waiting(url) and monotonic() < deadline:
                sleep(0.05)
            assert process.poll() is None, "the restore did not wait"
            process.kill()
    engine.dispose()


def test_a_restore_killed_before_its_last_steps_is_served_by_nothing_until_it_is_finished(
    database: Database, app: Flask, visit: Visit, settings: Settings, modules: tuple[Module, ...], empty: str,
    tmp_path: Path,
) -> None:  # fmt: skip
    if not isinstance(database, Postgresql):
        pytest.skip("on SQLite the database appears once all is done")
    take(visit.sign_in("amina"), modules[0])
    Visit(app).sign_in("bruno")
    file, other = tmp_path / "copy", tmp_path / "other"
    done(quiz(settings, settings.database_url, "db", "backup", str(file)))
    other.write_bytes(file.read_bytes() + b"\n")
    visit.send(visit.get("/mes-donnees/effacement"), to="/mes-donnees/effacement")
    live = contents(settings.database_url)
    killed_once_copied(settings, empty, file)
    # The copy is there, and whoever was erased with it.
    assert len(contents(empty)["person"]) == 2
    assert "stopped before its end" in refused(quiz(settings, empty, "check-config"))
    half_restored = create_app(replace(settings, database_url=empty))
    with pytest.raises(SettingsMissing, match="stopped before its end"):
        refuse_unfit_database(half_restored)
    assert "another file" in refused(quiz(settings, empty, "db", "restore", str(other)))
    assert "erased again: 1" in done(quiz(settings, empty, "db", "restore", str(file)))
    assert contents(empty) == live
    refuse_unfit_database(half_restored)
    with half_restored.app_context():
        db.engine.dispose()


def test_what_is_no_copy_is_refused_and_nothing_is_left(
    app: Flask, settings: Settings, empty: str, tmp_path: Path
) -> None:
    for body in (b"", b"a text", b"SQLite format 3\0" + b"x" * 5_000, b"PGDMP" + b"x" * 5_000):
        file = tmp_path / "wrong"
        file.write_bytes(body)
        assert refused(quiz(settings, empty, "db", "restore", str(file)))
        assert contents_are_nothing(empty)
    assert "no such file" in refused(quiz(settings, empty, "db", "restore", str(tmp_path / "missing")))
    (tmp_path / "journal.jsonl").write_text('{"person": "cut by a full d', "utf-8")
    assert "journal.jsonl:1" in refused(quiz(settings, empty, "db", "restore", str(tmp_path / "wrong")))


def contents_are_nothing(url: str) -> bool:
    """True where a database holds no table, and no file is left beside it."""
    if url.startswith("sqlite"):
        assert not list(Path(url.removeprefix("sqlite:///")).parent.glob(".*"))
    engine = connected(url)
    tables = inspect(engine).get_table_names()
    engine.dispose()
    return tables == []


def test_without_the_programs_of_postgresql_one_is_told_what_to_install(
    database: Database, app: Flask, settings: Settings, tmp_path: Path
) -> None:
    if not isinstance(database, Postgresql):
        pytest.skip("SQLite needs no program")
    assert shutil.which("pg_dump"), "the other tests need it"
    told = refused(quiz(settings, database.url, "db", "backup", str(tmp_path / "copy"), PATH=str(tmp_path)))
    assert "pg_dump is missing" in told
    assert list(tmp_path.glob("*copy*")) == []
