"""What is told of organisations as they are now holds the truth, and tells nothing that was not printed."""

from collections import Counter
from datetime import date, timedelta

from hypothesis import assume, given
from hypothesis import strategies as st

from quiz.identity.organisation.changes import Change, Standing, as_it_is_now, wrong_changes
from quiz.identity.organisation.suggestion import Target
from quiz.insight.cells import Band, Cell, Shown, Withheld, Withholding
from quiz.insight.figures import AT_LEAST_ONE, Place
from quiz.insight.reorganisation.figures import Bounds, Printed, Snapshot, bounds_of, place_bounds
from quiz.insight.reorganisation.parts import parts_now
from quiz.insight.suppression import Grid

K = 11
ONE: Place = ("", AT_LEAST_ONE)
FIRST = date(2027, 1, 1)
LAST = FIRST + timedelta(days=28)
NAMES = ("a", "b", "c")
ENTITIES = ("a.x", "a.y", "b.x")
DAYS = st.integers(0, 27).map(lambda days: FIRST + timedelta(days=days))
CHANGES = st.lists(
    st.builds(Change, DAYS, st.sampled_from(NAMES), st.sampled_from(NAMES), st.sampled_from((None, *ENTITIES))),
    max_size=4,
)
COUNTS = st.dictionaries(
    st.tuples(st.sampled_from(NAMES), st.sampled_from((None, *ENTITIES)), DAYS), st.integers(1, 40), max_size=14
)
Counts = dict[tuple[str, str | None, date], int]


def named(ministry: str, entity: str | None, day: date, changes: list[Change]) -> bool:
    """True where an agent may name that entity of that ministry that day: it is one of its own, and has not moved."""
    return entity is None or (
        entity.startswith(f"{ministry}.")
        and not any((each.source_id, each.entity_id) == (ministry, entity) and each.day <= day for each in changes)
    )


def printed(counts: Counts, ministry: str, changes: list[Change]) -> Printed:
    """What weekly publications printed of a ministry, the last one on the last day."""
    weeks = [FIRST + timedelta(days=days) for days in (6, 13, 20, 28)]

    def snapshot(until: date) -> Snapshot:
        own = [(entity, agents) for (of, entity, day), agents in counts.items() if of == ministry and day <= until]
        levels: Counter[str] = Counter()
        for entity, agents in own:
            if entity:
                levels[entity] += agents
        grid = Grid(K)
        cell = grid.show(grid.bin(sum(agents for _, agents in own)))
        return Snapshot({ONE: cell}, {entity: agents // K * K for entity, agents in levels.items()})

    days = {each.day for each in changes}
    return Printed(
        snapshot(LAST),
        {day: snapshot(max(week for week in weeks if week < day)) for day in days if weeks[0] < day},
        {day: snapshot(min(week for week in weeks if week >= day)) for day in days},
    )


@given(COUNTS, CHANGES)
def test_the_truth_lies_within_what_is_told_of_each_place(drawn: Counts, changes: list[Change]) -> None:
    assume(not list(wrong_changes(changes, LAST)))
    counts = {key: agents for key, agents in drawn.items() if named(*key, changes)}
    told = {Target(ministry, entity) for ministry, entity, _day in counts if entity}
    every = {ministry: printed(counts, ministry, changes) for ministry in NAMES}
    places = parts_now(NAMES, told, changes, LAST)
    truth: Counter[Standing] = Counter()
    for (ministry, entity, day), agents in counts.items():
        at = as_it_is_now(Target(ministry, entity), day, changes, LAST)
        truth[Standing(at.ministry_id, None, at.before)] += agents
    for place, agents in truth.items():
        if place in places:
            found = place_bounds(places[place], every, ONE, K)
            assert found.low <= agents
            assert found.high is None or agents <= found.high
        else:
            alone = bounds_of(every[place.ministry_id].last.cells[ONE], K)
            assert place.before is None
            assert alone.low <= agents <= (alone.high or 0)


def test_what_a_cell_tells() -> None:
    cells: dict[Cell | None, Bounds] = {
        Shown(22, 32): Bounds(22, 32),
        Band(99, 104): Bounds(99, 104),
        Withheld(Withholding.TOO_FEW): Bounds(0, 10),
        Withheld(Withholding.SMALL_HEADCOUNT): Bounds(0, None),
        None: Bounds(0, None),
    }
    for cell, bounds in cells.items():
        assert bounds_of(cell, K) == bounds


def test_a_sum_has_no_upper_bound_where_a_part_has_none_and_a_difference_is_never_negative() -> None:
    assert Bounds(22, 32) + Bounds(11, 21) == Bounds(33, 53)
    assert Bounds(22, 32) + Bounds(11) == Bounds(33)
    assert Bounds(22, 32).less(Bounds(22, 32)) == Bounds(0, 10)
    assert Bounds(22, 32).less(Bounds(11)) == Bounds(0, 21)
    assert Bounds(22).less(Bounds(11, 21)) == Bounds(1)
