"""What a French author most likely meant."""

import pytest

from quiz.content import suggestion
from quiz.content.french import PROSE
from quiz.content.item import Option
from quiz.content.module import Module
from quiz.content.schema import module_schema
from quiz.content.shape import KINDS, known_fields

EVERY_FIELD = {
    *Module.model_fields, *(name for shape in module_schema()["$defs"].values() for name in shape["properties"]),
    "series", "modules",
}  # fmt: skip


def test_every_suggested_field_exists() -> None:
    assert set(suggestion.FRENCH_FIELDS.values()) <= EVERY_FIELD
    assert {field for fields in suggestion.OTHERWISE.values() for field in fields} <= EVERY_FIELD
    assert EVERY_FIELD >= PROSE


def test_every_suggested_kind_exists() -> None:
    assert set(suggestion.FRENCH_KINDS.values()) <= set(KINDS)


@pytest.mark.parametrize(
    ("french", "shape", "field"),
    [("bonne_reponse", Option, "correct"), ("Bonne réponse", Option, "correct"), ("énoncé", KINDS["cloze"], "prompt"),
     ("titre", Module, "title"), ("réponse", KINDS["short_answer"], "accepted"),
     ("réponse", KINDS["numeric"], "answer"),
     ("proposition", KINDS["single_choice"], "options"), ("proposition", Option, "text"),
     ("durée", Module, "duration_minutes"), ("explication", Option, "explanation"), ("seuil", Module, "pass_mark"),
     ("résumé", Module, "summary"), ("objectifs", Module, "objectives"), ("objectif", KINDS["numeric"], "objective"),
     ("lecture", Module, "reading"), ("unité", KINDS["numeric"], "unit"), ("pass-mark", Module, "pass_mark"),
     ("explenation", Option, "explanation"), ("zzz", Option, None)],
)  # fmt: skip
def test_a_french_or_misspelt_name_leads_to_its_field(french: str, shape: type[Module], field: str | None) -> None:
    assert suggestion.nearest_field(french, known_fields(shape, ())) == field


@pytest.mark.parametrize(
    ("text", "number"),
    [("4,4", "4.4"), ("1 234,5", "1234.5"), ("1\u202f234", "1234"), ("4,4 %", "4.4"), ("12 kWh", "12"),
     ("-2,5", "-2.5"), ("1e999", None), ("beaucoup", None), ("1,2,3", None)],
)  # fmt: skip
def test_a_french_number_is_written_as_yaml_does(text: str, number: str | None) -> None:
    assert suggestion.number(text) == number


def test_other_french_values_are_written_as_content_does() -> None:
    assert suggestion.identifier("Part de l'été n° 2") == "part-de-l-ete-n-2"
    assert suggestion.share("70 pour cent") == "70 %"
    assert suggestion.share("0.7") is None
    assert suggestion.iso_date("3/1/2026") == "2026-01-03"
    assert suggestion.truth("VRAI") == "true"
    assert suggestion.truth("peut-être") is None
