"""Which organisation to suggest to someone who signs in, and why; or why to ask without suggesting any.

Evidence is read in this order: what the provider says itself, the employer's SIRET (or its SIREN), the
exact domain of the verified address, a pattern of domains, the link of a campaign. All of it must agree:
where two tell different ministries, nothing is suggested. A domain that several ministries share always
asks, whatever the rest says. Whatever is suggested, the agent confirms it.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum

from quiz.identity.ministry import Evidence

SIREN_DIGITS = 9
DIGITS = re.compile(r"[0-9]{14}")


class EvidenceKind(Enum):
    """What the service knows beforehand of organisations, as the reference files list it."""

    SIRET = "siret"
    SIREN = "siren"
    DOMAIN = "domain"
    PATTERN = "pattern"
    SHARED_DOMAIN = "shared_domain"


class Why(Enum):
    """Why an organisation is suggested; or, from SHARED_DOMAIN on, why none is."""

    PROVIDER = "provider"
    SIRET = "siret"
    DOMAIN = "domain"
    PATTERN = "pattern"
    CAMPAIGN = "campaign"
    SUCCESSOR = "successor"
    SHARED_DOMAIN = "shared_domain"
    CONTRADICTION = "contradiction"
    UNKNOWN_SIRET = "unknown_siret"
    ENDED = "ended"
    NOTHING = "nothing"


@dataclass(frozen=True)
class Target:
    """A ministry, and one of its entities where that is known too."""

    ministry_id: str
    entity_id: str | None = None


@dataclass(frozen=True)
class KnownEvidence:
    """One line of the reference files: a SIRET, a domain… and the organisation it tells; none where shared."""

    kind: EvidenceKind
    value: str
    target: Target | None


@dataclass(frozen=True)
class Given:
    """What someone brings when they sign in: nothing of it is kept."""

    siret: str | None = None
    domain: str | None = None
    provider: Target | None = None
    campaign: Target | None = None


@dataclass(frozen=True)
class Suggestion:
    """What to suggest, and why; without a ministry, the agent is asked to choose."""

    ministry_id: str | None
    entity_id: str | None
    why: Why


def evidence_of(why: Why | None) -> Evidence:
    """Where an organisation that is confirmed came from: what suggested it."""
    return Evidence[why.name] if why is not None else Evidence.PROVIDER


def domain_of(address: str | None) -> str | None:
    """The domain of an e-mail address, in lower case; nothing where there is none."""
    _local, at, domain = (address or "").strip().lower().rpartition("@")
    return domain.rstrip(".") or None if at else None


def suggest(given: Given, known: Iterable[KnownEvidence]) -> Suggestion:
    """The organisation that all evidence at hand agrees on, told by the first of it.

    Evidence that names an entity is more precise than evidence that names its ministry only, and
    agrees with it.
    """
    listed = tuple(known)
    if any(each.kind is EvidenceKind.SHARED_DOMAIN and each.value == given.domain for each in listed):
        return Suggestion(None, None, Why.SHARED_DOMAIN)
    told = tuple(_told(given, listed))
    if not told:
        return Suggestion(None, None, Why.UNKNOWN_SIRET if given.siret else Why.NOTHING)
    if len({target.ministry_id for _why, target in told}) > 1:
        return Suggestion(None, None, Why.CONTRADICTION)
    why, first = told[0]
    entities = {target.entity_id for _why, target in told if target.entity_id}
    # Of one ministry but of two of its entities: the ministry is sure, the entity is asked.
    return Suggestion(first.ministry_id, entities.pop() if len(entities) == 1 else None, why)


def suggest_again(found: Suggestion, successor: Target | None) -> Suggestion:
    """What to suggest to someone whose ministry is gone: what evidence tells, else what their ministry became.

    >>> suggest_again(Suggestion(None, None, Why.NOTHING), Target("rivages"))
    Suggestion(ministry_id='rivages', entity_id=None, why=<Why.SUCCESSOR: 'successor'>)
    >>> suggest_again(Suggestion(None, None, Why.SHARED_DOMAIN), None).why
    <Why.ENDED: 'ended'>
    """
    if found.ministry_id is not None:
        return found
    if successor is None:
        return Suggestion(None, None, Why.ENDED)
    return Suggestion(successor.ministry_id, successor.entity_id, Why.SUCCESSOR)


def _told(given: Given, known: tuple[KnownEvidence, ...]) -> Iterable[tuple[Why, Target]]:
    """What each piece of evidence tells, in the order they are believed."""
    if given.provider:
        yield Why.PROVIDER, given.provider
    if target := _of_siret(given.siret, known):
        yield Why.SIRET, target
    if target := _exact(EvidenceKind.DOMAIN, given.domain, known):
        yield Why.DOMAIN, target
    elif given.domain:
        # An exact domain is an exception to the patterns that would also match it.
        matching = {
            each.target
            for each in known
            if each.kind is EvidenceKind.PATTERN and each.target and matches(each.value, given.domain)
        }
        for target in sorted(matching, key=lambda target: (target.ministry_id, target.entity_id or "")):
            yield Why.PATTERN, target
    if given.campaign:
        yield Why.CAMPAIGN, given.campaign


def _of_siret(siret: str | None, known: tuple[KnownEvidence, ...]) -> Target | None:
    """What an establishment tells: listed itself, or by the SIREN of the body it belongs to."""
    if not siret or not DIGITS.fullmatch(siret):
        return None
    return _exact(EvidenceKind.SIRET, siret, known) or _exact(EvidenceKind.SIREN, siret[:SIREN_DIGITS], known)


def _exact(kind: EvidenceKind, value: str | None, known: tuple[KnownEvidence, ...]) -> Target | None:
    return next((each.target for each in known if each.kind is kind and each.value == value), None)


def matches(pattern: str, domain: str) -> bool:
    """True where a domain is one of a pattern: `*` stands for letters, digits and hyphens, never for a dot.

    >>> matches("ac-*.fr", "ac-lyon.fr"), matches("ac-*.fr", "ac-lyon.exemple.fr")
    (True, False)
    """
    return re.fullmatch(re.escape(pattern).replace(r"\*", "[a-z0-9-]+"), domain) is not None
