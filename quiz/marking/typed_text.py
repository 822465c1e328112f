"""Comparison of typed words with accepted ones: what a hurried hand changes is forgiven.

Case, accents, the shape of apostrophes and hyphens, ligatures and spaces do not count. What is left
is compared by optimal string alignment, the restricted Damerau-Levenshtein distance: insertions,
deletions, substitutions and swaps of neighbours, no letter being edited twice.
"""

import unicodedata
from collections.abc import Iterable

LONGEST = 300
"""Characters; as long as the longest accepted text may be (`content.item.Short`)."""

APOSTROPHES = str.maketrans(dict.fromkeys("’‘ʼʹ′´`＇", "'"))
HYPHENS = str.maketrans(dict.fromkeys("‐‑‒–—―−﹣－⁃", "-"))
_LIGATURES = str.maketrans({"œ": "oe", "æ": "ae"})


def fold(text: str) -> str:
    """The text without what is forgiven: `fold("L’Œuvre  Été")` is `l'oeuvre ete`."""
    # The acute accent typed alone decomposes into a space: apostrophes come before decomposition.
    decomposed = unicodedata.normalize("NFKD", text.translate(APOSTROPHES)).casefold()
    kept = "".join(
        character
        for character in unicodedata.normalize("NFKD", decomposed)
        if not unicodedata.combining(character) and unicodedata.category(character) != "Cf"
    )
    return " ".join(kept.translate(APOSTROPHES).translate(HYPHENS).translate(_LIGATURES).split())


def edits(one: str, other: str, at_most: int) -> int:
    """The edits that lead from one text to the other, or `at_most + 1` where there are more.

    Only the cells within `at_most` of the diagonal are computed: the cost grows with the length of
    the texts, not with its square.
    """
    beyond = at_most + 1
    if abs(len(one) - len(other)) > at_most:
        return beyond
    before: list[int] = []
    last = [min(column, beyond) for column in range(len(other) + 1)]
    for row in range(1, len(one) + 1):
        current = [beyond] * (len(other) + 1)
        current[0] = min(row, beyond)
        for column in range(max(1, row - at_most), min(len(other), row + at_most) + 1):
            same = one[row - 1] == other[column - 1]
            best = min(last[column] + 1, current[column - 1] + 1, last[column - 1] + (not same))
            if row > 1 and column > 1 and one[row - 2 : row] == other[column - 1] + other[column - 2]:
                best = min(best, before[column - 2] + 1)
            current[column] = min(best, beyond)
        before, last = last, current
    return last[-1]


def matches(text: str, accepted: Iterable[str], distance: int) -> bool:
    """Whether a text is one of the accepted ones, give or take `distance` edits; too long a text is none."""
    if len(text) > LONGEST:
        return False
    folded = fold(text)
    return any(edits(folded, fold(one), distance) <= distance for one in accepted)
