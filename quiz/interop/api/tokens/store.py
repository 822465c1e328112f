"""Tokens, kept and found by their keyed hash."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import bindparam, insert, select, update
from sqlalchemy.engine import Connection

from quiz.identity.keyed_hash import keyed_hash
from quiz.interop.api.tokens.tables import ApiTokenRow
from quiz.interop.api.tokens.token import Asked, Token
from quiz.settings import HashingKey
from quiz.storage.keys import refuse_other_keys

COLUMNS = (
    ApiTokenRow.id,
    ApiTokenRow.label,
    ApiTokenRow.ministry_id,
    ApiTokenRow.made_at,
    ApiTokenRow.last_day,
    ApiTokenRow.revoked_at,
    ApiTokenRow.used_on,
)
BY_HASH = select(*COLUMNS).where(ApiTokenRow.token_hash == bindparam("hashed"))
EVERY = select(*COLUMNS).order_by(ApiTokenRow.id.desc())
USED = (
    update(ApiTokenRow)
    .where(ApiTokenRow.id == bindparam("number"))
    .where((ApiTokenRow.used_on.is_(None)) | (ApiTokenRow.used_on < bindparam("day")))
    .values(used_on=bindparam("day"))
)


def hashed(token: str, key: HashingKey) -> str:
    """What is kept of a token."""
    return keyed_hash(key, "api-token", token)


def make(connection: Connection, asked: Asked, token: str, key: HashingKey, now: datetime) -> int:
    """Keep a token, by its hash alone; returns its number."""
    refuse_other_keys(connection)
    return connection.execute(
        insert(ApiTokenRow)
        .values(
            token_hash=hashed(token, key),
            label=asked.label,
            ministry_id=asked.ministry_id,
            made_at=now,
            last_day=asked.last_day,
        )
        .returning(ApiTokenRow.id)
    ).scalar_one()


def find(connection: Connection, token: str, key: HashingKey) -> Token | None:
    """The token that is borne, whatever it is worth today."""
    row = connection.execute(BY_HASH, {"hashed": hashed(token, key)}).first()
    return token_of(row) if row else None


def every(connection: Connection) -> tuple[Token, ...]:
    """Every token ever made, the latest first."""
    return tuple(token_of(row) for row in connection.execute(EVERY))


def revoke(connection: Connection, number: int, now: datetime) -> Token | None:
    """Take a token back; returns it, or nothing where none is there to take back."""
    row = connection.execute(
        update(ApiTokenRow)
        .where(ApiTokenRow.id == number, ApiTokenRow.revoked_at.is_(None))
        .values(revoked_at=now)
        .returning(*COLUMNS)
    ).first()
    return token_of(row) if row else None


def keep_use(connection: Connection, number: int, day: date) -> None:
    """Keep that a token was used on a day: the day, and nothing else of what was asked."""
    connection.execute(USED, {"number": number, "day": day})


def token_of(row: Any) -> Token:
    """The token a row keeps."""
    return Token(row.id, row.label, row.ministry_id, row.made_at, row.last_day, row.revoked_at, row.used_on)
