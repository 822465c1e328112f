"""Warnings on how well items ask and teach: told to authors, never in the way of publication.

Sources: Haladyna, Downing and Rodriguez, "A Review of Multiple-Choice Item-Writing Guidelines", Applied
Measurement in Education 15(3), 2002 (length of options, negatives, overlaps, positions).
"""

import re
from collections.abc import Iterator
from datetime import date, timedelta

from quiz.content.catch_all import catch_all_findings
from quiz.content.item import Hotspot, Item, MultipleChoice, SingleChoice, UnscoredItem
from quiz.content.module import Module
from quiz.content.reading_time import READING_SPEED
from quiz.content.rules import Finding

LONGEST_PROMPT = 300
SECONDS_AN_ITEM = 30
ONE_YEAR = timedelta(days=365)
FEWEST_CHOICES = 4
EMPHASIS = re.compile(r"\*\*[^*]+\*\*|__[^_]+__")
NEGATIVE = re.compile(r"\b(?:ne\s|n['’])[^.?!]{0,60}?\b(?:pas|jamais|aucune?|guère)\b|\bnot\b", re.IGNORECASE)
POSITION = re.compile(
    r"\bci-(?:dessus|dessous)\b|\b(?:réponses?|propositions?|options?) (?:précédentes?|suivantes?|[A-H])\b",
    re.IGNORECASE,
)
WORD = re.compile(r"[^\W_]+(?:[.,][0-9]+)?")
FIGURE = r"([0-9]+(?:[.,][0-9]+)?)"
RANGE = re.compile(rf"(?:de |entre )?{FIGURE}\s*(?:%|[^\W\d]+)?\s*(?:à|et|-|–)\s*{FIGURE}\b(.*)", re.IGNORECASE)


def item_warnings(item: Item) -> Iterator[Finding]:
    """What could be better in one item, with paths inside the item."""
    if len(item.prompt) > LONGEST_PROMPT:
        parameters = {"count": str(len(item.prompt)), "maximum": str(LONGEST_PROMPT)}
        yield Finding("prompt-too-long", ("prompt",), parameters)
    if not isinstance(item, UnscoredItem) and NEGATIVE.search(EMPHASIS.sub("", item.prompt)):
        yield Finding("negative-without-emphasis", ("prompt",))
    yield from catch_all_findings(item)
    if isinstance(item, SingleChoice | MultipleChoice):
        yield from _options(item)
    elif isinstance(item, Hotspot):
        for index, area in enumerate(item.areas):
            if not area.correct and area.explanation is None:
                yield Finding("explanation-missing", ("areas", index), {"text": area.text})


def _options(item: SingleChoice | MultipleChoice) -> Iterator[Finding]:
    for index, option in enumerate(item.options):
        if not option.correct and option.explanation is None:
            yield Finding("explanation-missing", ("options", index), {"text": option.text})
        if POSITION.search(option.text):
            yield Finding("option-names-a-position", ("options", index, "text"), {"text": option.text})
        for other in item.options[:index]:
            if overlap(option.text, other.text):
                parameters = {"text": option.text, "other": other.text}
                yield Finding("options-overlap", ("options", index, "text"), parameters)


def overlap(one: str, other: str) -> bool:
    """True where one text says the other and more, or where two ranges of figures share more than an end.

    >>> overlap("de 10 à 20 %", "de 15 à 30 %"), overlap("de 10 à 20 %", "de 20 à 30 %")
    (True, False)
    """
    first, second = RANGE.fullmatch(one.strip()), RANGE.fullmatch(other.strip())
    if first and second:
        low, high, other_low, other_high = (
            float(figure.replace(",", ".")) for figure in (*first.groups()[:2], *second.groups()[:2])
        )
        return first[3] == second[3] and low < other_high and other_low < high
    words, other_words = _words(one), _words(other)
    return words != other_words and (words in other_words or other_words in words)


def _words(text: str) -> str:
    return f" {' '.join(WORD.findall(text.casefold()))} "


def module_warnings(module: Module, today: date) -> Iterator[Finding]:
    """What could be better in a module as a whole."""
    yield from _longest_is_key(module)
    minutes = minutes_needed(module)
    if minutes > module.duration_minutes:
        parameters = {"minutes": str(minutes), "announced": str(module.duration_minutes)}
        yield Finding("module-over-its-minutes", ("duration_minutes",), parameters, str(minutes))
    if today - module.reviewed_on > ONE_YEAR:
        yield Finding("reviewed-long-ago", ("reviewed_on",), {"date": module.reviewed_on.isoformat()})
    if module.reviewed_on > today:
        yield Finding("reviewed-in-the-future", ("reviewed_on",), {"date": module.reviewed_on.isoformat()})


def minutes_needed(module: Module) -> int:
    """The minutes a module takes, rounded up: film, reading at 180 words a minute, half a minute per item drawn."""
    reading = len(module.reading.split()) * 60 / READING_SPEED
    seconds = reading + module.draw * SECONDS_AN_ITEM + (module.video.duration_seconds or 0)
    return -(-round(seconds) // 60)


def _longest_is_key(module: Module) -> Iterator[Finding]:
    """Told where it holds for more than half of the items with one right option, four of them at least."""
    choices = [item for item in module.items if isinstance(item, SingleChoice)]
    telling = [item.id for item in choices if _key_stands_out(item)]
    if len(choices) >= FEWEST_CHOICES and 2 * len(telling) > len(choices):
        parameters = {"count": str(len(telling)), "total": str(len(choices)), "items": ", ".join(telling)}
        yield Finding("longest-option-is-key", ("items",), parameters)


def _key_stands_out(item: SingleChoice) -> bool:
    longest_wrong = max((len(option.text) for option in item.options if not option.correct), default=0)
    return any(len(option.text) > longest_wrong for option in item.options if option.correct)
