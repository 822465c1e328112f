"""Means, variances and covariances of exact histograms, as exact fractions."""

from collections.abc import Iterator, Mapping
from fractions import Fraction


def size(counts: Mapping[Fraction, int]) -> int:
    """How many values the histogram holds."""
    return sum(counts.values())


def mean(counts: Mapping[Fraction, int]) -> Fraction:
    """The mean of a histogram that is not empty."""
    return sum((value * times for value, times in counts.items()), Fraction(0)) / size(counts)


def central(counts: Mapping[Fraction, int], power: int) -> Fraction:
    """The central moment of that power, divided by the number of values."""
    middle = mean(counts)
    return sum(((value - middle) ** power * times for value, times in counts.items()), Fraction(0)) / size(counts)


def variance(counts: Mapping[Fraction, int]) -> Fraction:
    """The unbiased variance (divided by n - 1) of two values or more."""
    return central(counts, 2) * size(counts) / (size(counts) - 1)


def covariance(pairs: Mapping[tuple[Fraction, Fraction], int]) -> Fraction:
    """The unbiased covariance of two pairs or more."""
    total = sum(pairs.values())
    first = sum((one * times for (one, _), times in pairs.items()), Fraction(0))
    second = sum((other * times for (_, other), times in pairs.items()), Fraction(0))
    product = sum((one * other * times for (one, other), times in pairs.items()), Fraction(0))
    return (product - first * second / total) / (total - 1)


def largest_covariance(one: Mapping[Fraction, int], other: Mapping[Fraction, int]) -> Fraction:
    """The covariance once both lists, of one length, are sorted: the most that these values allow."""
    pairs: dict[tuple[Fraction, Fraction], int] = {}
    for pair, times in _in_step(sorted(one.items()), sorted(other.items())):
        pairs[pair] = pairs.get(pair, 0) + times
    return covariance(pairs)


def _in_step(
    one: list[tuple[Fraction, int]], other: list[tuple[Fraction, int]]
) -> Iterator[tuple[tuple[Fraction, Fraction], int]]:
    at = 0
    left = other[0][1] if other else 0
    for value, times in one:
        while times:
            step = min(times, left)
            yield (value, other[at][0]), step
            times, left = times - step, left - step
            if not left and at + 1 < len(other):
                at += 1
                left = other[at][1]


def median(counts: Mapping[Fraction, int]) -> Fraction:
    """The value in the middle, or the mean of the two there."""
    total = size(counts)
    low, high = _at(counts, (total - 1) // 2), _at(counts, total // 2)
    return (low + high) / 2


def _at(counts: Mapping[Fraction, int], rank: int) -> Fraction:
    passed = 0
    for value, times in sorted(counts.items()):
        passed += times
        if rank < passed:
            return value
    raise IndexError(rank)
