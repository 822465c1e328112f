"""Left texts, each to be given the right text that goes with it.

A right text is named by its pair, or by its own identifier where it goes with none. Where several
bear the same words, nobody can tell them apart: the first names them all.
"""

from collections.abc import Mapping

from quiz.content.item import Matching
from quiz.marking.credit import credit, credit_denominator
from quiz.marking.parts import given, one_per_row, scored
from quiz.marking.score import EMPTY, Marked, Response


def mark(item: Matching, response: Response) -> Marked:
    """Right pairs over pairs (`each`), or 1 when all are right (`exact`); one part per pair."""
    names = _names(item)
    values = {slot: names.get(value, value) for slot, value in given(response).items()}
    parts = one_per_row(_keys(item), values)
    return scored(response, parts, credit(item.credit_rule, parts))


def key(item: Matching) -> Response:
    """Every left text with its right text."""
    return Response(_keys(item))


def slots(item: Matching) -> Mapping[str, tuple[str, ...] | None]:
    """One slot per pair: a right text, each text once."""
    distinct = tuple(dict.fromkeys(_names(item).values()))
    return {pair.id: distinct for pair in item.pairs}


def denominator(item: Matching) -> int:
    """The number of pairs (`each`), or 1 (`exact`)."""
    return credit_denominator(item.credit_rule, one_per_row(_keys(item), EMPTY))


def _names(item: Matching) -> Mapping[str, str]:
    """For the identifier of each right text, the first that bears the same words."""
    texts = {pair.id: pair.right for pair in item.pairs} | {extra.id: extra.text for extra in item.extra}
    first: dict[str, str] = {}
    return {identifier: first.setdefault(text, identifier) for identifier, text in texts.items()}


def _keys(item: Matching) -> Mapping[str, str]:
    names = _names(item)
    return {pair.id: names[pair.id] for pair in item.pairs}
