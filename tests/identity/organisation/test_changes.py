"""The dated map of organisations: where a count stands now."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quiz.identity.organisation.changes import (
    Change,
    FormerName,
    Standing,
    Wrong,
    as_it_is_now,
    name_on,
    wrong_changes,
)
from quiz.identity.organisation.suggestion import Target

BEFORE, DAY, AFTER, LATER, TODAY = (date(2027, month, 1) for month in (1, 3, 4, 6, 9))
MERGE = Change(DAY, "phares", "rivages")
SPLIT = (Change(DAY, "rivages", "sentiers", "rivages.ports"), Change(DAY, "rivages", "rivages", "rivages.plages"))
PHARES, RIVAGES = Target("phares"), Target("rivages")
PORTS, PLAGES, ILES = (Target("rivages", f"rivages.{name}") for name in ("ports", "plages", "iles"))

NOW = {
    "nothing has changed": (RIVAGES, BEFORE, (), Standing("rivages")),
    "all of a merged ministry, before": (PHARES, BEFORE, (MERGE,), Standing("rivages")),
    "all of a merged ministry, by an agent who says its name still": (PHARES, LATER, (MERGE,), Standing("rivages")),
    "the one it joined": (RIVAGES, BEFORE, (MERGE,), Standing("rivages")),
    "an entity that moved, before": (PORTS, BEFORE, SPLIT, Standing("sentiers", "rivages.ports")),
    "an entity that moved, after": (PORTS, LATER, SPLIT, Standing("sentiers", "rivages.ports")),
    "an entity known to stay": (PLAGES, BEFORE, SPLIT, Standing("rivages", "rivages.plages")),
    "an entity not named, before": (ILES, BEFORE, SPLIT, Standing("rivages", "rivages.iles", DAY)),
    "an entity not named, after": (ILES, DAY, SPLIT, Standing("rivages", "rivages.iles")),
    "the rest, before": (RIVAGES, BEFORE, SPLIT, Standing("rivages", None, DAY)),
    "the rest, on the very day": (RIVAGES, DAY, SPLIT, Standing("rivages")),
    "a change that is not yet": (PHARES, BEFORE, (Change(date(2028, 1, 1), "phares", "rivages"),), Standing("phares")),
    "merged, then split": (
        PHARES,
        BEFORE,
        (MERGE, Change(LATER, "rivages", "sentiers", "rivages.ports")),
        Standing("rivages", None, LATER),
    ),
    "what was left apart stays apart": (
        RIVAGES,
        BEFORE,
        (*SPLIT, Change(LATER, "rivages", "calendrier")),
        Standing("rivages", None, DAY),
    ),
    "split, then what it joined is merged": (
        PORTS,
        BEFORE,
        (*SPLIT, Change(LATER, "sentiers", "calendrier")),
        Standing("calendrier", "rivages.ports"),
    ),
    "an entity that left and came back": (
        PORTS,
        BEFORE,
        (*SPLIT, Change(LATER, "sentiers", "rivages", "rivages.ports")),
        Standing("rivages", "rivages.ports"),
    ),
}


@pytest.mark.parametrize("case", NOW)
def test_as_it_is_now(case: str) -> None:
    target, day, changes, expected = NOW[case]
    assert as_it_is_now(target, day, reversed(changes), TODAY) == expected


def test_a_rename_changes_the_name_and_nothing_else() -> None:
    former = (FormerName("rivages", BEFORE, "Côtes"), FormerName("rivages", AFTER, "Littoral"))
    assert [name_on("Rivages", former, "rivages", day) for day in (BEFORE, DAY, AFTER, LATER)] == [
        "Côtes",
        "Littoral",
        "Littoral",
        "Rivages",
    ]
    assert name_on("Sentiers", former, "sentiers", BEFORE) == "Sentiers"


WRONG = {
    "into itself": ((Change(DAY, "a", "a"),), [Wrong.TO_ITSELF]),
    "there and back": ((Change(DAY, "a", "b"), Change(LATER, "b", "a")), [Wrong.LOOP]),
    "there and back by a third": (
        (Change(BEFORE, "a", "b"), Change(DAY, "b", "c"), Change(LATER, "c", "a")),
        [Wrong.LOOP],
    ),
    "there and back on one day": (
        (Change(DAY, "a", "b"), Change(DAY, "b", "a")),
        [Wrong.SAME_DAY, Wrong.LOOP, Wrong.SAME_DAY, Wrong.LOOP],
    ),
    "one after the other on one day": (
        (Change(DAY, "a", "b", "a.x"), Change(DAY, "b", "c", "b.y")),
        [Wrong.SAME_DAY],
    ),
    "merged twice": ((Change(DAY, "a", "b"), Change(DAY, "a", "c")), [Wrong.TWICE, Wrong.TWICE]),
    "merged and split": ((Change(DAY, "a", "b"), Change(DAY, "a", "c", "a.x")), [Wrong.TWICE, Wrong.TWICE]),
    "gone, then split": ((Change(DAY, "a", "b"), Change(LATER, "a", "c", "a.x")), [Wrong.GONE]),
    "not yet": ((Change(date(2028, 1, 1), "a", "b"),), [Wrong.FUTURE]),
    "right": ((*SPLIT, Change(LATER, "sentiers", "calendrier")), []),
    "an entity comes back": ((*SPLIT, Change(LATER, "sentiers", "rivages", "rivages.ports")), []),
}


@pytest.mark.parametrize("case", WRONG)
def test_what_is_wrong_with_changes(case: str) -> None:
    changes, expected = WRONG[case]
    found = [each.wrong for each in wrong_changes(changes, TODAY)]
    assert sorted(found, key=str) == sorted(expected, key=str)


NAMES = st.sampled_from("abcd")
ENTITIES = st.sampled_from(("a.x", "a.y", "b.x", None))
DAYS = st.dates(date(2027, 1, 1), date(2027, 1, 12))
CHANGES = st.lists(st.builds(Change, DAYS, NAMES, NAMES, ENTITIES), max_size=8)


@given(CHANGES, DAYS, st.builds(Target, NAMES, ENTITIES))
def test_whatever_is_declared_each_count_stands_in_one_place(changes: list[Change], day: date, target: Target) -> None:
    later = date(2028, 1, 1)
    found = as_it_is_now(target, day, changes, later)
    assert found == as_it_is_now(target, day, tuple(reversed(changes)), later) or any(
        each.wrong in (Wrong.TWICE, Wrong.SAME_DAY) for each in wrong_changes(changes, later)
    )
    assert found.entity_id == target.entity_id
