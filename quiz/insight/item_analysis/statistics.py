"""What first attempts say of an item and of a module: each figure with its n, or none below thirty.

Formulas: docs.moodle.org/dev, "Quiz statistics calculations", with the discrimination in its
corrected form: the item against the rest of the test, never against a total that contains it (with
six items the difference is not a nuance: 0 against 44 in the worked vector of the tests). Moments
are exact fractions; only square roots and logarithms are floating numbers. Per cent unless said.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum
from fractions import Fraction
from math import atanh, sqrt, tanh

from quiz.insight.item_analysis.joint import Joint
from quiz.insight.item_analysis.moments import central, covariance, largest_covariance, mean, median, size, variance

FEWEST = 30  # attempts; below, no figure
NORMAL_95 = 1.96
ALMOST_ALL = 0.95
HALF = 0.5
# A discrimination whose whole interval lies under it tells little (Moodle's documentation calls it "very weak").
WEAK = 20.0
# Dorans & Kulick (1986): a standardised difference of a tenth of the score deserves a look.
NOTABLE = Fraction(1, 10)


class Remark(Enum):
    """What an author should look at; none is a verdict on agents."""

    ALMOST_ALL_RIGHT = "almost_all_right"
    OFTEN_MISSED = "often_missed"
    NO_BETTER_THAN_CHANCE = "no_better_than_chance"
    GOES_AGAINST_THE_REST = "goes_against_the_rest"
    TELLS_LITTLE = "tells_little"


MISSED = frozenset((Remark.OFTEN_MISSED, Remark.NO_BETTER_THAN_CHANCE))


@dataclass(frozen=True)
class Interval:
    """A figure, and the bounds it lies between with 95 % confidence."""

    value: float
    low: float
    high: float


@dataclass(frozen=True)
class ItemStatistics:
    """Of one item: `facility` from 0 to 1, the others in per cent; None where a variance is zero."""

    attempts: int
    facility: Interval
    deviation: float
    discrimination: Interval | None
    efficiency: float | None
    remarks: tuple[Remark, ...]


@dataclass(frozen=True)
class ModuleStatistics:
    """Of all attempts at a module, in points, except `consistency` and `error_ratio`, in per cent."""

    attempts: int
    mean: Fraction
    median: Fraction
    deviation: float
    skewness: float | None
    kurtosis: float | None
    consistency: float | None
    error_ratio: float | None
    standard_error: float | None


@dataclass(frozen=True)
class TooFew:
    """Too few attempts for a figure to mean anything."""

    attempts: int


def item_statistics(
    joint: Joint, max_score: Fraction, guess: Fraction | None, fewest: int = FEWEST
) -> ItemStatistics | TooFew:
    """What the attempts say of one item; `guess` is the share a random response earns, where one can be told."""
    attempts = joint.attempts
    if attempts < max(fewest, 4):
        return TooFew(attempts)
    scores, rests = joint.scores(), joint.rests()
    spread = variance(scores)
    facility = _facility(float(mean(scores) / max_score), sqrt(spread) / float(max_score), attempts)
    discrimination, efficiency = None, None
    if spread and variance(rests):
        shared = covariance(joint.counts)
        discrimination = _discrimination(float(shared) / sqrt(spread * variance(rests)), attempts)
        efficiency = float(100 * shared / largest_covariance(scores, rests))
    remarks = _remarks(facility, discrimination, guess)
    return ItemStatistics(attempts, facility, sqrt(spread), discrimination, efficiency, remarks)


def is_missed(
    scores: Mapping[Fraction, int], max_score: Fraction, guess: Fraction | None, fewest: int = FEWEST
) -> bool | TooFew:
    """Whether half at most get an item right, or no more than by chance: the whole interval says so, not its middle."""
    attempts = size(scores)
    if attempts < max(fewest, 4):
        return TooFew(attempts)
    facility = _facility(float(mean(scores) / max_score), sqrt(variance(scores)) / float(max_score), attempts)
    return bool(MISSED.intersection(_remarks(facility, None, guess)))


def _facility(share: float, deviation: float, attempts: int) -> Interval:
    reach = NORMAL_95 * deviation / sqrt(attempts)
    return Interval(share, max(share - reach, 0.0), min(share + reach, 1.0))


def _discrimination(correlation: float, attempts: int) -> Interval:
    """Fisher's transformation; a perfect correlation has no width it can give."""
    if abs(correlation) >= 1:
        return Interval(100 * correlation, 100 * correlation, 100 * correlation)
    reach = NORMAL_95 / sqrt(attempts - 3)
    middle = atanh(correlation)
    return Interval(100 * correlation, 100 * tanh(middle - reach), 100 * tanh(middle + reach))


def _remarks(facility: Interval, discrimination: Interval | None, guess: Fraction | None) -> tuple[Remark, ...]:
    """Only what the whole interval says: an author is not sent after noise."""
    found = []
    if facility.low >= ALMOST_ALL:
        found.append(Remark.ALMOST_ALL_RIGHT)
    if guess is not None and facility.high <= guess:
        found.append(Remark.NO_BETTER_THAN_CHANCE)
    elif facility.high <= HALF:
        found.append(Remark.OFTEN_MISSED)
    if discrimination is not None and discrimination.high < 0:
        found.append(Remark.GOES_AGAINST_THE_REST)
    elif discrimination is not None and discrimination.high < WEAK:
        found.append(Remark.TELLS_LITTLE)
    return tuple(found)


def module_statistics(
    totals: Mapping[Fraction, int], joints: Mapping[str, Joint], fewest: int = FEWEST
) -> ModuleStatistics | TooFew:
    """What the attempts say of a module as a whole.

    Where items are drawn, the sum of item variances that Cronbach's alpha needs is that of the
    average draw: each item's variance counts in the share of attempts that drew it.
    """
    attempts = sum(totals.values())
    if attempts < max(fewest, 4):
        return TooFew(attempts)
    k2 = variance(totals)
    deviation = sqrt(k2)
    skewness = kurtosis = consistency = error_ratio = standard_error = None
    if k2:
        n = Fraction(attempts)
        m2, m3, m4 = (central(totals, power) for power in (2, 3, 4))
        k3 = n * n * m3 / ((n - 1) * (n - 2))
        k4 = n * n * ((n + 1) * m4 - 3 * (n - 1) * m2 * m2) / ((n - 1) * (n - 2) * (n - 3))
        skewness, kurtosis = float(k3) / float(k2) ** 1.5, float(k4 / (k2 * k2))
        drawn = sum((Fraction(joint.attempts) for joint in joints.values()), Fraction(0)) / n
        if drawn > 1:
            items = sum(
                (variance(joint.scores()) * joint.attempts / n for joint in joints.values() if joint.attempts > 1),
                Fraction(0),
            )
            alpha = drawn / (drawn - 1) * (1 - items / k2)
            consistency = float(100 * alpha)
            error_ratio = 100 * sqrt(1 - alpha)
            standard_error = error_ratio * deviation / 100
    return ModuleStatistics(
        attempts, mean(totals), median(totals), deviation, skewness, kurtosis, consistency, error_ratio, standard_error
    )


def effective_weights(joints: Mapping[str, Joint], fewest: int = FEWEST) -> dict[str, float | None]:
    """How much of what separates attempts each item brings, in per cent; None where it brings the reverse."""
    shares: dict[str, float | None] = {}
    for name, joint in joints.items():
        if joint.attempts < max(fewest, 2):
            continue
        with_total = covariance(joint.counts) + variance(joint.scores())
        shares[name] = sqrt(with_total) if with_total >= 0 else None
    whole = sum(share for share in shares.values() if share is not None)
    return {name: 100 * share / whole if share is not None and whole else None for name, share in shares.items()}


def standardised_difference(reference: Joint, other: Joint, max_score: Fraction) -> Fraction | None:
    """How much better (or worse) the other group does on the item than the reference at equal score on the rest.

    Dorans and Kulick's standardisation (1986), from -1 to 1, weighted by the other group; None
    where no score on the rest is found in both groups. A translation that makes an item easier or
    harder shows here, where the facilities alone would also show who reads it.
    """
    means_reference, means_other = _by_rest(reference), _by_rest(other)
    shared = means_reference.keys() & means_other.keys()
    if not shared:
        return None
    weight = sum(size(means_other[rest]) for rest in shared)
    gap = sum(
        (size(means_other[rest]) * (mean(means_other[rest]) - mean(means_reference[rest])) for rest in shared),
        Fraction(0),
    )
    return gap / weight / max_score


def _by_rest(joint: Joint) -> dict[Fraction, dict[Fraction, int]]:
    found: dict[Fraction, dict[Fraction, int]] = {}
    for (score, rest), attempts in joint.counts.items():
        found.setdefault(rest, {})[score] = found.get(rest, {}).get(score, 0) + attempts
    return found
