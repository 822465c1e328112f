"""Every published file reads without a problem, and the answers it calls right earn full marks."""

from datetime import date
from pathlib import Path

import pytest

from quiz.content.files import read_folder
from quiz.content.item import Numeric, UnscoredItem
from quiz.content.module import Module
from quiz.content.reading import Reading
from quiz.content.shape import KINDS
from quiz.marking.mark import common_denominator, key, mark

CONTENT = Path(__file__).resolve().parents[2] / "content"
# These depend on the day of the reading: authors are told, and no build breaks overnight.
OF_THE_DAY = frozenset(("reviewed-long-ago", "reviewed-in-the-future"))
DAY = date(2026, 11, 23)
# Facts of the file of sources that a later study replaces, and one whose two published values differ by 450.
SUPERSEDED = {"A01", "A02"}
DISPUTED = {"D04"}


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


def test_the_series_has_five_modules_of_fifteen_items_over_six_kinds(reading: Reading, modules: list[Module]) -> None:
    [series] = [file.value for file in reading.series if file.value is not None]
    assert set(series.modules) == {module.module for module in modules}
    assert len(modules) == 5
    assert min(len(module.scored_items()) for module in modules) >= 15
    assert min(len({item.kind for item in module.scored_items()}) for module in modules) >= 6


def test_every_kind_is_asked_somewhere(modules: list[Module]) -> None:
    asked = {item.kind for module in modules for item in module.items}
    assert asked == KINDS.keys()


def test_every_figure_asked_names_its_fact_and_no_superseded_one(modules: list[Module]) -> None:
    for item in (item for module in modules for item in module.scored_items()):
        if isinstance(item, Numeric):
            assert item.source.fact, item.id
        assert item.source.fact not in SUPERSEDED | DISPUTED, item.id


def test_every_module_is_translated_to_english(reading: Reading, modules: list[Module]) -> None:
    translated = {file.value.translation_of for file in reading.translations if file.value is not None}
    assert translated == {module.module for module in modules}


def test_the_key_of_every_item_earns_full_marks(modules: list[Module]) -> None:
    for module in modules:
        for item in module.items:
            marked = mark(item, key(item))
            assert marked.score == marked.max_score == (0 if isinstance(item, UnscoredItem) else 1), item.id


def test_every_score_is_a_whole_number_of_the_common_denominator(modules: list[Module]) -> None:
    for module in modules:
        assert 1 <= common_denominator(module.items) < 2**31, module.module
