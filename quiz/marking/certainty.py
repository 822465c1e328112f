"""Certainty-based marking: how sure one was of each answer, and how well that fits how often one was right.

The rule is that of `reference/scoring-and-statistics.md` D.6 (Gardner-Medwin's, as Moodle applies it since 2.6): it
pays to say what one really believes. It is told beside the score, and never changes it.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import Enum
from fractions import Fraction


class Certainty(Enum):
    """How sure someone is of an answer."""

    LOW = "low"
    MEDIUM = "medium"
    HIGH = "high"


class Fit(Enum):
    """How a level of certainty fits how often one was right at that level."""

    RIGHT = "right"
    SLIGHTLY_OVER = "slightly_over"
    OVER = "over"
    SLIGHTLY_UNDER = "slightly_under"
    UNDER = "under"


@dataclass(frozen=True)
class Stake:
    """What a right and a wrong answer earn at a level, and the shares of right answers at which it pays best."""

    right: int
    wrong: int
    least: Fraction
    most: Fraction


STAKES: Mapping[Certainty, Stake] = {
    Certainty.LOW: Stake(1, 0, Fraction(0), Fraction(2, 3)),
    Certainty.MEDIUM: Stake(2, -2, Fraction(2, 3), Fraction(4, 5)),
    Certainty.HIGH: Stake(3, -6, Fraction(4, 5), Fraction(1)),
}
# A gap that so few answers may well open by chance is a slight one.
CLEAR = Fraction(1, 2)
BONUS = Fraction(1, 10)


@dataclass(frozen=True)
class Sure:
    """One scored answer: its share of the points, from 0 to 1, and how sure one was; not said where unknown."""

    share: Fraction
    max_score: Fraction
    certainty: Certainty | None


@dataclass(frozen=True)
class Level:
    """The answers given at one level: how many, the mean share of their points, and how that fits."""

    certainty: Certainty
    count: int
    share: Fraction
    fit: Fit


@dataclass(frozen=True)
class Calibration:
    """How well certainty fitted: accuracy (0 to 1), mean mark (-6 to 3), bonus for it, and each level used."""

    accuracy: Fraction
    average: Fraction
    bonus: Fraction
    levels: tuple[Level, ...]

    @property
    def adjusted(self) -> Fraction:
        """Accuracy with its bonus, which is a malus where certainty misled."""
        return self.accuracy + self.bonus


def certainty_mark(share: Fraction, certainty: Certainty | None) -> Fraction:
    """What an answer earns: any share of its points times what is right at that level; 0 where unknown."""
    if certainty is None:
        return Fraction(0)
    stake = STAKES[certainty]
    return share * stake.right if share > 0 else Fraction(stake.wrong)


def calibration(answers: Iterable[Sure]) -> Calibration | None:
    """How well certainty fitted over these answers, weighed by their points; nothing where none was said."""
    given = tuple(answers)
    weight = sum(answer.max_score for answer in given)
    if not weight or all(answer.certainty is None for answer in given):
        return None
    accuracy = sum((answer.max_score * answer.share for answer in given), Fraction(0)) / weight
    marks = ((answer.max_score, certainty_mark(answer.share, answer.certainty)) for answer in given)
    average = sum((points * mark for points, mark in marks), Fraction(0)) / weight
    best = max(stake.right * accuracy + stake.wrong * (1 - accuracy) for stake in STAKES.values())
    return Calibration(accuracy, average, BONUS * (average - best), tuple(_levels(given)))


def _levels(answers: tuple[Sure, ...]) -> Iterable[Level]:
    for certainty in Certainty:
        shares = [answer.share for answer in answers if answer.certainty is certainty]
        if shares:
            mean = sum(shares, Fraction(0)) / len(shares)
            yield Level(certainty, len(shares), mean, fit(certainty, mean, len(shares)))


def fit(certainty: Certainty, share: Fraction, count: int) -> Fit:
    """How a level fits that share of right answers among so many."""
    stake = STAKES[certainty]
    if stake.least <= share <= stake.most:
        return Fit.RIGHT
    over = share < stake.least
    clear = (share - (stake.least if over else stake.most)) ** 2 * count > CLEAR
    if over:
        return Fit.OVER if clear else Fit.SLIGHTLY_OVER
    return Fit.UNDER if clear else Fit.SLIGHTLY_UNDER
