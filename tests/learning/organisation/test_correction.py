"""What a correction of one's organisation moves, and that nothing is ever counted twice or left with a gap."""

from collections import Counter
from dataclasses import dataclass, field, replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quiz.learning.organisation.correction import Correction, Held, Place, correction
from tests.examples import examples

A, B, A1, A2, B1 = Place("a"), Place("b"), Place("a", "a.x"), Place("a", "a.y"), Place("b", "b.x")


def completed(slug: str, rank: int, counted: int = 0, place: Place = A, entity_rank: int | None = None) -> Held:
    """A completed path, the n-th of its ministry."""
    return Held(slug, place, 2, counted, rank, entity_rank or rank)


def begun(slug: str, counted: int = 0, place: Place = A) -> Held:
    """A path that is only begun."""
    return Held(slug, place, 1, counted)


CASES = {
    "nothing done": ((), A, B, {}, ()),
    "nothing counted": (
        (completed("m1", 1), completed("m2", 2)),
        A,
        B,
        {"m1": (B, 1, 1, None), "m2": (B, 2, 2, None)},
        (),
    ),
    "all counted": ((completed("m1", 1, 2), completed("m2", 2, 2)), A, B, {}, ("m1", "m2")),
    "the later one counted": ((completed("m1", 1), completed("m2", 2, 2)), A, B, {}, ("m1", "m2")),
    "the earlier one counted": ((completed("m1", 1, 2), completed("m2", 2)), A, B, {"m2": (B, 1, 1, None)}, ("m1",)),
    "only its start counted": ((completed("m1", 1, 1),), A, B, {"m1": (B, 1, 1, A)}, ()),
    "begun and not counted": ((begun("m1"),), A, B, {"m1": (B, None, None, None)}, ()),
    "begun and counted: it follows once completed": ((begun("m1", 1),), A, B, {}, ()),
    "numbered after what is there": (
        (completed("m1", 1, 2, B), completed("m2", 1)),
        A,
        B,
        {"m2": (B, 2, 2, None)},
        (),
    ),
    "results elsewhere are left alone": ((completed("m1", 1, 0, Place("c")),), A, B, {}, ()),
    "the entity alone": (
        (completed("m1", 1, 0, A1), completed("m2", 2, 0, A2, 1)),
        A1,
        A2,
        {"m1": (A2, 1, 2, None)},
        (),
    ),
    "the entity alone, below a counted one": (
        (completed("m1", 1, 0, A1), completed("m2", 2, 2, A1)),
        A1,
        A2,
        {},
        ("m1", "m2"),
    ),
    "the entity alone, a counted one elsewhere": (
        (completed("m1", 1, 0, A1), completed("m2", 2, 2, A2, 1)),
        A1,
        A2,
        {"m1": (A2, 1, 2, None)},
        (),
    ),
    "what was moved already comes back to where its start is counted": (
        (replace(completed("m1", 1, 1, B), start=A),),
        B,
        A,
        {"m1": (A, 1, 1, None)},
        (),
    ),
}


@pytest.mark.parametrize("case", CASES)
def test_what_a_correction_moves(case: str) -> None:
    paths, before, after, moved, kept = CASES[case]
    decided = correction(paths, before, after)
    assert {path.module_slug: (path.place, path.rank, path.entity_rank, path.start) for path in decided.moved} == moved
    assert decided.kept == kept


PLACES = (A, A1, A2, B, B1)
SLUGS = tuple(f"m{number}" for number in range(1, 6))


ACTS = st.one_of(
    st.tuples(st.sampled_from(("start", "complete", "fold")), st.sampled_from(SLUGS)),
    st.tuples(st.sampled_from(("correct", "move")), st.sampled_from(PLACES)),
)
LIVES = st.tuples(st.sampled_from(PLACES), st.lists(ACTS, min_size=4, max_size=24))


@dataclass
class Life:
    """Someone's paths, done here or there, folded now and then, corrected often; and what tallies were told."""

    here: Place
    paths: dict[str, Held] = field(default_factory=dict)
    told: Counter[tuple[str, str, str]] = field(default_factory=Counter)

    def act(self, name: str, of: Any) -> None:
        """One thing more happens."""
        if name in ("start", "complete"):
            self.paths.setdefault(of, Held(of, self.here, 1, 0))
        if name == "complete" and self.paths[of].stage == 1:
            self.paths[of] = complete(self.paths, of, self.here)
        if name == "fold" and of in self.paths and self.paths[of].counted < self.paths[of].stage:
            self.told.update(fold(self.paths[of]))
            self.paths[of] = replace(self.paths[of], counted=self.paths[of].stage, start=None)
        if name == "correct" and of != self.here:
            self.paths |= {path.module_slug: path for path in correction(self.paths.values(), self.here, of).moved}
        if name in ("correct", "move"):
            self.here = of


def lived(life: tuple[Place, list[tuple[str, Any]]]) -> Life:
    """A life to its end, everything folded."""
    here, acts = life
    found = Life(here)
    for act in (*acts, *(("fold", slug) for slug in SLUGS)):
        found.act(*act)
    return found


def complete(paths: dict[str, Held], slug: str, here: Place) -> Held:
    """The path once completed, as `learning/attempts/store.save_path` keeps it."""
    path = paths[slug]
    ranked = [other for other in paths.values() if other.rank is not None]
    return replace(
        path,
        place=here,
        stage=2,
        rank=1 + sum(other.place.ministry_id == here.ministry_id for other in ranked),
        entity_rank=1 + sum(other.place == here for other in ranked),
        start=path.place if path.counted and path.place != here else None,
    )


def fold(path: Held) -> Counter[tuple[str, str, str]]:
    """What folding one path adds, by ministry, module and measure (`insight/tallies/store.py` says it in SQL)."""
    ministry, slug = path.place.ministry_id, path.module_slug
    added: Counter[tuple[str, str, str]] = Counter()
    if path.counted == 0 or path.start is not None:
        added[ministry, slug, "started"] += 1
    if path.counted and path.start is not None:
        added[path.start.ministry_id, slug, "started"] -= 1
    if path.counted < 2 <= path.stage:
        added[ministry, slug, "completed"] += 1
        added[ministry, "", f"agents-{path.rank}"] += 1
    return added


@examples(400)
@given(LIVES)
def test_however_often_one_corrects_tallies_count_each_thing_once_and_where_it_is(
    life: tuple[Place, list[tuple[str, Any]]],
) -> None:
    found = lived(life)
    expected: Counter[tuple[str, str, str]] = Counter()
    for path in found.paths.values():
        expected[path.place.ministry_id, path.module_slug, "started"] += 1
        if path.stage == 2:
            expected[path.place.ministry_id, path.module_slug, "completed"] += 1
    for ministry in ("a", "b"):
        done = sum(path.stage == 2 and path.place.ministry_id == ministry for path in found.paths.values())
        for rank in range(1, done + 1):
            expected[ministry, "", f"agents-{rank}"] += 1
    assert min(found.told.values(), default=0) >= 0
    # A start that was counted where the module was begun, and never completed, stays there.
    assert +found.told == expected


@examples(400)
@given(LIVES)
def test_numbers_within_an_entity_never_leave_a_gap_once_all_is_counted(
    life: tuple[Place, list[tuple[str, Any]]],
) -> None:
    paths = lived(life).paths.values()
    for place in PLACES:
        numbers = sorted(path.entity_rank for path in paths if path.place == place and path.entity_rank)
        assert numbers == list(range(1, len(numbers) + 1))


def test_nothing_is_moved_by_a_correction_that_changes_nothing_of_the_past() -> None:
    assert correction((), A, B) == Correction((), ())
