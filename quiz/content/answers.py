"""Whether the right answers of one item can be earned, and cannot be had without thinking."""

import re
from collections import Counter
from collections.abc import Hashable, Iterable, Iterator, Sequence
from fractions import Fraction

from quiz.content.item import (
    Categorise,
    Cloze,
    CreditRule,
    Gap,
    Hotspot,
    Item,
    Matching,
    MultipleChoice,
    Numeric,
    Option,
    Ordering,
    SingleChoice,
    TrueFalseGrid,
)  # fmt: skip
from quiz.content.module import share
from quiz.content.rules import Finding

GAP = re.compile(r"\{([^{}]*)\}")


def answer_findings(item: Item, pass_mark: Fraction) -> Iterator[Finding]:
    """The rules of right answers that an item breaks, with paths inside the item."""
    if isinstance(item, SingleChoice):
        yield from _one_correct(item.options, ("options",))
    elif isinstance(item, Hotspot):
        yield from _one_correct(item.areas, ("areas",))
        yield from _areas_inside(item)
    elif isinstance(item, MultipleChoice):
        yield from _several_correct(item)
    elif isinstance(item, Numeric):
        yield from _increasing_bands(item)
    elif isinstance(item, Categorise):
        yield from _categories(item)
    elif isinstance(item, Cloze):
        yield from _gaps(item)
    yield from _same_answer(item, pass_mark)


def ticking_everything(item: MultipleChoice) -> Fraction:
    """What ticking every option earns under the item's credit rule (DESIGN.md, section 4).

    >>> from quiz.content.item import Option, Source
    >>> options = tuple(Option(id=i, text=i, correct=i in "abc") for i in "abcd")
    >>> source = Source(title="s", url="https://exemple.fr", year=2025)
    >>> common = dict(id="q", objective="o", prompt="p", explanation="e", source=source, kind="multiple_choice")
    >>> ticking_everything(MultipleChoice(options=options, **common))
    Fraction(2, 3)
    """
    total = len(item.options)
    keys = sum(option.correct for option in item.options)
    if item.credit_rule == "each":
        return Fraction(keys, total)
    if item.credit_rule == "exact":
        return Fraction(keys == total)
    return max(Fraction(0), Fraction(keys - (total - keys), keys))


def _one_correct(options: Sequence[Option] | Sequence[object], path: tuple[str, ...]) -> Iterator[Finding]:
    count = sum(bool(getattr(option, "correct", False)) for option in options)
    if count == 0:
        yield Finding("none-correct", path)
    elif count > 1:
        yield Finding("one-correct", path, {"count": str(count)})


def _several_correct(item: MultipleChoice) -> Iterator[Finding]:
    if not any(option.correct for option in item.options):
        yield Finding("none-correct", ("options",))


def _same_answer(item: Item, pass_mark: Fraction) -> Iterator[Finding]:
    given = same_answer(item)
    if given is not None and given[1] >= pass_mark:
        path, score = given
        yield Finding("same-answer-passes", (path,), _scores(score, pass_mark))


def same_answer(item: Item) -> tuple[str, Fraction] | None:
    """The field of an item's parts, and the most that one answer given to all of them earns.

    One category for every element, one text for every pair, one word in every gap, one rank for every
    element. Nothing where there is one answer to give.
    """
    match item:
        case MultipleChoice() if any(option.correct for option in item.options):
            return "options", ticking_everything(item)
        case TrueFalseGrid():
            return "rows", _commonest((row.correct for row in item.rows), item.credit_rule)
        case Categorise():
            return "elements", _commonest((element.category for element in item.elements), item.credit_rule)
        case Matching():
            return "pairs", _commonest((_same(pair.right) for pair in item.pairs), item.credit_rule)
        case Ordering():
            return "elements", _commonest(range(len(item.elements)), item.credit_rule)
        case Cloze() if len(item.gaps) > 1:
            words = [_right_words(gap) for gap in item.gaps]
            most = max((sum(word in others for others in words) for each in words for word in each), default=0)
            return "gaps", _share(most, len(words), item.credit_rule)
    return None


def _commonest(keys: Iterable[Hashable], credit_rule: CreditRule) -> Fraction:
    counts = Counter(keys)
    return _share(max(counts.values()), counts.total(), credit_rule)


def _share(right: int, parts: int, credit_rule: CreditRule) -> Fraction:
    return Fraction(right == parts) if credit_rule == "exact" else Fraction(right, parts)


def _right_words(gap: Gap) -> set[str]:
    return {_same(option.text) for option in gap.options if option.correct} | {_same(text) for text in gap.accepted}


def _same(text: str) -> str:
    return " ".join(text.casefold().split())


def _scores(score: Fraction, pass_mark: Fraction) -> dict[str, str]:
    return {"score": f"{int(score * 100)} %", "pass_mark": f"{int(pass_mark * 100)} %"}


def _increasing_bands(item: Numeric) -> Iterator[Finding]:
    reach, credit = Fraction(0), None
    for index, band in enumerate(item.bands):
        wider, lesser = distance(band.within, Fraction(item.answer)), share(band.credit)
        if wider <= reach or lesser == 0 or (credit is not None and lesser >= credit):
            yield Finding("bands-not-increasing", ("bands", index))
        reach, credit = wider, lesser


def distance(within: str, answer: Fraction) -> Fraction:
    """How far from the answer a band reaches, in the answer's unit: 10 % of 50 is 5."""
    figure = Fraction(within.rstrip("% \u00a0\u202f").replace(",", "."))
    return figure * abs(answer) / 100 if within.endswith("%") else figure


def _categories(item: Categorise) -> Iterator[Finding]:
    known = [category.id for category in item.categories]
    used = {element.category for element in item.elements}
    for index, element in enumerate(item.elements):
        if element.category not in known:
            parameters = {"id": element.category, "known": ", ".join(known)}
            yield Finding("unknown-category", ("elements", index, "category"), parameters)
    for index, category in enumerate(item.categories):
        if category.id not in used:
            yield Finding("unused-category", ("categories", index), {"id": category.id})


def _gaps(item: Cloze) -> Iterator[Finding]:
    shown = GAP.findall(item.text)
    known = [gap.id for gap in item.gaps]
    for index, gap in enumerate(item.gaps):
        count = shown.count(gap.id)
        if count == 0:
            yield Finding("gap-not-in-text", ("gaps", index, "id"), {"id": gap.id})
        elif count > 1:
            yield Finding("gap-twice-in-text", ("text",), {"id": gap.id, "count": str(count)})
        yield from _gap_answers(gap, ("gaps", index))
    for name in dict.fromkeys(shown):
        if name not in known:
            yield Finding("unknown-gap", ("text",), {"id": name, "known": ", ".join(known)})


def _gap_answers(gap: Gap, path: tuple[str | int, ...]) -> Iterator[Finding]:
    if bool(gap.options) == bool(gap.accepted) or len(gap.options) == 1:
        yield Finding("gap-answers", path, {"id": gap.id})
    elif gap.options:
        for found in _one_correct(gap.options, ("options",)):
            yield Finding(found.rule, (*path, *found.path), found.parameters)


def _areas_inside(item: Hotspot) -> Iterator[Finding]:
    size = {"width": str(item.image.width), "height": str(item.image.height)}
    for index, area in enumerate(item.areas):
        if area.x + area.width > item.image.width or area.y + area.height > item.image.height:
            yield Finding("area-outside-image", ("areas", index), {"id": area.id, **size})
