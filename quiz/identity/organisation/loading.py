"""What the reference files say, as the database is to hold it."""

from dataclasses import dataclass
from datetime import timedelta

from quiz.content.problem import Problem, Severity
from quiz.identity.ministry import OTHERS, Entity, Ministry, entity_id
from quiz.identity.organisation.changes import Change, FormerName
from quiz.identity.organisation.checks import Files, changes_of
from quiz.identity.organisation.reference import JobCeiling
from quiz.identity.organisation.suggestion import EvidenceKind, KnownEvidence, Target

DAY = timedelta(days=1)
KINDS = {
    "sirets": EvidenceKind.SIRET,
    "sirens": EvidenceKind.SIREN,
    "domains": EvidenceKind.DOMAIN,
    "patterns": EvidenceKind.PATTERN,
}


@dataclass(frozen=True)
class Organisations:
    """Everything known of organisations: as the reference files say it, or as the demonstration invents it."""

    ministries: tuple[Ministry, ...]
    entities: tuple[Entity, ...] = ()
    evidence: tuple[KnownEvidence, ...] = ()
    former_names: tuple[FormerName, ...] = ()
    changes: tuple[Change, ...] = ()
    ceilings: tuple[JobCeiling, ...] = ()


@dataclass(frozen=True)
class ReferenceRead:
    """The folder of reference files, read: what they say where nothing is wrong, and every problem."""

    organisations: Organisations | None
    problems: tuple[Problem, ...]

    @property
    def has_errors(self) -> bool:
        """True where nothing may be loaded."""
        return any(found.severity is Severity.ERROR for found in self.problems)


def organisations(files: Files) -> Organisations | None:
    """What five files of the right shape say; nothing where one of them has not its shape."""
    if not (files.ministries and files.entities and files.evidence and files.ceilings and files.changes):
        return None
    ministries, entities, evidence, ceilings, changes = (
        files.ministries[1],
        files.entities[1],
        files.evidence[1],
        files.ceilings[1],
        files.changes[1],
    )
    return Organisations(
        ministries=(
            *(
                Ministry(
                    each.id,
                    each.name,
                    each.short_name,
                    valid_from=each.valid_from,
                    valid_to=each.valid_to,
                    entities_open=each.entities_open,
                )
                for each in ministries.ministries
            ),
            *OTHERS,
        ),
        entities=tuple(
            Entity(entity_id(each.ministry, each.code), each.ministry, each.name, each.valid_from, each.valid_to)
            for each in entities.entities
        ),
        evidence=(
            *(
                KnownEvidence(kind, value, Target(each.ministry, each.entity))
                for each in evidence.evidence
                for field, kind in KINDS.items()
                for value in getattr(each, field)
            ),
            *(KnownEvidence(EvidenceKind.SHARED_DOMAIN, each.domain, None) for each in evidence.shared_domains),
        ),
        former_names=tuple(FormerName(each.ministry, each.day - DAY, each.former_name) for each in changes.renames),
        changes=tuple(change for change, _path in changes_of(changes)),
        ceilings=ceilings.ceilings,
    )
