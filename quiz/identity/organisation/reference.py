"""The shape of the reference files of organisations, as `content/reference/` holds them.

Each says when it was read and from which sources; each line names one of them.
"""

from datetime import date
from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from quiz.content.item import Frozen, Identifier, Short
from quiz.content.module import Address

Domain = Annotated[str, StringConstraints(pattern=r"^([a-z0-9]([a-z0-9-]*[a-z0-9])?\.)+[a-z]{2,}$", max_length=253)]
Pattern = Annotated[str, StringConstraints(pattern=r"^[a-z0-9*-]+(\.[a-z0-9-]+)+$", max_length=253)]
Siret = Annotated[str, StringConstraints(pattern=r"^[0-9]{14}$")]
Siren = Annotated[str, StringConstraints(pattern=r"^[0-9]{9}$")]
EntityId = Annotated[str, StringConstraints(pattern=r"^[a-z0-9-]+\.[a-z0-9-]+$", max_length=121)]
Name = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=200)]


class Source(Frozen):
    """Where lines of a file come from, and how sure that is."""

    id: Identifier
    title: Short
    url: Address | None = None
    caveat: Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=1000)] | None = None


class ReferenceFile(Frozen):
    """What every file begins with."""

    read_on: date
    sources: Annotated[tuple[Source, ...], Field(min_length=1)]


class ReferenceMinistry(Frozen):
    """A ministry with a referent: the name is the one of today, the identifier never changes."""

    id: Identifier
    name: Name
    short_name: Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=60)]
    legal_names: tuple[Name, ...] = ()
    source: Identifier
    valid_from: date | None = None
    valid_to: date | None = None
    entities_open: bool = False


class MinistriesFile(ReferenceFile):
    """`ministries.yaml`."""

    reference: Literal["ministries"]
    ministries: Annotated[tuple[ReferenceMinistry, ...], Field(min_length=1)]


class ReferenceEntity(Frozen):
    """A part of a ministry, with a code that never changes."""

    ministry: Identifier
    code: Identifier
    name: Name
    source: Identifier
    valid_from: date | None = None
    valid_to: date | None = None


class EntitiesFile(ReferenceFile):
    """`entities.yaml`."""

    reference: Literal["entities"]
    entities: tuple[ReferenceEntity, ...]


class OrganisationEvidence(Frozen):
    """What tells that someone is of a ministry, or of an entity of it."""

    ministry: Identifier
    entity: EntityId | None = None
    source: Identifier
    sirets: tuple[Siret, ...] = ()
    sirens: tuple[Siren, ...] = ()
    domains: tuple[Domain, ...] = ()
    patterns: tuple[Pattern, ...] = ()


class SharedDomain(Frozen):
    """A domain that tells no ministry, because several use it."""

    domain: Domain
    ministries: tuple[Identifier, ...] = ()
    why: Short


class EvidenceFile(ReferenceFile):
    """`evidence.yaml`."""

    reference: Literal["evidence"]
    evidence: tuple[OrganisationEvidence, ...]
    shared_domains: tuple[SharedDomain, ...] = ()


class JobCeiling(Frozen):
    """A ceiling of jobs in full-time equivalents: context, never a number of agents nor a denominator."""

    ministry: Identifier
    year: Annotated[int, Field(ge=2000, le=2100)]
    full_time_equivalents: Annotated[int, Field(ge=0)]
    source: Identifier
    caveat: Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=1000)] | None = None


class JobCeilingsFile(ReferenceFile):
    """`job_ceilings.yaml`."""

    reference: Literal["job_ceilings"]
    ceilings: tuple[JobCeiling, ...]


class Rename(Frozen):
    """What a ministry was called until the day before."""

    day: date
    ministry: Identifier
    former_name: Name
    source: Identifier


class Merge(Frozen):
    """Ministries that became another one from a day on."""

    day: date
    from_: Annotated[tuple[Identifier, ...], Field(alias="from", min_length=1)]
    into: Identifier
    source: Identifier


class Part(Frozen):
    """An entity, and the ministry it is part of from then on; its own ministry where it is known to stay."""

    entity: EntityId
    into: Identifier


class Split(Frozen):
    """Entities that left a ministry, or are known to have stayed, from a day on."""

    day: date
    ministry: Identifier
    parts: Annotated[tuple[Part, ...], Field(min_length=1)]
    source: Identifier


class ChangesFile(ReferenceFile):
    """`changes.yaml`."""

    reference: Literal["changes"]
    renames: tuple[Rename, ...] = ()
    merges: tuple[Merge, ...] = ()
    splits: tuple[Split, ...] = ()
