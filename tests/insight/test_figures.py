"""What is published of one ministry."""

import pytest

from quiz.insight.cells import Band, Implied, Shown, Withheld, Withholding
from quiz.insight.covers import cover_order
from quiz.insight.figures import MinistryFigures, cells, from_cells, ministry_figures
from quiz.insight.tally import MinistryTally, ModuleTally

from .worlds import a_history, a_tally, contains, grows, path_order_world

K = 11
TOO_FEW = Withheld(Withholding.TOO_FEW)


def published(history: list[MinistryTally]) -> list[MinistryFigures]:
    """The figures of week after week."""
    printed: list[MinistryFigures] = []
    for tally in history:
        printed.append(ministry_figures(tally, printed[-1] if printed else None, K))
    return printed


def test_a_figure_prints_as_the_eleven_values_it_may_be() -> None:
    figures = ministry_figures(a_tally((60, 54, 50), (44, 40, 33), agents=(54, 40)), None, K)
    assert figures.at_least_one == Shown(44, 54)
    assert figures.whole_path == Shown(33, 43)


def test_the_eleventh_completion_moves_the_figure_by_eleven() -> None:
    before = ministry_figures(a_tally((54, 54, 54), (0, 0, 0)), None, K)
    after = ministry_figures(a_tally((55, 55, 55), (0, 0, 0)), before, K)
    assert (before.at_least_one, after.at_least_one) == (Shown(44, 54), Shown(55, 65))


def test_under_eleven_agents_nothing_is_said() -> None:
    figures = ministry_figures(a_tally((10, 10, 10), (10, 10, 10)), None, K)
    assert {cell for _, _, cell in cells(figures)} == {TOO_FEW}


def test_the_first_module_lies_between_those_who_passed_it_and_all() -> None:
    figures = ministry_figures(a_tally((120, 100, 90), (80, 60, 50), agents=(104, 56)), None, K)
    assert figures.modules[0].passed == Shown(88, 98)
    assert figures.modules[0].completed == Implied(88, 109)
    assert figures.modules[0].started == Shown(110, 120)


def test_the_last_module_lies_between_the_whole_path_and_those_who_started_it() -> None:
    figures = ministry_figures(a_tally((120, 100, 90), (80, 60, 50), agents=(104, 56)), None, K)
    assert figures.modules[1].started == Shown(77, 87)
    assert figures.modules[1].completed == Implied(55, 87)
    assert figures.modules[1].passed == Shown(44, 54)


def test_modules_in_between_have_figures_of_their_own() -> None:
    figures = ministry_figures(a_tally((99, 99, 99), (70, 60, 50), (40, 30, 20)), None, K)
    assert figures.modules[1].completed == Shown(55, 65)


def test_one_module_alone_needs_no_cover() -> None:
    figures = ministry_figures(a_tally((80, 60, 50)), None, K)
    assert figures.at_least_one == figures.whole_path == figures.modules[0].completed == Shown(55, 65)


def test_where_all_but_eleven_have_done_it_a_band_is_printed() -> None:
    figures = ministry_figures(a_tally((100, 97, 90), (60, 50, 40), agents=(97, 50), headcount=100), None, K)
    assert figures.at_least_one == Band(88, 100)
    assert figures.whole_path == Shown(44, 54)


@pytest.mark.parametrize("headcount", [1, 10, 20])
def test_a_headcount_that_cannot_be_cut_in_two_shows_nothing(headcount: int) -> None:
    done = headcount
    figures = ministry_figures(a_tally((done, done, done), (done, 0, 0), headcount=headcount), None, K)
    assert {cell for _, _, cell in cells(figures)} == {Withheld(Withholding.SMALL_HEADCOUNT)}


def test_a_count_over_the_headcount_is_printed_whole_and_said() -> None:
    figures = ministry_figures(a_tally((70, 70, 70), (0, 0, 0), headcount=40), None, K)
    assert figures.at_least_one == Shown(66, 76)
    assert figures.headcount_outgrown


def test_a_count_barely_over_the_headcount_stays_in_the_band() -> None:
    figures = ministry_figures(a_tally((62, 62, 62), (0, 0, 0), headcount=60), None, K)
    assert figures.at_least_one == Band(44, 60)
    assert not figures.headcount_outgrown


def test_a_headcount_declared_close_over_a_printed_figure_narrows_it_no_further() -> None:
    before = ministry_figures(a_tally((99, 99, 99), (0, 0, 0)), None, K)
    after = ministry_figures(a_tally((99, 99, 99), (0, 0, 0), headcount=105), before, K)
    assert before.at_least_one == after.at_least_one == Shown(99, 109)
    assert after.headcount_outgrown


def test_a_headcount_that_leaves_eleven_values_to_a_printed_figure_makes_its_band() -> None:
    before = ministry_figures(a_tally((99, 99, 99), (0, 0, 0)), None, K)
    after = ministry_figures(a_tally((99, 99, 99), (0, 0, 0), headcount=109), before, K)
    assert after.at_least_one == Band(99, 109)
    assert not after.headcount_outgrown


def test_a_headcount_a_little_smaller_than_the_last_one_narrows_no_band() -> None:
    before = ministry_figures(a_tally((99, 99, 99), (0, 0, 0), headcount=109), None, K)
    after = ministry_figures(a_tally((99, 99, 99), (0, 0, 0), headcount=104), before, K)
    assert (before.at_least_one, after.at_least_one) == (Band(99, 109), Shown(99, 109))


def test_a_headcount_declared_under_a_printed_figure_is_outgrown() -> None:
    before = ministry_figures(a_tally((99, 99, 99), (0, 0, 0)), None, K)
    after = ministry_figures(a_tally((99, 99, 99), (0, 0, 0), headcount=50), before, K)
    assert after.at_least_one == Shown(99, 109)
    assert after.headcount_outgrown


def test_a_second_module_starts_the_whole_path_anew() -> None:
    before = ministry_figures(a_tally((99, 99, 99), headcount=105), None, K)
    after = ministry_figures(a_tally((99, 99, 99), (12, 12, 12), headcount=105), before, K)
    assert before.whole_path == Band(88, 105)
    assert after.whole_path == Shown(11, 21)


@pytest.mark.parametrize("seed", range(12))
@pytest.mark.parametrize("modules", [1, 2, 3, 5])
def test_printed_ranges_hold_the_truth_and_shown_ones_move_by_whole_steps(seed: int, modules: int) -> None:
    history = a_history(seed, people=180, modules=modules, weeks=8)
    for tally, figures in zip(history, published(history), strict=True):
        assert contains(figures, tally)
        for _, _, cell in cells(figures):
            assert isinstance(cell, Withheld) or (cell.low % K == 0 and cell.high - cell.low >= K - 1)


@pytest.mark.parametrize(("headcount", "declared_in_week"), [(None, 0), (150, 0), (157, 0), (200, 2), (5500, 5)])
@pytest.mark.parametrize("modules", [2, 3, 5])
@pytest.mark.parametrize("seed", range(8))
def test_a_reader_cannot_rule_out_eleven_worlds_in_which_every_count_differs(
    seed: int, modules: int, headcount: int | None, declared_in_week: int
) -> None:
    history = a_history(seed, people=150, modules=modules, weeks=10)
    dated = [
        with_headcount(tally, headcount if week >= declared_in_week else None) for week, tally in enumerate(history)
    ]
    printed = published(dated)
    for offset in range(K):
        others = [
            path_order_world(figures, K, offset, tally.headcount) for figures, tally in zip(printed, dated, strict=True)
        ]
        assert grows(others)
        assert headcount is None or all(m.started <= headcount for tally in others for m in tally.modules)
        assert published(others) == printed


def with_headcount(tally: MinistryTally, headcount: int | None) -> MinistryTally:
    """The same ministry under another headcount."""
    return MinistryTally(tally.ministry, tally.modules, tally.agents, headcount)


def test_stored_rows_give_the_figures_back_whatever_their_order() -> None:
    figures = ministry_figures(a_tally((60, 54, 50), (44, 40, 33), agents=(54, 40), headcount=30), None, K)
    names = tuple(module.module for module in figures.modules)
    assert from_cells("culture", names, 30, reversed(cells(figures))) == figures
    assert figures.headcount_outgrown


@pytest.mark.parametrize(
    ("completed", "agents"),
    [
        ((5, 5), (10,)),  # a count of agents is missing
        ((5, 5), (4, 6)),  # more have done two than one
        ((5, 5), (6, 3)),  # the sums differ
        ((9, 1), (8, 2)),  # a module completed by more than have completed any
        ((4, 4, 4, 0), (4, 4, 2, 2)),  # four have done the whole path, and nobody the last module
    ],
)
def test_counts_that_no_agents_can_have_are_a_defect(completed: tuple[int, ...], agents: tuple[int, ...]) -> None:
    with pytest.raises(ValueError, match="agents"):
        a_tally(*((count, count, count) for count in completed), agents=agents)


def test_more_passes_than_completions_are_a_defect() -> None:
    with pytest.raises(ValueError, match="pass"):
        ModuleTally("module", 3, 1, 2)


@pytest.mark.parametrize(
    ("path", "previous", "order"),
    [
        (("a", "b", "c"), None, ("a", "b", "c")),
        (("c", "b", "a"), ("a", "b", "c"), ("a", "b", "c")),
        (("a", "b", "c"), ("a", "b"), ("a", "b", "c")),
        (("c", "a", "b"), ("a", "b"), ("a", "b", "c")),
        (("a", "b"), ("a",), ("a", "b")),
        (("a", "c"), ("a", "b", "c"), ("a", "c")),
        (("b", "c", "d"), ("a", "b", "c"), ("b", "c", "d")),
        (("b", "a"), ("a", "b", "c"), ("a", "b")),
        (("b",), ("a", "b"), ("b",)),
    ],
)
def test_covers_stay_covers_and_a_new_module_comes_last(
    path: tuple[str, ...], previous: tuple[str, ...] | None, order: tuple[str, ...]
) -> None:
    assert cover_order(path, previous) == order
