"""Which organisation is suggested to someone who signs in, every case by name."""

import pytest

from quiz.identity.ministry import Evidence
from quiz.identity.organisation.suggestion import (
    EvidenceKind,
    Given,
    KnownEvidence,
    Suggestion,
    Target,
    Why,
    domain_of,
    evidence_of,
    matches,
    suggest,
)

QUAYS, PATHS = Target("rivages"), Target("sentiers")
HARBOURS, BEACHES = Target("rivages", "rivages.ports"), Target("rivages", "rivages.plages")
KNOWN = (
    KnownEvidence(EvidenceKind.SIRET, "11111111100011", HARBOURS),
    KnownEvidence(EvidenceKind.SIREN, "111111111", QUAYS),
    KnownEvidence(EvidenceKind.SIREN, "222222222", PATHS),
    KnownEvidence(EvidenceKind.DOMAIN, "rivages.exemple", QUAYS),
    KnownEvidence(EvidenceKind.DOMAIN, "plages.rivages.exemple", BEACHES),
    KnownEvidence(EvidenceKind.DOMAIN, "sentiers.exemple", PATHS),
    KnownEvidence(EvidenceKind.PATTERN, "*.sentiers.exemple", PATHS),
    KnownEvidence(EvidenceKind.PATTERN, "*.rivages.exemple", QUAYS),
    KnownEvidence(EvidenceKind.PATTERN, "gare-*.exemple", PATHS),
    KnownEvidence(EvidenceKind.PATTERN, "*-maritime.exemple", QUAYS),
    KnownEvidence(EvidenceKind.SHARED_DOMAIN, "commun.exemple", None),
)


def asked(why: Why) -> Suggestion:
    """Nothing is suggested, for that reason."""
    return Suggestion(None, None, why)


CASES = {
    "nothing at all": (Given(), asked(Why.NOTHING)),
    "an establishment": (Given(siret="11111111100011"), Suggestion("rivages", "rivages.ports", Why.SIRET)),
    "another establishment of a body": (Given(siret="11111111100029"), Suggestion("rivages", None, Why.SIRET)),
    "an establishment nobody knows": (Given(siret="99999999900011"), asked(Why.UNKNOWN_SIRET)),
    "an establishment that is no number": (Given(siret="111111111"), asked(Why.UNKNOWN_SIRET)),
    "an exact domain": (Given(domain="sentiers.exemple"), Suggestion("sentiers", None, Why.DOMAIN)),
    "an exact domain before the pattern it matches": (
        Given(domain="plages.rivages.exemple"),
        Suggestion("rivages", "rivages.plages", Why.DOMAIN),
    ),
    "a pattern": (Given(domain="nord.sentiers.exemple"), Suggestion("sentiers", None, Why.PATTERN)),
    "two patterns of two ministries": (Given(domain="gare-maritime.exemple"), asked(Why.CONTRADICTION)),
    "a domain nobody knows": (Given(domain="ailleurs.exemple"), asked(Why.NOTHING)),
    "the domain below a known one": (Given(domain="un.deux.rivages.exemple"), asked(Why.NOTHING)),
    "a campaign": (Given(campaign=PATHS), Suggestion("sentiers", None, Why.CAMPAIGN)),
    "the provider itself": (Given(provider=QUAYS), Suggestion("rivages", None, Why.PROVIDER)),
    "a shared domain": (Given(domain="commun.exemple"), asked(Why.SHARED_DOMAIN)),
    "a shared domain, whatever the establishment": (
        Given(siret="11111111100011", domain="commun.exemple"),
        asked(Why.SHARED_DOMAIN),
    ),
    "a shared domain, whatever the campaign": (
        Given(domain="commun.exemple", campaign=PATHS),
        asked(Why.SHARED_DOMAIN),
    ),
    "an establishment and a domain that agree": (
        Given(siret="22222222200013", domain="sentiers.exemple"),
        Suggestion("sentiers", None, Why.SIRET),
    ),
    "the more precise of two that agree": (
        Given(siret="11111111100029", domain="plages.rivages.exemple"),
        Suggestion("rivages", "rivages.plages", Why.SIRET),
    ),
    "two entities of one ministry": (
        Given(siret="11111111100011", domain="plages.rivages.exemple"),
        Suggestion("rivages", None, Why.SIRET),
    ),
    "an establishment against a domain": (
        Given(siret="11111111100011", domain="sentiers.exemple"),
        asked(Why.CONTRADICTION),
    ),
    "a domain against a campaign": (Given(domain="sentiers.exemple", campaign=QUAYS), asked(Why.CONTRADICTION)),
    "an unknown establishment and a known domain": (
        Given(siret="99999999900011", domain="sentiers.exemple"),
        Suggestion("sentiers", None, Why.DOMAIN),
    ),
}


@pytest.mark.parametrize("case", CASES)
def test_what_is_suggested(case: str) -> None:
    given, expected = CASES[case]
    assert suggest(given, KNOWN) == expected


def test_the_order_of_the_files_changes_nothing() -> None:
    assert [suggest(given, reversed(KNOWN)) for given, _ in CASES.values()] == [found for _, found in CASES.values()]


@pytest.mark.parametrize(
    ("address", "domain"),
    [
        ("amina@Rivages.Exemple", "rivages.exemple"),
        (" amina@rivages.exemple. ", "rivages.exemple"),
        ("amina@ailleurs@rivages.exemple", "rivages.exemple"),
        ("amina", None),
        ("amina@", None),
        ("", None),
        (None, None),
    ],
)
def test_the_domain_of_an_address(address: str | None, domain: str | None) -> None:
    assert domain_of(address) == domain


@pytest.mark.parametrize(
    ("domain", "matched"),
    [
        ("ac-lyon.fr", True),
        ("ac-.fr", False),
        ("ac-lyon.example.fr", False),
        ("xac-lyon.fr", False),
        ("ac-lyonxfr", False),
        ("ac-lyon.fr.exemple", False),
    ],
)
def test_a_star_never_stands_for_a_dot(domain: str, matched: bool) -> None:
    assert matches("ac-*.fr", domain) is matched


def test_what_is_confirmed_keeps_what_suggested_it() -> None:
    suggesting = (Why.PROVIDER, Why.SIRET, Why.DOMAIN, Why.PATTERN, Why.CAMPAIGN, Why.SUCCESSOR)
    assert {evidence_of(why) for why in suggesting} == set(Evidence) - {Evidence.CHOSEN}
