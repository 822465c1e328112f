"""Believable first attempts at a module, invented and the same each time, for the statistics of questions."""

from collections import Counter
from dataclasses import dataclass
from fractions import Fraction
from hashlib import sha256

from quiz.content.module import Module
from quiz.learning.draw import draw

# How many attempts in French and in English; an item in twelve is out of tune in English, one in ten a bad one.
ATTEMPTS = (("fr", 900), ("en", 150))
OUT_OF_TUNE, BAD = 12, 10


@dataclass(frozen=True)
class InventedCount:
    """So many attempts, in a language, with this score on the item (0 or 1) and this one on the rest of the draw."""

    language: str
    item: str
    score: int
    rest: int
    attempts: int


def invented_attempts(module: Module) -> tuple[list[InventedCount], Counter[tuple[str, int]]]:
    """The counts of each item of a module, and the attempts by language and total."""
    counts: Counter[tuple[str, str, int, int]] = Counter()
    totals: Counter[tuple[str, int]] = Counter()
    scored = {item.id for item in module.scored_items()}
    for language, attempts in ATTEMPTS:
        for number in range(attempts):
            drawn = [item for item in draw(module, number, ()) if item in scored]
            scores = {item: int(_right(module.module, language, number, item)) for item in drawn}
            total = sum(scores.values())
            totals[language, total] += 1
            for item, score in scores.items():
                counts[language, item, score, total - score] += 1
    return [InventedCount(*key, attempts=times) for key, times in sorted(counts.items())], totals


def _right(module: str, language: str, number: int, item: str) -> bool:
    """Whether the n-th invented person gets the item right: more often the more they know, the easier it is."""
    ability = _share(f"{module}|{language}|{number}|ability")
    ease = _share(f"{item}|ease")
    chance = Fraction(1, 10) + ability * 7 / 10 + ease / 3
    if int(ease * 997) % BAD == 0:
        chance = Fraction(1, 4) + ease / 3
    if language == "en" and int(ease * 991) % OUT_OF_TUNE == 0:
        chance -= Fraction(1, 3)
    return _share(f"{module}|{language}|{number}|{item}") < chance


def _share(text: str) -> Fraction:
    """A number from 0 to 1, as good as drawn, that depends on the text alone."""
    return Fraction(int.from_bytes(sha256(text.encode()).digest()[:4]), 2**32)
