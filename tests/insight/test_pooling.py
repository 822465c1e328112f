"""Small ministries together, and the State as the sum of what is shown."""

import pytest

from quiz.insight.cells import Band, Shown, Withheld, Withholding
from quiz.insight.figures import MinistryFigures, ministry_figures
from quiz.insight.pooling import PilotTable, Pooled, Total, pilot_table, pool, state_figures
from quiz.insight.tally import MinistryTally, ModuleTally

K = 11


def of(name: str, agents: int, headcount: int | None = None) -> tuple[MinistryTally, MinistryFigures]:
    """A ministry where that many agents have done the one module, and its figures."""
    tally = MinistryTally(name, (ModuleTally("module", agents, agents, agents),), (agents,), headcount)
    return tally, ministry_figures(tally, None, K)


def names(figures: tuple[MinistryFigures, ...]) -> list[str]:
    """Who is in that part of the table."""
    return [each.ministry for each in figures]


def test_small_siblings_are_listed_together() -> None:
    table = pilot_table([of("a", 100), of("d", 9), of("b", 3), of("c", 10)], None, K)
    assert names(table.ministries) == ["a"]
    assert table.pooled == Pooled(("b", "c", "d"), Shown(11, 30))


def test_one_small_ministry_is_withheld_alone() -> None:
    table = pilot_table([of("a", 100), of("b", 3)], None, K)
    assert (names(table.alone), table.pooled) == (["b"], None)


def test_a_ministry_with_a_small_headcount_is_not_pooled() -> None:
    table = pilot_table([of("a", 3), of("b", 3), of("small", 3, headcount=12)], None, K)
    assert names(table.alone) == ["small"]
    assert table.pooled is not None
    assert table.pooled.siblings == ("a", "b")


@pytest.mark.parametrize(
    ("counts", "cell"),
    [
        ((10, 10), Withheld(Withholding.COVER)),  # 0 to 20 holds one bin only
        ((0, 0, 10), Withheld(Withholding.TOO_FEW)),
        ((1, 0, 10), Shown(11, 30)),
        ((10, 10, 10), Shown(11, 30)),
        ((0, 1, 10, 10), Shown(11, 21)),
        ((10, 10, 10, 10), Shown(22, 40)),
    ],
)
def test_the_total_of_a_pool_leaves_each_sibling_all_its_values(counts: tuple[int, ...], cell: object) -> None:
    assert pool({f"m{i}": count for i, count in enumerate(counts)}, None, K).cell == cell


def test_a_pool_that_a_sibling_left_shows_no_total_any_more() -> None:
    first = pool({"a": 9, "b": 9, "c": 9, "d": 10}, None, K)
    second = pool({"a": 9, "b": 9, "c": 9}, first, K)
    third = pool({"a": 9, "b": 9, "c": 9, "e": 9}, second, K)
    assert first.cell == Shown(22, 40)
    assert second.cell == third.cell == Withheld(Withholding.SIBLING_LEFT)


def test_a_pool_that_a_sibling_joins_goes_on() -> None:
    first = pool({"a": 9, "b": 9, "c": 9}, None, K)
    assert pool({"a": 9, "b": 9, "c": 9, "d": 0}, first, K).cell == Shown(22, 40)


def test_the_pool_is_remembered_when_one_sibling_is_left() -> None:
    first = pilot_table([of("a", 9), of("b", 9), of("c", 9)], None, K).pooled
    table = pilot_table([of("a", 9), of("b", 11), of("c", 11)], first, K)
    assert table.pooled == Pooled(("a",), Withheld(Withholding.SIBLING_LEFT))


def test_the_state_is_the_sum_of_what_is_shown_and_says_of_how_many() -> None:
    table = pilot_table(
        [of("a", 100), of("b", 60, headcount=62), of("c", 5), of("d", 6), of("e", 7), of("f", 2, headcount=9)], None, K
    )
    assert [each.at_least_one for each in table.ministries] == [Shown(99, 109), Band(44, 62)]
    assert state_figures(table).at_least_one == Total(low=99 + 44 + 11, high=109 + 62 + 30, counted=5, left_out=1)
    assert state_figures(table).whole_path == Total(low=99 + 44, high=109 + 62, counted=2, left_out=4)


def test_a_pool_without_a_total_adds_nothing_to_the_state() -> None:
    table = PilotTable((of("a", 100)[1],), (), Pooled(("b", "c"), Withheld(Withholding.SIBLING_LEFT)))
    assert state_figures(table).at_least_one == Total(99, 109, counted=1, left_out=2)


def test_a_state_without_any_figure_counts_none() -> None:
    table = pilot_table([of("a", 1)], None, K)
    assert state_figures(table).at_least_one == Total(0, 0, counted=0, left_out=1)
