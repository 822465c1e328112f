"""Codes under way and what is counted, right with any number of workers: each step is one statement."""

import hmac
from datetime import datetime

from sqlalchemy import bindparam, case, delete, insert, select, update
from sqlalchemy.engine import Connection

from quiz.identity.address import Address
from quiz.identity.email_code.code import LIFE, TRIES
from quiz.identity.email_code.tables import EmailCodeRow, ThrottleRow
from quiz.identity.email_code.throttle import Counted, Limit
from quiz.identity.keyed_hash import keyed_hash, token_hash
from quiz.identity.organisation.suggestion import EvidenceKind
from quiz.identity.organisation.tables import OrganisationEvidenceRow
from quiz.identity.roles.store import email_hash
from quiz.settings import HashingKey
from quiz.storage.keys import refuse_other_keys
from quiz.storage.upsert import upsert

LIVE = (
    EmailCodeRow.browser_hash == bindparam("browser"),
    EmailCodeRow.email_hash == bindparam("email"),
    EmailCodeRow.tries < TRIES,
    EmailCodeRow.expires_at > bindparam("now"),
)
# Every live code of this browser and address loses a try before any is looked at: no race gives one more.
TRY = (
    update(EmailCodeRow)
    .where(*LIVE)
    .values(tries=EmailCodeRow.tries + 1)
    .returning(EmailCodeRow.id, EmailCodeRow.code_hash)
)
USE = delete(EmailCodeRow).where(
    EmailCodeRow.browser_hash == bindparam("browser"), EmailCodeRow.email_hash == bindparam("email")
)


def keep_code(connection: Connection, browser: str, address: Address, code: str, key: HashingKey, now: datetime) -> int:
    """Keep a code sent to an address that was asked for in a browser; earlier ones stay good. Returns its number."""
    refuse_other_keys(connection)
    return connection.execute(
        insert(EmailCodeRow)
        .values(
            browser_hash=token_hash(browser),
            email_hash=email_hash(str(address), key),
            code_hash=code_hash(address, code, key),
            tries=0,
            expires_at=now + LIFE,
        )
        .returning(EmailCodeRow.id)
    ).scalar_one()


def forget_code(connection: Connection, number: int) -> None:
    """Forget a code that could not be sent."""
    connection.execute(delete(EmailCodeRow).where(EmailCodeRow.id == number))


def try_code(connection: Connection, browser: str, address: Address, code: str, key: HashingKey, now: datetime) -> bool:
    """True where the code is one of those sent, which are then all used up; each of them lost a try otherwise."""
    place = {"browser": token_hash(browser), "email": email_hash(str(address), key)}
    expected = code_hash(address, code, key)
    found = connection.execute(TRY, {**place, "now": now}).all()
    # All are compared, each in constant time.
    right = [hmac.compare_digest(row.code_hash, expected) for row in found]
    if not any(right):
        return False
    connection.execute(USE, place)
    return True


def tries_left(connection: Connection, browser: str, address: Address, key: HashingKey, now: datetime) -> int:
    """How many tries the freshest code of this browser and address has left; none where there is no such code."""
    place = {"browser": token_hash(browser), "email": email_hash(str(address), key), "now": now}
    lost = connection.scalars(select(EmailCodeRow.tries).where(*LIVE), place).all()
    return TRIES - min(lost) if lost else 0


def code_hash(address: Address, code: str, key: HashingKey) -> str:
    """The keyed hash a code is kept by: with its address, so that equal codes do not look equal."""
    return keyed_hash(key, "email-code", str(address), code)


def count(connection: Connection, limit: Limit, what: str, key: HashingKey, now: datetime) -> Counted:
    """Count one more, or the first of a new time; returns how many there are now."""
    row = upsert(connection, ThrottleRow).values(hash=counter(limit, what, key), count=1, until=now + limit.within)
    over = ThrottleRow.until <= now
    kept = connection.execute(
        row.on_conflict_do_update(
            index_elements=["hash"],
            set_={
                "count": case((over, 1), else_=ThrottleRow.count + 1),
                "until": case((over, row.excluded.until), else_=ThrottleRow.until),
            },
        ).returning(ThrottleRow.count, ThrottleRow.until)
    ).one()
    return Counted(kept[0], kept[1])


def counted(connection: Connection, limit: Limit, what: str, key: HashingKey) -> Counted | None:
    """How many were counted, if any."""
    query = select(ThrottleRow.count, ThrottleRow.until).where(ThrottleRow.hash == counter(limit, what, key))
    row = connection.execute(query).first()
    return Counted(row[0], row[1]) if row else None


def counter(limit: Limit, what: str, key: HashingKey) -> str:
    """The keyed hash under which something is counted."""
    return keyed_hash(key, "throttle", limit.name, what)


def mail_domains(connection: Connection) -> tuple[str, ...]:
    """The mail domains of ministries, those that several share too."""
    kinds = (EvidenceKind.DOMAIN.value, EvidenceKind.SHARED_DOMAIN.value)
    return tuple(
        connection.scalars(select(OrganisationEvidenceRow.value).where(OrganisationEvidenceRow.kind.in_(kinds)))
    )


def delete_expired(connection: Connection, now: datetime) -> int:
    """Forget the codes and the counts whose time is over; returns how many."""
    codes = connection.execute(delete(EmailCodeRow).where(EmailCodeRow.expires_at <= now)).rowcount
    return codes + connection.execute(delete(ThrottleRow).where(ThrottleRow.until <= now)).rowcount
