"""Which items an attempt holds."""

from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from quiz.content.module import Module
from quiz.learning.draw import draw, shuffled
from tests.build import a_module, an_item

SEEDS = st.integers(min_value=0, max_value=2**62 - 1)
OBJECTIVES = ("comprendre", "agir", "choisir")


def a_wide_module(**fields: object) -> Module:
    """Three objectives of four items each, six drawn."""
    items = tuple(an_item(f"{objective}-{n}", objective=objective) for objective in OBJECTIVES for n in range(4))
    objectives = tuple({"id": objective, "text": "Savoir"} for objective in OBJECTIVES)
    return a_module(items=items, objectives=objectives, **{"draw": 6, **fields})


@given(SEEDS)
def test_as_many_as_asked_and_none_twice(seed: int) -> None:
    drawn = draw(a_wide_module(), seed, ())
    assert len(drawn) == len(set(drawn)) == 6


@given(SEEDS)
def test_objectives_share_the_attempt_evenly(seed: int) -> None:
    module = a_wide_module()
    items = (module.item(name) for name in draw(module, seed, ()))
    assert set(Counter(item.objective for item in items if item is not None).values()) == {2}  # type: ignore[union-attr]


@given(SEEDS)
def test_unseen_items_come_before_those_already_seen(seed: int) -> None:
    module = a_wide_module()
    first = draw(module, seed, ())
    second = draw(module, seed + 1, first)
    assert not set(first) & set(second)


@given(SEEDS)
def test_the_same_seed_draws_the_same_items_in_the_same_order(seed: int) -> None:
    assert draw(a_wide_module(), seed, ()) == draw(a_wide_module(), seed, ())


def test_seeds_vary_the_draw() -> None:
    assert len({draw(a_wide_module(), seed, ()) for seed in range(20)}) > 15


def test_fewer_items_than_asked_are_all_drawn() -> None:
    module = a_wide_module(draw=20)
    assert sorted(draw(module, 1, ())) == sorted(item.id for item in module.items)


def test_unscored_items_close_the_attempt_and_do_not_count() -> None:
    opinion = {"id": "avis", "kind": "opinion", "prompt": "Utile ?", "scale": ({"id": "peu", "text": "Peu"},
               {"id": "bien", "text": "Bien"})}  # fmt: skip
    module = a_module(items=(opinion, an_item("un"), an_item("deux")), draw=2)
    drawn = draw(module, 5, ())
    assert drawn[-1] == "avis"
    assert len(drawn) == 3


@given(SEEDS, st.permutations(["a", "b", "c", "d"]))
def test_the_order_shown_does_not_depend_on_the_order_written(seed: int, names: list[str]) -> None:
    assert shuffled(seed, "choix", names) == shuffled(seed, "choix", "abcd")
