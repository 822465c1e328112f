"""Organisations and what tells of them, loaded and saved; the evidence of a sign-in is looked up and forgotten."""

from collections.abc import Iterable
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import and_, bindparam, delete, insert, or_, select, update
from sqlalchemy.engine import Connection

from quiz.identity.ministry import Entity, Ministry, MinistryKind, in_force
from quiz.identity.organisation.changes import Change, FormerName, successor
from quiz.identity.organisation.loading import Organisations
from quiz.identity.organisation.suggestion import (
    SIREN_DIGITS,
    EvidenceKind,
    Given,
    KnownEvidence,
    Suggestion,
    Target,
    suggest,
)
from quiz.identity.organisation.tables import (
    EntityRow,
    OrganisationChangeRow,
    OrganisationEvidenceRow,
    OrganisationNameRow,
)
from quiz.identity.tables import MinistryRow, PersonRow

MINISTRIES = select(
    MinistryRow.id,
    MinistryRow.name,
    MinistryRow.short_name,
    MinistryRow.kind,
    MinistryRow.valid_from,
    MinistryRow.valid_to,
    MinistryRow.entities_open,
    select(OrganisationChangeRow.id)
    .where(or_(OrganisationChangeRow.source_id == MinistryRow.id, OrganisationChangeRow.target_id == MinistryRow.id))
    .exists()
    .label("reorganised"),
).order_by(MinistryRow.position, MinistryRow.name)
ENTITIES = select(
    EntityRow.id, EntityRow.ministry_id, EntityRow.name, EntityRow.valid_from, EntityRow.valid_to
).order_by(EntityRow.name, EntityRow.id)
# What someone confirmed, and whether it still stands.
STANDING = (
    select(
        PersonRow.ministry_id,
        PersonRow.entity_id,
        MinistryRow.valid_to,
        EntityRow.ministry_id.label("entity_of"),
    )
    .outerjoin(MinistryRow, MinistryRow.id == PersonRow.ministry_id)
    .outerjoin(EntityRow, EntityRow.id == PersonRow.entity_id)
    .where(PersonRow.id == bindparam("person"))
)
# All that a sign-in may bring up: a few exact lines by their key, and the patterns, which are few.
EVIDENCE = (
    select(
        OrganisationEvidenceRow.kind,
        OrganisationEvidenceRow.value,
        OrganisationEvidenceRow.ministry_id,
        OrganisationEvidenceRow.entity_id,
        MinistryRow.valid_from,
        MinistryRow.valid_to,
        MinistryRow.entities_open,
        EntityRow.ministry_id.label("entity_of"),
        EntityRow.valid_from.label("entity_from"),
        EntityRow.valid_to.label("entity_to"),
    )
    .outerjoin(MinistryRow, MinistryRow.id == OrganisationEvidenceRow.ministry_id)
    .outerjoin(EntityRow, EntityRow.id == OrganisationEvidenceRow.entity_id)
    .where(
        or_(
            *(
                and_(OrganisationEvidenceRow.kind == kind.value, OrganisationEvidenceRow.value == bindparam(name))
                for kind, name in (
                    (EvidenceKind.SIRET, "siret"),
                    (EvidenceKind.SIREN, "siren"),
                    (EvidenceKind.DOMAIN, "domain"),
                    (EvidenceKind.SHARED_DOMAIN, "domain"),
                )
            ),
            OrganisationEvidenceRow.kind == EvidenceKind.PATTERN.value,
        )
    )
)


CAMPAIGN = (
    select(
        MinistryRow.id,
        MinistryRow.valid_from,
        MinistryRow.valid_to,
        MinistryRow.entities_open,
        EntityRow.id.label("entity_id"),
        EntityRow.valid_from.label("entity_from"),
        EntityRow.valid_to.label("entity_to"),
    )
    .outerjoin(EntityRow, and_(EntityRow.ministry_id == MinistryRow.id, EntityRow.id == bindparam("code")))
    .where(
        MinistryRow.kind == MinistryKind.MINISTRY.value,
        or_(MinistryRow.id == bindparam("code"), EntityRow.id.is_not(None)),
    )
)


def ministries(connection: Connection) -> tuple[Ministry, ...]:
    """Every organisation known, in their order; those that are gone too, for what was counted there."""
    return tuple(
        Ministry(
            row.id,
            row.name,
            row.short_name,
            MinistryKind(row.kind),
            row.valid_from,
            row.valid_to,
            row.entities_open,
            row.reorganised,
        )
        for row in connection.execute(MINISTRIES)
    )


def entities(connection: Connection, ministry_id: str) -> tuple[Entity, ...]:
    """The entities of a ministry by name, those that are gone too."""
    return tuple(Entity(*row) for row in connection.execute(ENTITIES.where(EntityRow.ministry_id == ministry_id)))


def every_entity(connection: Connection) -> tuple[Entity, ...]:
    """The entities of all ministries by name, those that are gone too."""
    return tuple(Entity(*row) for row in connection.execute(ENTITIES))


def entity(connection: Connection, entity_id: str) -> Entity | None:
    """An entity, in force or gone."""
    row = connection.execute(ENTITIES.where(EntityRow.id == entity_id)).first()
    return Entity(*row) if row else None


def suggestion(connection: Connection, given: Given, today: date) -> Suggestion:
    """What someone's evidence suggests, of the organisations in force."""
    found = {"siret": given.siret, "siren": (given.siret or "")[:SIREN_DIGITS] or None, "domain": given.domain}
    return suggest(given, (known for row in connection.execute(EVIDENCE, found) if (known := _known(row, today))))


def _known(row: Any, today: date) -> KnownEvidence | None:
    """One line of evidence, less what may not be chosen that day."""
    kind = EvidenceKind(row.kind)
    if kind is EvidenceKind.SHARED_DOMAIN:
        return KnownEvidence(kind, row.value, None)
    if row.ministry_id is None or not in_force(row.valid_from, row.valid_to, today):
        return None
    named = row.entities_open and row.entity_of == row.ministry_id and in_force(row.entity_from, row.entity_to, today)
    return KnownEvidence(kind, row.value, Target(row.ministry_id, row.entity_id if named else None))


def left_behind(connection: Connection, person_id: UUID, today: date) -> tuple[bool, Target | None]:
    """Whether what someone confirmed is no longer so, and what it became where that can be told.

    Their ministry has ended, or their entity has moved to another one.
    """
    row = connection.execute(STANDING, {"person": person_id}).first()
    if row is None or row.ministry_id is None:
        return False, None
    if row.entity_of is not None and row.entity_of != row.ministry_id:
        return True, in_force_only(connection, Target(row.entity_of, row.entity_id), today)
    if row.valid_to is None or today <= row.valid_to:
        return False, None
    became = successor(Target(row.ministry_id, row.entity_id), row.valid_to, changes(connection), today)
    return True, in_force_only(connection, became, today)


def in_force_only(connection: Connection, target: Target | None, today: date) -> Target | None:
    """The same organisation, where it may be chosen that day."""
    chosen = {each.id for each in ministries(connection) if each.in_force(today)}
    return target if target and target.ministry_id in chosen else None


def campaign(connection: Connection, code: str, today: date) -> Target | None:
    """The organisation a campaign's link names by its identifier, where it may be chosen that day."""
    row = connection.execute(CAMPAIGN, {"code": code}).first()
    if row is None or not in_force(row.valid_from, row.valid_to, today):
        return None
    named = row.entity_id and row.entities_open and in_force(row.entity_from, row.entity_to, today)
    return Target(row.id, row.entity_id if named else None)


def changes(connection: Connection) -> tuple[Change, ...]:
    """Every merge and split, by day."""
    row = OrganisationChangeRow
    return tuple(
        Change(*each)
        for each in connection.execute(select(row.day, row.source_id, row.target_id, row.entity_id).order_by(row.day))
    )


def former_names(connection: Connection) -> tuple[FormerName, ...]:
    """What ministries were called, and until when."""
    row = OrganisationNameRow
    return tuple(FormerName(*each) for each in connection.execute(select(row.ministry_id, row.until, row.name)))


def kept(connection: Connection) -> tuple[frozenset[Any], ...]:
    """All that the reference has put into the database, to tell whether it changes."""
    evidence, names = select(OrganisationEvidenceRow.__table__), select(OrganisationNameRow.__table__)
    queries = (MINISTRIES.add_columns(MinistryRow.position), ENTITIES, evidence, names)
    found = (frozenset(tuple(row) for row in connection.execute(query)) for query in queries)
    return (*found, frozenset(changes(connection)))


def save_ministries(connection: Connection, listed: Iterable[Ministry]) -> None:
    """Add the organisations that are not there yet, and bring the others up to date.

    Whether a ministry asks for entities is its own choice once it is known: it stays.
    """
    known = {ministry.id: ministry for ministry in ministries(connection)}
    for position, ministry in enumerate(listed):
        values = {
            "name": ministry.name,
            "short_name": ministry.short_name,
            "kind": ministry.kind.value,
            "position": position,
            "valid_from": ministry.valid_from,
            "valid_to": ministry.valid_to,
        }
        if ministry.id in known:
            connection.execute(update(MinistryRow).where(MinistryRow.id == ministry.id).values(**values))
        else:
            opened = {"entities_open": ministry.entities_open}
            connection.execute(insert(MinistryRow).values(id=ministry.id, **values, **opened))


def save(connection: Connection, organisations: Organisations) -> None:
    """Make the database say what the reference says; no ministry or entity that leaves the reference is deleted."""
    save_ministries(connection, organisations.ministries)
    save_entities(connection, organisations.entities)
    for table, rows in (
        (
            OrganisationEvidenceRow,
            [
                {
                    "kind": each.kind.value,
                    "value": each.value,
                    "ministry_id": each.target.ministry_id if each.target else None,
                    "entity_id": each.target.entity_id if each.target else None,
                }
                for each in organisations.evidence
            ],
        ),
        (
            OrganisationNameRow,
            [
                {"ministry_id": each.ministry_id, "until": each.until, "name": each.name}
                for each in organisations.former_names
            ],
        ),
        (
            OrganisationChangeRow,
            [
                {
                    "day": each.day,
                    "source_id": each.source_id,
                    "target_id": each.target_id,
                    "entity_id": each.entity_id,
                }
                for each in organisations.changes
            ],
        ),
    ):
        connection.execute(delete(table))
        if rows:
            connection.execute(insert(table), rows)


def save_entities(connection: Connection, listed: Iterable[Entity]) -> None:
    """Add the entities that are not there yet, and bring the others up to date."""
    every = tuple(listed)
    known = set(connection.scalars(select(EntityRow.id).where(EntityRow.id.in_([each.id for each in every]))))
    for entity in every:
        values = {
            "ministry_id": entity.ministry_id,
            "name": entity.name,
            "valid_from": entity.valid_from,
            "valid_to": entity.valid_to,
        }
        if entity.id in known:
            connection.execute(update(EntityRow).where(EntityRow.id == entity.id).values(**values))
        else:
            connection.execute(insert(EntityRow).values(id=entity.id, **values))


def open_entities(connection: Connection, ministry_id: str, opened: bool) -> None:
    """Let agents of a ministry name their entity, or no longer ask them."""
    connection.execute(update(MinistryRow).where(MinistryRow.id == ministry_id).values(entities_open=opened))
