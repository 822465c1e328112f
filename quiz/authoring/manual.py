"""The authors' manual in Markdown, from the models, the rules and their examples: what is computed cannot rot.

Nothing is read here: `Checker` is given the readers of YAML, and `translate` the catalogue of messages.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import get_args

from pydantic import BaseModel

from quiz.authoring import manual_text
from quiz.authoring.manual_fields import table
from quiz.authoring.manual_first_module import FIRST_MODULE, FIRST_SERIES, FIRST_TRANSLATION
from quiz.authoring.manual_items import ITEMS
from quiz.authoring.manual_kinds import ENTRIES
from quiz.authoring.manual_rules import LOSING_RULES, Check, losses, rule_section
from quiz.content.good_items import LONGEST_PROMPT, SECONDS_AN_ITEM
from quiz.content.item import CreditRule, Item, ItemBase, Option
from quiz.content.module import Module, Series
from quiz.content.problem import Problem
from quiz.content.reading import FileRead
from quiz.content.reading_time import READING_SPEED
from quiz.content.rules import (
    FILE_RULES,
    GOOD_ITEM_RULES,
    REFERENCE_RULES,
    RULES,
    SHAPE_RULES,
    TRANSLATION_RULES,
    Rule,
)
from quiz.content.shape import KINDS
from quiz.content.wording import Translate
from quiz.marking.credit import credit
from quiz.marking.mark import guess_score, mark
from quiz.marking.parts import YES, one_per_option
from quiz.marking.score import Response

GROUPS: tuple[tuple[str, Mapping[str, Rule]], ...] = (
    ("Le fichier, et ce que YAML en fait", FILE_RULES),
    ("Les champs et leurs valeurs", SHAPE_RULES),
    ("Ce qui se tient ensemble, et les bonnes réponses", REFERENCE_RULES),
    ("Ce qui pourrait être meilleur", GOOD_ITEM_RULES),
    ("Les traductions", TRANSLATION_RULES),
)
COMMON = frozenset(ItemBase.model_fields)
FIVE_OPTIONS = tuple(Option(id=letter, text=letter, correct=letter in "ABD") for letter in "ABCDE")
FIVE_RESPONSES = ("ABD", "AB", "A", "ABC", "ABCD", "ABCDE", "CE", "")
WORDS = {"true": "vrai", "false": "faux"}


def manual(check: Check, translate: Translate) -> str:
    """The whole manual."""
    sections = (
        manual_text.OPENING,
        *_five_minutes(translate),
        manual_text.FIELDS,
        "### Un module\n",
        table(Module),
        "### Une série\n",
        table(Series),
        manual_text.KINDS,
        table(ItemBase),
        manual_text.KINDS_BELOW,
        *(_kind(kind, shape, check) for kind, shape in KINDS.items()),
        manual_text.CREDIT,
        credit_table(),
        manual_text.CREDIT_BELOW,
        manual_text.RULES,
        *_rules(check, translate),
        manual_text.LOSSES,
        *(losses(rule, check) for rule in LOSING_RULES),
        manual_text.GOOD_QUESTIONS.format(
            longest_prompt=LONGEST_PROMPT, reading_speed=READING_SPEED, seconds_an_item=SECONDS_AN_ITEM
        ),
    )
    return "\n\n".join(section.strip("\n") for section in sections) + "\n"
