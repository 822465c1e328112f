"""Persons, identities, sessions and role grants, kept and found by hash."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Select, bindparam, delete, insert, select, update
from sqlalchemy.dialects.postgresql import insert as postgresql_insert
from sqlalchemy.dialects.sqlite import insert as sqlite_insert
from sqlalchemy.engine import Connection, Row

from quiz.identity.keyed_hash import keyed_hash, token_hash
from quiz.identity.ministry import Evidence
from quiz.identity.organisation import store as organisations
from quiz.identity.organisation.suggestion import Given, Target, Why, domain_of, suggest_again
from quiz.identity.person import VISITOR, Asker, grants_from_json, grants_to_json
from quiz.identity.role import Grant, Role
from quiz.identity.roles import store as roles
from quiz.identity.sign_in import SESSION_LENGTH, SignIn
from quiz.identity.tables import HeldPostRow, IdentityRow, PersonRow, SessionRow
from quiz.settings import HashingKey
from quiz.storage.keys import refuse_other_keys
from quiz.web.formats import PARIS


@dataclass(frozen=True)
class HeldPost:
    """What someone sent once their session was over, and until when it is held."""

    path: str
    fields: tuple[tuple[str, str], ...]
    expires_at: datetime


@dataclass(frozen=True)
class Asked:
    """What a request brings: the hash of its session token and whose it says it is, the hour, whether it writes.

    The signed cookie names the person beside the token, so that every query of a page can name the
    partition it wants: PostgreSQL plans it eight times faster than through the session's row.
    """

    token_hash: str | None
    person_id: UUID | None
    now: datetime
    writes: bool

    @property
    def parameters(self) -> dict[str, Any]:
        """What `signed_in` needs to know."""
        return {"token_hash": self.token_hash, "asked_at": self.now, "asker": self.person_id}


ASKER_COLUMNS = (
    SessionRow.person_id,
    SessionRow.grants,
    SessionRow.suggested_ministry_id,
    SessionRow.suggested_entity_id,
    SessionRow.suggestion_reason,
    SessionRow.strong,
    PersonRow.entity_id.label("asker_entity_id"),
    PersonRow.ministry_id.label("asker_ministry_id"),
)


def signed_in(*columns: Any) -> Select[Any]:
    """The query of an open session and its person, for other rooms to join their own rows to.

    Queries are built once, at import, and given `Asked.parameters` at each request: building one
    costs more than running it.
    """
    return (
        select(*ASKER_COLUMNS, *columns)
        .select_from(SessionRow)
        .join(PersonRow, PersonRow.id == bindparam("asker"))
        .where(
            SessionRow.token_hash == bindparam("token_hash"),
            SessionRow.person_id == bindparam("asker"),
            SessionRow.expires_at > bindparam("asked_at"),
        )
    )


@dataclass(frozen=True)
class AskerQuery:
    """A query as a page that reads asks it, and as one that writes does.

    The latter locks the person's row, so that all writes of one person follow each other.
    """

    reads: Select[Any]
    writes: Select[Any]

    def of(self, asked: Asked) -> Select[Any]:
        """The one for this request."""
        return self.writes if asked.writes else self.reads


def asker_query(query: Select[Any], *locked: type[Any]) -> AskerQuery:
    """Both forms of a query that begins with `signed_in`; `locked` are further rows to lock."""
    return AskerQuery(query, query.with_for_update(of=(PersonRow, *locked)))


ASKER = asker_query(signed_in())


def asker_of(row: Row[Any]) -> Asker:
    """The asker of a row that begins with ASKER_COLUMNS, whose names no later column may take first."""
    return Asker(
        person_id=row.person_id,
        grants=(Grant(Role.AGENT), *grants_from_json(row.grants)),
        suggested_ministry_id=row.suggested_ministry_id,
        suggested_entity_id=row.suggested_entity_id,
        suggestion_reason=Why(row.suggestion_reason) if row.suggestion_reason else None,
        strong=row.strong,
        entity_id=row.asker_entity_id,
        ministry_id=row.asker_ministry_id,
    )


def load_asker(connection: Connection, asked: Asked, **_arguments: object) -> tuple[Asker, None]:
    """Who is asking; a visitor where no open session is found."""
    if asked.token_hash is None:
        return VISITOR, None
    row = connection.execute(ASKER.of(asked), asked.parameters).first()
    return (asker_of(row) if row else VISITOR), None


def random_person_id(chance: Callable[[int], int]) -> UUID:
    """A random id (UUIDv4): a person's id holds no time."""
    return UUID(int=chance(128), version=4)


def open_session(
    connection: Connection,
    sign_in: SignIn,
    hashing_key: HashingKey,
    token: str,
    new_person_id: UUID,
    now: datetime,
    campaign: str | None = None,
) -> UUID:
    """Open a session for a proven identity, making its person the first time; returns the person's id.

    What the provider vouches for, and the link of a campaign, suggest an organisation and are forgotten.
    """
    refuse_other_keys(connection)
    identity = keyed_hash(hashing_key, "identity", sign_in.issuer, sign_in.subject)
    person_id = connection.scalar(select(IdentityRow.person_id).where(IdentityRow.hash == identity))
    known = person_id is not None
    if person_id is None:
        person_id = new_person_id
        connection.execute(insert(PersonRow).values(id=person_id, created_at=now))
        connection.execute(insert(IdentityRow).values(hash=identity, person_id=person_id))
    today = now.astimezone(PARIS).date()
    provider = sign_in.suggested_ministry_id
    given = Given(
        sign_in.siret,
        domain_of(sign_in.verified_email),
        Target(provider) if provider else None,
        organisations.campaign(connection, campaign, today) if campaign else None,
    )
    suggested = organisations.suggestion(connection, given, today)
    ended, became = organisations.left_behind(connection, person_id, today) if known else (False, None)
    if ended:
        # What was counted stays where it was; where they are from now on is asked again.
        nowhere = {"ministry_id": None, "entity_id": None, "ministry_evidence": None}
        connection.execute(update(PersonRow).where(PersonRow.id == person_id).values(**nowhere))
        suggested = suggest_again(suggested, became)
    grants: tuple[Grant, ...] = ()
    if sign_in.verified_email:
        email_hash = roles.email_hash(sign_in.verified_email, hashing_key)
        roles.keep_verified(connection, email_hash, person_id, now)
        grants = roles.granted(connection, email_hash)
    connection.execute(
        insert(SessionRow).values(
            token_hash=token_hash(token),
            person_id=person_id,
            grants=grants_to_json(grants),
            suggested_ministry_id=suggested.ministry_id,
            suggested_entity_id=suggested.entity_id,
            suggestion_reason=suggested.why.value,
            strong=sign_in.strong,
            opened_at=now,
            expires_at=now + SESSION_LENGTH,
        )
    )
    return person_id


def ministry_of(connection: Connection, person_id: UUID) -> str | None:
    """The organisation a person has confirmed."""
    return connection.scalar(select(PersonRow.ministry_id).where(PersonRow.id == person_id))


def hold_post(
    connection: Connection, person_id: UUID, path: str, fields: list[tuple[str, str]], expires_at: datetime
) -> None:
    """Hold what someone sent; the last one sent is the one held."""
    kept = {"path": path, "form": json.dumps(fields), "expires_at": expires_at}
    insert_or_replace = sqlite_insert if connection.dialect.name == "sqlite" else postgresql_insert
    statement = insert_or_replace(HeldPostRow).values(person_id=person_id, **kept)
    connection.execute(statement.on_conflict_do_update(index_elements=[HeldPostRow.person_id], set_=kept))


def held_post(connection: Connection, person_id: UUID, now: datetime) -> HeldPost | None:
    """What is held for someone."""
    row = connection.execute(
        select(HeldPostRow.path, HeldPostRow.form, HeldPostRow.expires_at).where(
            HeldPostRow.person_id == person_id, HeldPostRow.expires_at > now
        )
    ).first()
    if row is None:
        return None
    return HeldPost(row.path, tuple((name, value) for name, value in json.loads(row.form)), row.expires_at)


def drop_held_post(connection: Connection, person_id: UUID) -> None:
    """Forget what was held for someone."""
    connection.execute(delete(HeldPostRow).where(HeldPostRow.person_id == person_id))


def open_sessions(connection: Connection, person_id: UUID, now: datetime) -> tuple[datetime, ...]:
    """When each open session of someone was opened, the latest first."""
    rows = connection.scalars(
        select(SessionRow.opened_at)
        .where(SessionRow.person_id == person_id, SessionRow.expires_at > now)
        .order_by(SessionRow.opened_at.desc())
    )
    return tuple(rows)


def close_sessions(connection: Connection, person_id: UUID) -> None:
    """Sign someone out of every device."""
    connection.execute(delete(SessionRow).where(SessionRow.person_id == person_id))


def close_session(connection: Connection, token: str) -> None:
    """Forget a session."""
    close_session_by_hash(connection, token_hash(token))


def close_session_by_hash(connection: Connection, hashed: str) -> None:
    """Forget a session, by the hash of its token."""
    connection.execute(delete(SessionRow).where(SessionRow.token_hash == hashed))


ministries = organisations.ministries
save_ministries = organisations.save_ministries


def save_ministry(
    connection: Connection, person_id: UUID, ministry_id: str, evidence: Evidence, entity_id: str | None = None
) -> None:
    """Keep the organisation a person confirmed or chose."""
    connection.execute(
        update(PersonRow)
        .where(PersonRow.id == person_id)
        .values(ministry_id=ministry_id, entity_id=entity_id, ministry_evidence=evidence.value)
    )


def save_entity(connection: Connection, person_id: UUID, entity_id: str | None) -> None:
    """Keep the entity a person named within their ministry."""
    connection.execute(update(PersonRow).where(PersonRow.id == person_id).values(entity_id=entity_id))


def delete_expired_sessions(connection: Connection, now: datetime) -> int:
    """Delete the sessions that are over, and what was held for those who did not come back; returns how many."""
    connection.execute(delete(HeldPostRow).where(HeldPostRow.expires_at <= now))
    return connection.execute(delete(SessionRow).where(SessionRow.expires_at <= now)).rowcount
