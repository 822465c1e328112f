"""Every published file reads without a problem, and the answers it calls right earn full marks."""

from datetime import date
from pathlib import Path

import pytest

from quiz.content.files import read_folder
from quiz.content.item import UnscoredItem
from quiz.content.module import Module
from quiz.content.reading import Reading
from quiz.marking.mark import common_denominator, key, mark

CONTENT = Path(__file__).resolve().parents[2] / "content"
# These depend on the day of the reading: authors are told, and no build breaks overnight.
OF_THE_DAY = frozenset(("reviewed-long-ago", "reviewed-in-the-future"))
DAY = date(2026, 11, 23)


@pytest.fixture(scope="module")
def reading() -> Reading:
    """The content of this repository, read once."""
    return read_folder(CONTENT, DAY)


@pytest.fixture(scope="module")
def modules(reading: Reading) -> list[Module]:
    """Its modules."""
    return [file.value for file in reading.modules if file.value is not None]


def test_every_file_reads_without_a_problem(reading: Reading) -> None:
    assert [f"{found.place} {found.rule}" for found in reading.problems if found.rule not in OF_THE_DAY] == []


def test_there_are_complete_modules_and_a_series(reading: Reading, modules: list[Module]) -> None:
    assert len(modules) >= 2
    assert min(len(module.scored_items()) for module in modules) >= 12
    assert [file.value for file in reading.series if file.value is not None]


def test_the_key_of_every_item_earns_full_marks(modules: list[Module]) -> None:
    for module in modules:
        for item in module.items:
            marked = mark(item, key(item))
            assert marked.score == marked.max_score == (0 if isinstance(item, UnscoredItem) else 1), item.id


def test_every_score_is_a_whole_number_of_the_common_denominator(modules: list[Module]) -> None:
    for module in modules:
        assert 1 <= common_denominator(module.items) < 2**31, module.module
