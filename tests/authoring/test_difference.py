"""What a publication would change, told by what matters: the key before the wording."""

import pytest

from quiz.authoring.difference import Aspect, FieldChange, ItemChange, difference
from quiz.authoring.difference_words import ASPECTS, FIELDS, words
from quiz.content.example_module import EXAMPLES_DAY, EXAMPLES_IMAGES, MODULE
from quiz.content.files import read_text
from quiz.content.module import Module

CHANGES = (
    ("part", 'text: "2,5 %"', 'text: "2,6 %"', (Aspect.WRONG_WORDING,)),
    ("part", 'text: "4,4 %"', 'text: "4,5 %"', (Aspect.RIGHT_WORDING,)),
    ("part", "Quelle est la part du numérique ?", "Quelle part ?", (Aspect.PROMPT,)),
    ("part", "C'est l'ancienne étude.", "C'est une vieille étude.", (Aspect.EXPLANATION,)),
    ("part", "fact: A03", "fact: A04", (Aspect.SOURCE,)),
    (
        "part",
        '      - id: b\n        text: "2,5 %"\n        explanation: "C\'est l\'ancienne étude."\n',
        "",
        (Aspect.PARTS,),
    ),
    ("gestes", '"Vider sa corbeille"', '"Vider sa corbeille"\n        correct: true', (Aspect.KEY,)),
    ("vrai", "    correct: true\n    explanation", "    correct: false\n    explanation", (Aspect.KEY,)),
    ("nombre", "answer: 4.4", "answer: 4.5", (Aspect.KEY,)),
    ("nombre", "credit: 50 %", "credit: 40 %", (Aspect.MARKING,)),
    ("grille", '"Fabriquer pèse"', '"Fabriquer pèse plus"', (Aspect.RIGHT_WORDING,)),
    ("rangement", '"Vider"\n        category: inutile', '"Vider"\n        category: utile', (Aspect.KEY,)),
    ("trous", "accepted: [ordinateur, téléphone]", "accepted: [ordinateur]", (Aspect.KEY,)),
    ("image", "x: 300,", "x: 299,", (Aspect.IMAGE,)),
    ("avis", 'text: "Peu"', 'text: "Assez peu"', (Aspect.WORDING,)),
)


def module(text: str = MODULE) -> Module:
    value = read_text(text, "enjeux.yaml", EXAMPLES_DAY, EXAMPLES_IMAGES).value
    assert value is not None
    return value


@pytest.mark.parametrize(("item", "was", "now", "expected"), CHANGES, ids=lambda each: str(each)[:30])
def test_what_changes_in_an_item_is_named(item: str, was: str, now: str, expected: tuple[Aspect, ...]) -> None:
    assert was in MODULE
    found = difference(module(), module(MODULE.replace(was, now, 1)))
    assert found.changed == (ItemChange(item, expected),)
    assert (found.added, found.removed, found.fields) == ((), (), ())


def test_the_pass_mark_is_told_with_its_values_and_the_date_of_review_not_at_all() -> None:
    after = MODULE.replace("pass_mark: 70 %", "pass_mark: 80 %").replace("2026-11-23", "2026-11-24")
    found = difference(module(), module(after))
    assert found.fields == (FieldChange("pass_mark", "70 %", "80 %"),)
    assert words(found, str) == ("the pass mark: 70 %, then 80 %",)


def test_another_image_under_the_same_name_changes_the_item_that_shows_it() -> None:
    found = difference(module(), module(), {"etiquette.svg": "a"}, {"etiquette.svg": "b"})
    assert found.changed == (ItemChange("image", (Aspect.IMAGE,)),)


def test_items_that_come_go_and_move_are_told_once_each() -> None:
    before = module()
    first, second, *others = before.items
    moved = before.model_copy(update={"items": (second, first, *others)})
    assert difference(before, moved).fields == (FieldChange("items"),)
    fewer = before.model_copy(update={"items": before.items[1:]})
    assert (difference(before, fewer).removed, difference(fewer, before).added) == (("part",), ("part",))
    assert difference(before, before).nothing()
    assert len(difference(None, before).added) == len(before.items)


def test_every_aspect_and_every_field_has_words() -> None:
    assert ASPECTS.keys() == set(Aspect)
    assert FIELDS.keys() == Module.model_fields.keys() - {"module", "reviewed_on"}
