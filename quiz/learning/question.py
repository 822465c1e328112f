"""A question as it is shown: its shape, its choices in the attempt's order, and after the answer what was right.

Thirteen kinds, six shapes; a template draws shapes and knows no kind. Texts are safe HTML made
from the authors' Markdown; "true" and "false" are left to be put into words.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from enum import Enum

from quiz.content.item import (
    Area,
    Categorise,
    Cloze,
    Commitment,
    Element,
    Hotspot,
    Image,
    Matching,
    MultipleChoice,
    Numeric,
    Opinion,
    Option,
    Ordering,
    ScoredItem,
    ShortAnswer,
    SingleChoice,
    Source,
    TrueFalse,
    TrueFalseGrid,
    UnscoredItem,
)
from quiz.content.markdown import blocks, inline
from quiz.learning.draw import shuffled
from quiz.marking.parts import CHOICE, YES
from quiz.marking.score import Marked, Part, Response

GAP = re.compile(r"\{([a-z0-9-]+)\}")
TRUTHS = ("true", "false")


class Shape(Enum):
    """How a question is drawn."""

    ONE = "one"
    MANY = "many"
    GRID = "grid"
    SELECTS = "selects"
    TYPED = "typed"
    CLOZE = "cloze"


@dataclass(frozen=True)
class Choice:
    """Something that can be chosen; `key` and `explanation` are set once answered."""

    value: str
    html: str
    chosen: bool = False
    key: bool | None = None
    explanation: str | None = None


@dataclass(frozen=True)
class Row:
    """One slot to fill; `right`, `key` and `explanation` are set once answered."""

    slot: str
    html: str = ""
    choices: tuple[Choice, ...] = ()
    typed: str = ""
    right: bool | None = None
    key: str | None = None
    explanation: str | None = None


@dataclass(frozen=True)
class Segment:
    """A piece of a text with gaps: words, then perhaps a gap."""

    html: str
    row: Row | None = None


@dataclass(frozen=True)
class Question:
    """Everything a template needs to draw one item."""

    kind: str
    shape: Shape
    prompt: str
    rows: tuple[Row, ...]
    segments: tuple[Segment, ...] = ()
    unit: str = ""
    ends: tuple[str, str] | None = None
    image: Image | None = None
    areas: tuple[Area, ...] = ()
    credit_rule: str | None = None
    explanation: str | None = None
    source: Source | None = None


def question(item: ScoredItem | UnscoredItem, seed: int, response: Response | None, marked: Marked | None) -> Question:
    """The item as shown under a seed, with a response filled in, and marked once it is answered."""
    shown = _question(item, seed)
    if response is not None:
        shown = _filled(shown, response)
    if marked is not None:
        shown = _corrected(shown, {part.id: part for part in marked.parts})
        if not isinstance(item, UnscoredItem):
            shown = replace(shown, explanation=blocks(item.explanation), source=item.source)
    return shown


def _question(item: ScoredItem | UnscoredItem, seed: int) -> Question:
    prompt = blocks(item.prompt)
    rule = getattr(item, "credit_rule", None)

    def ordered(names: list[str]) -> tuple[str, ...]:
        return shuffled(seed, item.id, names)

    match item:
        case SingleChoice() | MultipleChoice():
            options = {option.id: _option(option) for option in item.options}
            choices = tuple(options[name] for name in ordered(list(options)))
            shape = Shape.ONE if isinstance(item, SingleChoice) else Shape.MANY
            return Question(item.kind, shape, prompt, _rows(shape, choices), credit_rule=rule)
        case TrueFalse():
            choices = tuple(Choice(truth, "") for truth in TRUTHS)
            return Question(item.kind, Shape.ONE, prompt, _rows(Shape.ONE, choices))
        case TrueFalseGrid():
            truths = tuple(Choice(truth, "") for truth in TRUTHS)
            rows = {
                row.id: Row(row.id, inline(row.text), truths, explanation=_optional(row.explanation))
                for row in item.rows
            }
            return Question(item.kind, Shape.GRID, prompt, tuple(rows[name] for name in ordered(list(rows))))
        case Numeric():
            return Question(item.kind, Shape.TYPED, prompt, (Row(CHOICE),), unit=item.unit)
        case ShortAnswer():
            return Question(item.kind, Shape.TYPED, prompt, (Row(CHOICE),))
        case Ordering():
            ranks = tuple(Choice(str(rank), str(rank)) for rank in range(1, len(item.elements) + 1))
            rows = {element.id: Row(element.id, inline(element.text), ranks) for element in item.elements}
            return Question(
                item.kind,
                Shape.SELECTS,
                prompt,
                tuple(rows[name] for name in ordered(list(rows))),
                ends=(inline(item.first), inline(item.last)),
            )
        case Matching():
            # Two right texts that read alike are one choice, named as marking names it.
            rights: dict[str, str] = {}
            for pair in item.pairs:
                rights.setdefault(pair.right, pair.id)
            for extra in item.extra:
                rights.setdefault(extra.text, extra.id)
            texts = {name: text for text, name in rights.items()}
            choices = tuple(Choice(name, texts[name]) for name in ordered(list(texts)))
            return Question(
                item.kind,
                Shape.SELECTS,
                prompt,
                tuple(
                    Row(pair.id, inline(pair.left), choices, explanation=_optional(pair.explanation))
                    for pair in item.pairs
                ),
            )
        case Categorise():
            categories = tuple(Choice(category.id, category.text) for category in item.categories)
            rows = {
                element.id: Row(
                    element.id, inline(element.text), categories, explanation=_optional(element.explanation)
                )
                for element in item.elements
            }
            return Question(item.kind, Shape.SELECTS, prompt, tuple(rows[name] for name in ordered(list(rows))))
        case Cloze():
            return Question(item.kind, Shape.CLOZE, prompt, (), segments=_segments(item, seed), credit_rule=rule)
        case Hotspot():
            choices = tuple(
                Choice(area.id, inline(area.text), explanation=_optional(area.explanation)) for area in item.areas
            )
            return Question(
                item.kind,
                Shape.ONE,
                prompt,
                _rows(Shape.ONE, choices),
                image=item.image,
                areas=item.areas,
            )
        case Opinion():
            choices = tuple(_element(element) for element in item.scale)
            return Question(item.kind, Shape.ONE, prompt, _rows(Shape.ONE, choices))
        case Commitment():
            choices = tuple(_element(element) for element in item.practices)
            return Question(item.kind, Shape.MANY, prompt, _rows(Shape.MANY, choices))


def _rows(shape: Shape, choices: tuple[Choice, ...]) -> tuple[Row, ...]:
    return (Row(CHOICE if shape is Shape.ONE else "", choices=choices),)


def _option(option: Option) -> Choice:
    return Choice(option.id, inline(option.text), explanation=_optional(option.explanation))


def _element(element: Element) -> Choice:
    return Choice(element.id, inline(element.text))


def _optional(text: str | None) -> str | None:
    return blocks(text) if text else None


def _segments(item: Cloze, seed: int) -> tuple[Segment, ...]:
    gaps = {gap.id: gap for gap in item.gaps}
    pieces = GAP.split(item.text)
    segments = []
    for words, name in zip(pieces[::2], [*pieces[1::2], ""], strict=True):
        row = None
        if name:
            gap = gaps[name]
            options = {option.id: option for option in gap.options}
            choices = tuple(
                Choice(option_id, options[option_id].text, explanation=_optional(options[option_id].explanation))
                for option_id in shuffled(seed, f"{item.id}|{name}", list(options))
            )
            row = Row(name, choices=choices, explanation=_optional(gap.explanation))
        segments.append(Segment(_spaced(words), row))
    return tuple(segments)


def _spaced(words: str) -> str:
    """Words between two gaps; the spaces beside a gap are kept, so that none comes before a full stop."""
    text = words.strip()
    if not text:
        return words
    return f"{' ' if words[0].isspace() else ''}{inline(text)}{' ' if words[-1].isspace() else ''}"


def _filled(shown: Question, response: Response) -> Question:
    values = response.values

    def fill(row: Row) -> Row:
        if shown.shape is Shape.MANY:
            chosen = {slot for slot, value in values.items() if value == YES}
        else:
            chosen = {values.get(row.slot, "")}
        return replace(
            row,
            typed="" if row.choices else values.get(row.slot, ""),
            choices=tuple(replace(choice, chosen=choice.value in chosen) for choice in row.choices),
        )

    return _each_row(shown, fill)


def _corrected(shown: Question, parts: dict[str, Part]) -> Question:
    def correct(row: Row) -> Row:
        part = parts.get(row.slot)
        if part is None:
            # One part per option: single and multiple choice, hotspot, opinion, commitment.
            choices = tuple(_judged(choice, parts.get(choice.value)) for choice in row.choices)
            return replace(row, choices=choices)
        words = {choice.value: choice.html or choice.value for choice in row.choices}
        chosen = next((choice.explanation for choice in row.choices if choice.chosen), None)
        return replace(
            row,
            explanation=chosen or row.explanation,
            right=part.right,
            key=words.get(part.key or "", part.key),
            choices=tuple(replace(choice, key=choice.value == part.key) for choice in row.choices),
        )

    return _each_row(shown, correct)


def _judged(choice: Choice, part: Part | None) -> Choice:
    return choice if part is None else replace(choice, key=part.key == YES)


def _each_row(shown: Question, change: Callable[[Row], Row]) -> Question:
    return replace(
        shown,
        rows=tuple(change(row) for row in shown.rows),
        segments=tuple(
            replace(segment, row=change(segment.row)) if segment.row else segment for segment in shown.segments
        ),
    )
