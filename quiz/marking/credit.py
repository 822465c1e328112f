"""The three credit rules: how the parts of an answered item combine into a score from 0 to 1.

A blank response earns 0 under all three: an agent who says nothing has not put a single row right.
An item without a key, which the content check refuses, earns 0 as well when its credit is `net`.
"""

from collections.abc import Callable, Mapping
from fractions import Fraction
from types import MappingProxyType

from quiz.content.item import CreditRule
from quiz.marking.score import Part

Parts = tuple[Part, ...]


def exact(parts: Parts) -> Fraction:
    """1 when every part is right, otherwise 0."""
    return Fraction(int(not _blank(parts) and all(part.right for part in parts)))


def net(parts: Parts) -> Fraction:
    """Hits minus false hits, over the number of keys, never below 0.

    PrairieLearn's net-correct rule; with it, ticking everything costs what it wins.
    """
    hits = sum(part.right for part in parts if part.given is not None)
    false_hits = sum(not part.right for part in parts if part.given is not None)
    keys = _keys(parts)
    return Fraction(max(hits - false_hits, 0), keys) if keys else Fraction(0)


def each(parts: Parts) -> Fraction:
    """Right parts over parts; an option rightly left alone counts, except in a blank response.

    Moodle's true/false grid, "right rows over rows", but for the blank response.
    """
    return Fraction(0) if _blank(parts) else Fraction(sum(part.right for part in parts), len(parts))


_RULES: Mapping[CreditRule, Callable[[Parts], Fraction]] = MappingProxyType({"exact": exact, "net": net, "each": each})


def credit(rule: CreditRule, parts: Parts) -> Fraction:
    """The score these parts earn under that rule."""
    return _RULES[rule](parts)


def credit_denominator(rule: CreditRule, parts: Parts) -> int:
    """The least common denominator of the scores the rule can give to an item with these parts."""
    if rule == "exact":
        return 1
    return len(parts) if rule == "each" else max(_keys(parts), 1)


def _blank(parts: Parts) -> bool:
    return all(part.given is None for part in parts)


def _keys(parts: Parts) -> int:
    return sum(part.key is not None for part in parts)
