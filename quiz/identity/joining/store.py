"""What two persons are known by, made what one is known by."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import delete, insert, select, update
from sqlalchemy.engine import Connection

from quiz.identity.keyed_hash import person_hash
from quiz.identity.roles.store import email_hash
from quiz.identity.tables import AbsorbedRow, HeldPostRow, IdentityRow, PersonRow, SessionRow, VerifiedEmailRow
from quiz.settings import HashingKey
from quiz.storage.keys import refuse_other_keys


def known_to_another(connection: Connection, email: str, hashing_key: HashingKey, person_id: UUID) -> bool:
    """True where an e-mail was vouched for another person too."""
    query = select(VerifiedEmailRow.id).where(
        VerifiedEmailRow.email_hash == email_hash(email, hashing_key), VerifiedEmailRow.person_id != person_id
    )
    return connection.scalar(query.limit(1)) is not None


def is_open(connection: Connection, token_hash: str, person_id: UUID, now: datetime) -> bool:
    """True where a session is open, and of that person."""
    query = select(SessionRow.token_hash).where(
        SessionRow.token_hash == token_hash, SessionRow.person_id == person_id, SessionRow.expires_at > now
    )
    return connection.scalar(query) is not None


def lock_persons(connection: Connection, *persons: UUID) -> tuple[UUID, ...]:
    """Those of the persons who are there, the first to have come first; their other writes wait for this one."""
    rows = connection.execute(
        select(PersonRow.id, PersonRow.created_at)
        .where(PersonRow.id.in_(persons))
        .order_by(PersonRow.id)
        .with_for_update()
    ).all()
    return tuple(row.id for row in sorted(rows, key=lambda row: (row.created_at, row.id)))


def absorb(connection: Connection, kept: UUID, gone: UUID, current_token_hash: str, hashing_key: HashingKey) -> None:
    """Make the identities of one person those of another, who goes on in the current session; other sessions end."""
    refuse_other_keys(connection)
    connection.execute(update(AbsorbedRow).where(AbsorbedRow.person_id == gone).values(person_id=kept))
    connection.execute(insert(AbsorbedRow).values(person_hash=person_hash(hashing_key, gone), person_id=kept))
    connection.execute(update(IdentityRow).where(IdentityRow.person_id == gone).values(person_id=kept))
    already = select(VerifiedEmailRow.email_hash).where(VerifiedEmailRow.person_id == kept)
    connection.execute(
        delete(VerifiedEmailRow).where(VerifiedEmailRow.person_id == gone, VerifiedEmailRow.email_hash.in_(already))
    )
    connection.execute(update(VerifiedEmailRow).where(VerifiedEmailRow.person_id == gone).values(person_id=kept))
    connection.execute(update(SessionRow).where(SessionRow.token_hash == current_token_hash).values(person_id=kept))
    connection.execute(
        delete(SessionRow).where(SessionRow.person_id.in_((kept, gone)), SessionRow.token_hash != current_token_hash)
    )
    connection.execute(delete(HeldPostRow).where(HeldPostRow.person_id == gone))
    own = select(PersonRow.ministry_id, PersonRow.entity_id, PersonRow.ministry_evidence)
    mine, theirs = (connection.execute(own.where(PersonRow.id == person)).one() for person in (kept, gone))
    if mine.ministry_id is None:
        connection.execute(update(PersonRow).where(PersonRow.id == kept).values(**theirs._mapping))
    connection.execute(delete(PersonRow).where(PersonRow.id == gone))


def absorbed(connection: Connection, person_id: UUID) -> tuple[str, ...]:
    """The hashes of the numbers a person bore before others were joined to them."""
    query = select(AbsorbedRow.person_hash).where(AbsorbedRow.person_id == person_id).order_by(AbsorbedRow.person_hash)
    return tuple(connection.scalars(query))
