"""EcoIndex of a page, from what a browser saw of it: elements, requests, kilobytes. Pure.

The thresholds and the formula are those the GreenIT collective publishes (cnumr, EcoIndex), written here
anew; its own package may not be modified, and its figures of gases and water are not ours to publish.
"""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

ELEMENTS = (0, 47, 75, 159, 233, 298, 358, 417, 476, 537, 603, 674, 753, 843, 949, 1076, 1237, 1459, 1801, 2479, 594601)
REQUESTS = (0, 2, 15, 25, 34, 42, 49, 56, 63, 70, 78, 86, 95, 105, 117, 130, 147, 170, 205, 281, 3920)
KILOBYTES = (
    0, 1.37, 144.7, 319.53, 479.46, 631.97, 783.38, 937.91, 1098.62, 1265.47, 1448.32,
    1648.27, 1876.08, 2142.06, 2465.37, 2866.31, 3401.59, 4155.73, 5400.08, 8037.54, 223212.26,
)  # fmt: skip
GRADES = ((80, "A"), (70, "B"), (55, "C"), (40, "D"), (25, "E"), (10, "F"))


@dataclass(frozen=True)
class EcoIndex:
    """A score out of 100, and its letter."""

    score: int
    grade: str


def ecoindex(elements: int, requests: int, kilobytes: float) -> EcoIndex:
    """The EcoIndex of a page; elements inside drawings (`svg`) are not counted, kilobytes are those transferred.

    >>> ecoindex(100, 3, 60)
    EcoIndex(score=91, grade='A')
    """
    weighted = 3 * rank(ELEMENTS, elements) + 2 * rank(REQUESTS, requests) + rank(KILOBYTES, kilobytes)
    score = round(100 - 5 * weighted / 6)
    return EcoIndex(score, next((grade for over, grade in GRADES if score > over), "G"))


def rank(thresholds: Sequence[float], value: float) -> float:
    """Between which thresholds a value stands: 0 at the first, 20 from the last on.

    >>> rank(KILOBYTES, 0), rank(REQUESTS, 8.5), rank(ELEMENTS, 10**6)
    (0.0, 1.5, 20.0)
    """
    at = bisect_right(thresholds, value)
    if at == len(thresholds):
        return 20.0
    below, above = thresholds[at - 1], thresholds[at]
    return at - 1 + (value - below) / (above - below)
