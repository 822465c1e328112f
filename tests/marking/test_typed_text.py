"""Typed words: what is forgiven, what is an edit, and how far an edit goes."""

from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quiz.marking.typed_text import LONGEST, edits, fold, matches
from tests.examples import examples

from .items import WORDS

FORGIVEN = {
    "case": ("SOBRIÉTÉ", "sobriété"),
    "accents": ("sobriete numerique", "sobriété numérique"),
    "decomposed accents": ("sobrie\u0301te\u0301", "sobriété"),
    "accents nobody asked for": ("écô-géste", "eco-geste"),
    "the curved apostrophe": ("l\u2019eau", "l'eau"),
    "an accent typed as an apostrophe": ("l´eau", "l'eau"),
    "the no-break hyphen": ("éco\u2011conception", "éco-conception"),
    "a dash": ("éco\u2013conception", "éco-conception"),
    "repeated spaces": ("  centre   de données ", "centre de données"),
    "no-break spaces": ("centre\u00a0de\u202fdonnées", "centre de données"),
    "œ": ("oeuvre", "œuvre"),
    "Œ": ("ŒUVRE", "oeuvre"),
    "æ": ("ex aequo", "ex æquo"),
    "typographic ligatures": ("ﬁltre", "filtre"),
    "subscripts": ("CO2", "CO₂"),
    "invisible characters": ("ré\u00adem\u200bploi", "réemploi"),
}
DIFFERENT = {
    "another word": ("recyclage", "réemploi", 2),
    "one letter where none is forgiven": ("réemplois", "réemploi", 0),
    "two letters where one is": ("réempluois", "réemploi", 1),
    "no space at all": ("centrededonnées", "centre de données", 1),
    "punctuation": ("c.d.n.", "cdn", 2),
    "too long a text": ("a" * (LONGEST + 1), "a" * LONGEST, 2),
    "a text of accents alone": ("\u0301", "été", 2),
}
EDITS = {
    "the same": ("abc", "abc", 0),
    "a letter more": ("abcd", "abc", 1),
    "a letter less": ("ac", "abc", 1),
    "another letter": ("axc", "abc", 1),
    "two neighbours swapped": ("acb", "abc", 1),
    "two swaps": ("badc", "abcd", 2),
    "a swap then an insertion between, which unrestricted distance would count 2": ("ca", "abc", 3),
    "everything": ("xyz", "abc", 3),
}


@pytest.mark.parametrize(("typed", "accepted"), FORGIVEN.values(), ids=FORGIVEN.keys())
def test_this_is_forgiven(typed: str, accepted: str) -> None:
    assert matches(typed, (accepted,), 0)


@pytest.mark.parametrize(("typed", "accepted", "distance"), DIFFERENT.values(), ids=DIFFERENT.keys())
def test_this_is_not(typed: str, accepted: str, distance: int) -> None:
    assert not matches(typed, (accepted,), distance)


@pytest.mark.parametrize(("one", "other", "count"), EDITS.values(), ids=EDITS.keys())
def test_edits_are_counted(one: str, other: str, count: int) -> None:
    assert edits(one, other, 3) == edits(other, one, 3) == count


def test_a_folded_text_keeps_its_letters_and_single_spaces() -> None:
    assert fold("L’Œuvre  Été") == "l'oeuvre ete"


def test_the_distance_is_the_last_one_accepted() -> None:
    assert [matches("réempolis", ("réemploi",), distance) for distance in (0, 1, 2)] == [False, False, True]


SHORT = st.text("abc", max_size=6)


@examples(200)
@given(SHORT, SHORT, st.integers(0, 3))
def test_edits_agree_with_the_definition(one: str, other: str, at_most: int) -> None:
    @cache
    def defined(i: int, j: int) -> int:
        if not i or not j:
            return i + j
        ways = [defined(i - 1, j) + 1, defined(i, j - 1) + 1, defined(i - 1, j - 1) + (one[i - 1] != other[j - 1])]
        if i > 1 and j > 1 and one[i - 1] == other[j - 2] and one[i - 2] == other[j - 1]:
            ways.append(defined(i - 2, j - 2) + 1)
        return min(ways)

    assert edits(one, other, at_most) == min(defined(len(one), len(other)), at_most + 1)


@examples(200)
@given(WORDS)
def test_a_text_folded_twice_is_folded_once(text: str) -> None:
    assert fold(fold(text)) == fold(text)
