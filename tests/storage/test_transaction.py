"""Two ways to the database: reading sends no BEGIN, writing is one transaction."""

from datetime import datetime, timedelta, timezone
from uuid import UUID

import pytest
from flask import Flask
from sqlalchemy import Insert, insert, select

from quiz.application import create_app
from quiz.identity.tables import SessionRow
from quiz.settings import Settings
from quiz.storage.database import db
from quiz.storage.transaction import reading, writing
from tests.build import MONDAY


def a_session(expires_at: datetime = MONDAY) -> Insert:
    """The statement that adds a row."""
    kept = {"token_hash": "hash", "person_id": UUID(int=1), "grants": "[]", "opened_at": MONDAY}
    return insert(SessionRow).values(**kept, expires_at=expires_at)


def test_what_is_raised_undoes_everything_written(app: Flask) -> None:
    with app.app_context():
        with pytest.raises(ZeroDivisionError), writing() as connection:
            connection.execute(a_session())
            raise ZeroDivisionError
        with reading() as connection:
            assert connection.execute(select(SessionRow.token_hash)).all() == []


def test_reading_opens_no_transaction(app: Flask) -> None:
    with app.app_context():
        engine = db.engine
        with reading() as connection:
            connection.execute(select(SessionRow.person_id))
            connection.execute(select(SessionRow.token_hash))
            if engine.dialect.name == "sqlite":
                raw = connection.connection.driver_connection
                assert raw is not None
                assert not raw.in_transaction
            else:
                assert connection.connection.driver_connection.info.transaction_status.name == "IDLE"  # type: ignore[union-attr]


def test_each_statement_of_a_reading_sees_what_is_committed(app: Flask) -> None:
    with app.app_context(), reading() as reader:
        assert reader.execute(select(SessionRow.token_hash)).all() == []
        with writing() as connection:
            connection.execute(a_session())
        assert reader.execute(select(SessionRow.token_hash)).all() == [("hash",)]


def test_a_moment_comes_back_in_utc_whatever_its_zone(app: Flask) -> None:
    paris = MONDAY.astimezone(timezone(timedelta(hours=1)))
    with app.app_context():
        with writing() as connection:
            connection.execute(a_session(paris))
        with reading() as connection:
            [(kept,)] = connection.execute(select(SessionRow.expires_at))
    assert kept == MONDAY
    assert kept.utcoffset() == timedelta(0)


def test_sqlite_keeps_every_commit_on_disk_and_checks_references(settings: Settings) -> None:
    # Not the application of the other tests, which waits for no disk.
    with create_app(settings).app_context():
        with reading() as connection:
            if connection.dialect.name == "sqlite":
                names = ("journal_mode", "synchronous", "foreign_keys")
                kept = [connection.exec_driver_sql(f"PRAGMA {name}").scalar() for name in names]
                assert kept == ["wal", 2, 1]
            else:
                assert connection.exec_driver_sql("SHOW synchronous_commit").scalar() == "on"
        db.engine.dispose()
