"""Whatever agents do, the publisher counts and agents join, the tallies stay those of some group of agents."""

from collections import Counter
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quiz.insight.tallies.keys import ministry_tally, rank_measure
from quiz.learning.joining.paths import CountedPath, joined_paths
from quiz.refusal import Reason, Refused
from tests.examples import examples

DAY = date(2026, 3, 2)
MODULES = ("a", "b", "c", "d")
MINISTRIES = ("rivages", "sentiers")


@dataclass
class World:
    """Some agents, and the tallies, as `learning` keeps the ones and `insight/tallies` the others."""

    persons: list[dict[str, CountedPath]] = field(default_factory=lambda: [{} for _ in range(4)])
    tallies: Counter[tuple[str, str, str]] = field(default_factory=Counter)
    day: date = DAY

    def act(self, person: int, module: str, ministry: str, stage: int) -> None:
        """A person reaches a stage of a module, as a member of a ministry."""
        paths = self.persons[person]
        path = paths.setdefault(
            module, CountedPath(module, ministry, None, None, self.day, self.day, None, None, stage=1, counted=0)
        )
        if stage >= 2 and path.stage < 2:
            ranks = [other.rank or 0 for other in paths.values() if other.ministry_id == ministry]
            moved = path.ministry_id if path.counted and path.ministry_id != ministry else None
            path = replace(
                path, ministry_id=ministry, version_id=1, completed_on=self.day, stage=2,
                rank=max(ranks, default=0) + 1, entity_rank=max(ranks, default=0) + 1, start_ministry_id=moved,
            )  # fmt: skip
        if stage >= 3 and path.stage < 3:
            path = replace(path, passed_on=self.day, stage=3)
        paths[module] = path

    def fold(self, person: int) -> None:
        """The publisher counts what a person did: the rules of `insight/tallies/store.py`."""
        for path in self.persons[person].values():
            if path.counted >= path.stage:
                continue
            if path.start_ministry_id and path.counted >= 1:
                self.tallies[path.start_ministry_id, path.module_slug, "started"] -= 1
            if path.counted < 1 or path.start_ministry_id:
                self.tallies[path.ministry_id, path.module_slug, "started"] += 1
            if path.counted < 2 <= path.stage:
                self.tallies[path.ministry_id, path.module_slug, "completed"] += 1
                self.tallies[path.ministry_id, "", rank_measure(path.rank or 0)] += 1
            if path.counted < 3 <= path.stage:
                self.tallies[path.ministry_id, path.module_slug, "passed"] += 1
            counted = replace(path, counted=path.stage, start_ministry_id=None)
            self.persons[person][path.module_slug] = counted

    def join(self, kept: int, gone: int) -> None:
        """Two persons become one."""
        if kept != gone:
            joined = joined_paths(self.persons[kept].values(), self.persons[gone].values())
            self.persons[kept], self.persons[gone] = {path.module_slug: path for path in joined}, {}

    def check(self) -> None:
        """Every ministry's counts are those of some group of agents, which MinistryTally demands."""
        for ministry in MINISTRIES:
            found = {(module, measure): n for (place, module, measure), n in self.tallies.items() if place == ministry}
            assert all(count >= 0 for count in found.values())
            ministry_tally(ministry, MODULES, found, None)

    def completed(self) -> int:
        """How many completions are counted."""
        return sum(count for (_place, _module, measure), count in self.tallies.items() if measure == "completed")


PERSONS = st.integers(0, 3)
DEEDS = st.one_of(
    st.tuples(st.just("act"), PERSONS, st.sampled_from(MODULES), st.sampled_from(MINISTRIES), st.integers(1, 3)),
    st.tuples(st.just("fold"), PERSONS),
    st.tuples(st.just("join"), PERSONS, PERSONS),
)


@examples(400)
@given(st.lists(DEEDS, max_size=40))
def test_tallies_stay_those_of_some_group_of_agents(deeds: list[tuple[object, ...]]) -> None:
    world = World()
    for name, *arguments in deeds:
        world.day += timedelta(days=1)
        getattr(world, str(name))(*arguments)
    for person in range(4):
        world.fold(person)
    world.check()
    assert world.completed() >= sum(path.stage >= 2 for paths in world.persons for path in paths.values())


@examples(200)
@given(st.lists(DEEDS.filter(lambda deed: deed[0] != "fold"), max_size=40))
def test_what_was_not_counted_yet_counts_once(deeds: list[tuple[object, ...]]) -> None:
    world = World()
    for name, *arguments in deeds:
        world.day += timedelta(days=1)
        getattr(world, str(name))(*arguments)
    for person in range(4):
        world.fold(person)
    world.check()
    assert world.completed() == sum(path.stage >= 2 for paths in world.persons for path in paths.values())
    started = sum(count for (_place, _module, measure), count in world.tallies.items() if measure == "started")
    assert started == sum(len(paths) for paths in world.persons)


@examples(200)
@given(st.lists(DEEDS.filter(lambda deed: deed[0] != "join"), max_size=30))
def test_nothing_that_was_done_is_lost_and_the_first_time_stays(deeds: list[tuple[object, ...]]) -> None:
    world = World()
    for name, *arguments in deeds:
        world.day += timedelta(days=1)
        getattr(world, str(name))(*arguments)
    before = [path for paths in world.persons[:2] for path in paths.values()]
    world.join(0, 1)
    after = world.persons[0]
    assert set(after) == {path.module_slug for path in before}
    for path in before:
        joined = after[path.module_slug]
        assert joined.stage >= path.stage
        assert joined.counted >= path.counted
        for mine, theirs in ((joined.completed_on, path.completed_on), (joined.passed_on, path.passed_on)):
            assert theirs is None or (mine is not None and mine <= theirs)


def a_path(module: str, rank: int, counted: int, **fields: object) -> CountedPath:
    """A completed path."""
    values = {"entity_rank": rank, **fields}
    return CountedPath(module, "rivages", None, 1, DAY, DAY, DAY, None, 2, counted, rank, **values)  # type: ignore[arg-type]


def test_two_agents_counted_for_the_same_modules_go_on_from_the_highest_rank() -> None:
    later = {"completed_on": DAY + timedelta(days=9)}
    one = [a_path("a", 1, 2), replace(a_path("b", 2, 2), **later)]
    other = [a_path("b", 1, 2), replace(a_path("a", 2, 2), **later)]
    # Each module was completed first by whom it was the first of: both their ranks are 1, and the next one is 3.
    assert max(path.rank or 0 for path in joined_paths(one, other)) == 2


def test_the_joined_agent_goes_on_as_the_longer_one() -> None:
    one = [a_path("a", 1, 2), a_path("b", 2, 2)]
    other = [a_path("a", 1, 2), a_path("c", 2, 2), a_path("d", 3, 2)]
    assert max(path.rank or 0 for path in joined_paths(one, other)) == 3


def test_a_completion_that_waits_takes_the_next_rank() -> None:
    [joined] = [path for path in joined_paths([a_path("a", 1, 2)], [a_path("b", 1, 0)]) if path.module_slug == "b"]
    assert (joined.rank, joined.entity_rank, joined.counted) == (2, 2, 0)


def test_a_start_counted_elsewhere_moves_to_where_the_completion_counts() -> None:
    started = CountedPath("a", "sentiers", None, None, DAY, DAY, None, None, 1, 1)
    [joined] = joined_paths([started], [a_path("a", 1, 0)])
    assert (joined.ministry_id, joined.counted, joined.start_ministry_id) == ("rivages", 1, "sentiers")


def test_joining_waits_while_the_publisher_is_between_two_batches() -> None:
    with pytest.raises(Refused) as refused:
        joined_paths([a_path("a", 1, 0), a_path("b", 2, 2)], [])
    assert refused.value.reason is Reason.FIGURES_UNDER_WAY
