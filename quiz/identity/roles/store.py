"""Roles, found by the keyed hash of a verified e-mail; each grant and revocation is also in the audit log."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import delete, insert, select, update
from sqlalchemy.engine import Connection

from quiz.identity.address import canonical
from quiz.identity.audit import store as audit
from quiz.identity.audit.act import Act, Who
from quiz.identity.keyed_hash import keyed_hash
from quiz.identity.role import Grant, Role
from quiz.identity.roles.given import Given, spoken
from quiz.identity.roles.request import Position, Request
from quiz.identity.tables import RoleGrantRow, RoleRequestRow, SessionRow, VerifiedEmailRow
from quiz.settings import HashingKey
from quiz.storage.keys import refuse_other_keys
from quiz.storage.upsert import upsert

REQUEST_COLUMNS = (
    RoleRequestRow.id,
    RoleRequestRow.reference,
    RoleRequestRow.ministry_id,
    RoleRequestRow.position,
    RoleRequestRow.deputy,
    RoleRequestRow.asked_at,
    RoleRequestRow.entity_id,
)
COLUMNS = (RoleGrantRow.role, RoleGrantRow.ministry_id, RoleGrantRow.until, RoleGrantRow.label, RoleGrantRow.entity_id)


def email_hash(email: str, hashing_key: HashingKey) -> str:
    """The keyed hash roles are granted to."""
    return keyed_hash(hashing_key, "email", canonical(email))


def granted(connection: Connection, email_hash: str) -> tuple[Grant, ...]:
    """The roles given to a verified e-mail, those that have ended too: `role.held_on` tells what they are worth.

    The rows stay locked until the session that will hold them is there: a revocation waits, then ends it.
    """
    rows = connection.execute(
        select(*COLUMNS)
        .where(RoleGrantRow.email_hash == email_hash)
        .order_by(RoleGrantRow.id)
        .with_for_update(read=True)
    )
    return tuple(grant_of(row) for row in rows)


def grant_of(row: Any) -> Grant:
    """The grant of a row that holds COLUMNS."""
    return Grant(Role(row.role), row.ministry_id, row.until, row.label, row.entity_id)


def given(connection: Connection) -> tuple[Given, ...]:
    """Every role given, by role and ministry."""
    rows = connection.execute(
        select(RoleGrantRow.id, RoleGrantRow.deputy, RoleGrantRow.granted_at, *COLUMNS).order_by(
            RoleGrantRow.role, RoleGrantRow.ministry_id, RoleGrantRow.deputy, RoleGrantRow.id
        )
    )
    return tuple(Given(row.id, grant_of(row), row.deputy, row.granted_at) for row in rows)


def pilots(connection: Connection) -> tuple[Given, ...]:
    """The pilots, their roles locked: of two who take each other's back, the second finds that one is left."""
    connection.execute(
        select(RoleGrantRow.id).where(RoleGrantRow.role == Role.PILOT.value).order_by(RoleGrantRow.id).with_for_update()
    )
    return tuple(each for each in given(connection) if each.grant.role is Role.PILOT)


def grant(
    connection: Connection, email_hash: str, granted: Grant, who: Who, now: datetime, *, deputy: bool = False
) -> None:
    """Give a role to a verified e-mail; given again, its label, its end and its rank take the place of the former."""
    refuse_other_keys(connection)
    same = (
        RoleGrantRow.email_hash == email_hash,
        RoleGrantRow.role == granted.role.value,
        RoleGrantRow.ministry_id.is_not_distinct_from(granted.ministry_id),
        RoleGrantRow.entity_id.is_not_distinct_from(granted.entity_id),
    )
    values = {"label": granted.label, "until": granted.until, "deputy": deputy, "granted_at": now}
    if not connection.execute(update(RoleGrantRow).where(*same).values(**values)).rowcount:
        place = {"role": granted.role.value, "ministry_id": granted.ministry_id, "entity_id": granted.entity_id}
        connection.execute(insert(RoleGrantRow).values(email_hash=email_hash, **place, **values))
    audit.write(connection, Act.ROLE_GRANTED, who, spoken(granted), now)


def revoke(connection: Connection, number: int, who: Who, now: datetime) -> bool:
    """Take a role back at once: the sessions of whoever verified that e-mail end with it. False where it is gone."""
    row = connection.execute(
        delete(RoleGrantRow).where(RoleGrantRow.id == number).returning(RoleGrantRow.email_hash, *COLUMNS)
    ).first()
    if row is None:
        return False
    connection.execute(
        delete(SessionRow).where(
            SessionRow.person_id.in_(
                select(VerifiedEmailRow.person_id).where(VerifiedEmailRow.email_hash == row.email_hash)
            )
        )
    )
    audit.write(connection, Act.ROLE_REVOKED, who, spoken(grant_of(row)), now)
    return True


def delete_ended(connection: Connection, before: date) -> int:
    """Delete the roles whose last day was before that one; returns how many."""
    return connection.execute(delete(RoleGrantRow).where(RoleGrantRow.until < before)).rowcount


def numbers(connection: Connection, email_hash: str, role: Role, ministry_id: str | None) -> tuple[int, ...]:
    """The numbers of the grants of a role to an e-mail: in a ministry, or wherever it is held."""
    query = select(RoleGrantRow.id).where(RoleGrantRow.email_hash == email_hash, RoleGrantRow.role == role.value)
    if ministry_id is not None:
        query = query.where(RoleGrantRow.ministry_id == ministry_id)
    return tuple(connection.scalars(query))


def ask(
    connection: Connection,
    email_hash: str,
    ministry_id: str,
    position: Position,
    reference: str,
    now: datetime,
    *,
    deputy: bool,
    entity_id: str | None = None,
) -> None:
    """Queue a request for a referent's access to a ministry, or to an entity of it alone.

    Asked again, it keeps its reference and takes the new position and scope.
    """
    kept = upsert(connection, RoleRequestRow).values(
        email_hash=email_hash,
        ministry_id=ministry_id,
        position=position.value,
        deputy=deputy,
        reference=reference,
        asked_at=now,
        entity_id=entity_id,
    )
    changed = {name: kept.excluded[name] for name in ("position", "deputy", "asked_at", "entity_id")}
    connection.execute(kept.on_conflict_do_update(index_elements=["email_hash", "ministry_id"], set_=changed))


def requests(connection: Connection, email_hash: str | None = None) -> tuple[Request, ...]:
    """The requests that wait, the oldest first: all of them, or those of one e-mail."""
    query = select(*REQUEST_COLUMNS).order_by(RoleRequestRow.asked_at, RoleRequestRow.id)
    if email_hash is not None:
        query = query.where(RoleRequestRow.email_hash == email_hash)
    return tuple(request_of(row) for row in connection.execute(query))


def request_of(row: Any) -> Request:
    """The request of a row that begins with REQUEST_COLUMNS."""
    position = Position(row.position)
    return Request(row.id, row.reference, row.ministry_id, position, row.deputy, row.asked_at, row.entity_id)


def asked_from(connection: Connection, number: int, email_hash: str) -> bool:
    """True where a request came from whoever verified this e-mail."""
    query = select(RoleRequestRow.id).where(RoleRequestRow.id == number, RoleRequestRow.email_hash == email_hash)
    return connection.scalar(query) is not None


def close_request(connection: Connection, number: int) -> Request | None:
    """Take a request off the queue; returns it, or nothing where it was decided already."""
    row = connection.execute(
        delete(RoleRequestRow).where(RoleRequestRow.id == number).returning(*REQUEST_COLUMNS)
    ).first()
    return request_of(row) if row else None


def verified(connection: Connection, person_id: UUID) -> str | None:
    """The hash of the e-mail that was last vouched for, of a person."""
    return connection.scalar(
        select(VerifiedEmailRow.email_hash)
        .where(VerifiedEmailRow.person_id == person_id)
        .order_by(VerifiedEmailRow.verified_at.desc())
        .limit(1)
    )


def keep_verified(connection: Connection, email_hash: str, person_id: UUID, now: datetime) -> None:
    """Keep that a provider vouched for this e-mail of a person, by its hash."""
    kept = upsert(connection, VerifiedEmailRow).values(email_hash=email_hash, person_id=person_id, verified_at=now)
    connection.execute(
        kept.on_conflict_do_update(
            index_elements=["email_hash", "person_id"], set_={"verified_at": kept.excluded.verified_at}
        )
    )
