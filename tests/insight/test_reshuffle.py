"""Two readings of the same tallies: as they were and as they are now, with the same totals."""

from collections import Counter
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from quiz.identity.organisation.changes import Change, Standing
from quiz.identity.organisation.suggestion import Target
from quiz.insight.reshuffle import Measured, Regrouped, Tallies, as_they_are_now, as_they_were

BEFORE, DAY, AFTER, TODAY = (date(2027, month, 1) for month in (1, 3, 4, 9))


def measured(day: date) -> Measured:
    """Agents who completed a module that day."""
    return Measured("enjeux", "completed", day)


TALLIES: Tallies = {
    (Target("rivages"), measured(BEFORE)): 40,
    (Target("rivages", "rivages.ports"), measured(BEFORE)): 12,
    (Target("rivages"), measured(AFTER)): 5,
    (Target("phares"), measured(BEFORE)): 7,
    (Target("sentiers"), measured(BEFORE)): 100,
}
CHANGES = (
    Change(DAY, "rivages", "sentiers", "rivages.ports"),
    Change(DAY, "phares", "sentiers"),
)


def by_place(found: Regrouped) -> dict[Standing, int]:
    """The agents of each place, all days together."""
    places: Counter[Standing] = Counter()
    for (standing, _measured), agents in found.items():
        places[standing] += agents
    return dict(places)


def test_as_they_are_now_only_what_was_named_has_moved() -> None:
    assert by_place(as_they_are_now(TALLIES, CHANGES, TODAY)) == {
        Standing("rivages", None, DAY): 40,
        Standing("rivages"): 5,
        Standing("sentiers", "rivages.ports"): 12,
        Standing("sentiers"): 107,
    }


def test_as_they_were_nothing_has_moved() -> None:
    assert by_place(as_they_were(TALLIES, CHANGES)) == {
        Standing("rivages"): 45,
        Standing("rivages", "rivages.ports"): 12,
        Standing("phares"): 7,
        Standing("sentiers"): 100,
    }


NAMES = st.sampled_from("abcd")
ENTITIES = st.sampled_from(("a.x", "a.y", "b.x", None))
DAYS = st.dates(date(2027, 1, 1), date(2027, 1, 12))
PLACES = st.builds(Target, NAMES, ENTITIES)
MEASURES = st.builds(Measured, st.sampled_from(("enjeux", "")), st.sampled_from(("started", "agents-1")), DAYS)
WORLDS = st.dictionaries(st.tuples(PLACES, MEASURES), st.integers(1, 1000), max_size=12)
MAPS = st.lists(st.builds(Change, DAYS, NAMES, NAMES, ENTITIES), max_size=8)


@given(WORLDS, MAPS, DAYS)
def test_totals_are_the_same_whatever_changed(tallies: Tallies, changes: list[Change], today: date) -> None:
    expected: Counter[Measured] = Counter()
    for (_target, each), agents in tallies.items():
        expected[each] += agents
    for found in (as_they_were(tallies, changes), as_they_are_now(tallies, changes, today)):
        totals: Counter[Measured] = Counter()
        for (_standing, each), agents in found.items():
            totals[each] += agents
        assert totals == expected
