"""The authors' manual in Markdown, from the models, the rules and their examples: what is computed cannot rot.

Nothing is read from disk here: `check` reads examples as the checker does, `translate` is the catalogue.
"""

from collections.abc import Iterator, Mapping
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
from quiz.content.item import CreditRule, ItemBase, Option, UnscoredItem
from quiz.content.module import Module, Series
from quiz.content.reading_time import READING_SPEED
from quiz.content.rules import FILE_RULES, GOOD_ITEM_RULES, REFERENCE_RULES, SHAPE_RULES, TRANSLATION_RULES, Rule
from quiz.content.shape import KINDS
from quiz.content.wording import Translate
from quiz.marking.credit import credit
from quiz.marking.mark import AnyItem, guess_score, mark
from quiz.marking.parts import YES, one_per_option
from quiz.marking.score import Response

GROUPS: tuple[tuple[str, Mapping[str, Rule]], ...] = (
    ("Le fichier, et ce que YAML en fait", FILE_RULES),
    ("Les champs et leurs valeurs", SHAPE_RULES),
    ("Ce qui se tient ensemble, et les bonnes réponses", REFERENCE_RULES),
    ("Ce qui pourrait être meilleur", GOOD_ITEM_RULES),
    ("Les traductions", TRANSLATION_RULES),
)
COMMON = frozenset((*ItemBase.model_fields, "kind"))
FIVE_OPTIONS = tuple(Option(id=letter, text=letter, correct=letter in "abd") for letter in "abcde")
FIVE_RESPONSES = ("ABD", "AB", "A", "ABC", "ABCD", "ABCDE", "CE", "")
WORDS = {"true": "vrai", "false": "faux"}


def manual(check: Check, translate: Translate) -> str:
    """The whole manual."""
    advice = manual_text.GOOD_QUESTIONS.format(
        longest_prompt=LONGEST_PROMPT, reading_speed=READING_SPEED, seconds_an_item=SECONDS_AN_ITEM
    )
    sections = (
        manual_text.OPENING,
        *_five_minutes(translate),
        *(manual_text.FIELDS, "### Un module", table(Module), "### Une série", table(Series)),
        *(manual_text.KINDS, table(ItemBase), manual_text.KINDS_BELOW),
        *(kind_section(kind, shape, check) for kind, shape in KINDS.items()),
        *(manual_text.CREDIT, credit_table(), manual_text.CREDIT_BELOW),
        manual_text.RULES,
        *_rules(check, translate),
        manual_text.LOSSES,
        *(losses(rule, check) for rule in LOSING_RULES),
        advice,
    )
    return "\n\n".join(section.strip("\n") for section in sections) + "\n"


def kind_section(kind: str, shape: type[BaseModel], check: Check) -> str:
    """What a kind is for, its fields, an example, and what answers to this example earn."""
    entry = ENTRIES[kind]
    own = frozenset({"kind"}) if shape in get_args(UnscoredItem) else COMMON
    return "\n\n".join((
        f"### {entry.name} : `{kind}`",
        entry.purpose,
        table(shape, own),
        _fenced(ITEMS[kind]),
        entry.rule,
        _earned(example_item(kind, check), entry.responses),
    ))  # fmt: skip


def example_item(kind: str, check: Check) -> AnyItem:
    """The example of a kind, read by the checker as the last question of the first module."""
    module: Module | None = check("garder.yaml", FIRST_MODULE + ITEMS[kind]).value
    if module is None:
        raise ValueError(f"the example of {kind} has problems")
    return module.items[-1]


def credit_table() -> str:
    """What the same responses to one item earn under each credit rule; the key is A, B and D."""
    rows = [("| règle |", *FIVE_RESPONSES[:-1], "vide"), ("|---|", *("---" for _ in FIVE_RESPONSES))]
    for rule in get_args(CreditRule):
        scores = (credit(rule, one_per_option(FIVE_OPTIONS, frozenset(ticked.lower()))) for ticked in FIVE_RESPONSES)
        rows.append((f"| `{rule}` |", *(str(score) for score in scores)))
    return "\n".join(f"{first} {' | '.join(rest)} |" for first, *rest in rows)


def _five_minutes(translate: Translate) -> Iterator[str]:
    buttons = {"check": "Check and keep", "preview": "Preview"}
    yield manual_text.FIVE_MINUTES
    yield _fenced(FIRST_MODULE)
    yield manual_text.CHECK_AND_PUBLISH.format(**{name: translate(key) for name, key in buttons.items()})
    yield _fenced(FIRST_SERIES)
    yield manual_text.TRANSLATE
    yield _fenced(FIRST_TRANSLATION)


def _rules(check: Check, translate: Translate) -> Iterator[str]:
    for title, rules in GROUPS:
        yield f"### {title}"
        yield from (rule_section(rule, check, translate) for rule in rules)


def _earned(item: AnyItem, responses: tuple[Response, ...]) -> str:
    rows = [f"| {shown(response)} | {_points(item, response)} |" for response in responses]
    guess = guess_score(item)
    if guess is not None:
        rows.append(f"| au hasard, en moyenne | {guess} |")
    return "\n".join(("| réponse | points |", "|---|---|", *rows))


def _points(item: AnyItem, response: Response) -> Fraction | str:
    marked = mark(item, response)
    return marked.score if marked.max_score else "non noté"


def shown(response: Response) -> str:
    """A response in the author's own identifiers: options ticked, a choice, or a value by row."""
    if response.unknown:
        return "« Je ne sais pas »"
    if not response.values:
        return "rien"
    if all(value == YES for value in response.values.values()):
        return ", ".join(f"`{slot}`" for slot in response.values)
    values = {slot: WORDS.get(value, f"`{value}`") for slot, value in response.values.items()}
    return ", ".join(value if slot == "choice" else f"`{slot}` : {value}" for slot, value in values.items())


def _fenced(text: str) -> str:
    return f"```yaml\n{text}```"
