"""Our EcoIndex against the worked rows of the published one."""

import pytest

from benchmarks.ecoindex import ELEMENTS, KILOBYTES, REQUESTS, ecoindex, rank

WORKED = (
    (100, 3, 60, 91, "A"),
    (250, 8, 20, 86, "A"),
    (200, 10, 180, 87, "A"),
    (250, 8, 160, 85, "A"),
    (300, 10, 250, 83, "A"),
    (400, 15, 300, 77, "B"),
    (350, 12, 2000, 72, "B"),
    (300, 12, 5000, 70, "C"),
    (600, 40, 1024, 61, "C"),
)


@pytest.mark.parametrize(("elements", "requests", "kilobytes", "score", "grade"), WORKED)
def test_the_worked_rows_come_out(elements: int, requests: int, kilobytes: float, score: int, grade: str) -> None:
    found = ecoindex(elements, requests, kilobytes)
    assert (found.score, found.grade) == (score, grade)


def test_an_empty_page_has_the_best_score_and_an_endless_one_the_worst() -> None:
    assert ecoindex(0, 0, 0).score == 100
    worst = ecoindex(10**9, 10**9, 10**9)
    assert (worst.score, worst.grade) == (0, "G")


@pytest.mark.parametrize("thresholds", [ELEMENTS, REQUESTS, KILOBYTES])
def test_the_rank_of_a_threshold_is_its_place(thresholds: tuple[float, ...]) -> None:
    assert len(thresholds) == 21
    assert [rank(thresholds, value) for value in thresholds] == list(range(21))


def test_a_grade_needs_more_than_its_threshold() -> None:
    by_score = {ecoindex(elements, 3, 60).score: ecoindex(elements, 3, 60).grade for elements in range(0, 3000, 5)}
    assert (by_score[81], by_score[80]) == ("A", "B")
