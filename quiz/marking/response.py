"""A response read from what a browser sent, and its text in storage."""

import json
import unicodedata
from collections.abc import Mapping
from types import MappingProxyType

from quiz.content.item import ScoredItem, UnscoredItem
from quiz.marking.certainty import Certainty
from quiz.marking.mark import slots
from quiz.marking.score import Response
from quiz.marking.typed_text import LONGEST
from quiz.refusal import Reason, Refused


def read(item: ScoredItem | UnscoredItem, raw: Mapping[str, str], *, dont_know: bool = False) -> Response:
    """The response these slots and values make; blank slots are dropped, all of them after "I do not know".

    Refused as forged where the item has no such slot or no such value, which no page of ours can
    send, and as too large where a typed text is longer than any accepted one may be.
    """
    allowed = slots(item)
    if not raw.keys() <= allowed.keys():
        raise Refused(Reason.FORGED)
    read_values = {slot: _value(text, allowed[slot]) for slot, text in raw.items()}
    if dont_know:
        return Response(unknown=True)
    return Response(MappingProxyType({slot: value for slot, value in read_values.items() if value}))


def to_json(response: Response) -> str:
    """The response as text: ASCII, compact, the same for equal responses."""
    content: dict[str, object] = {}
    if response.values:
        content["values"] = dict(response.values)
    if response.unknown:
        content["unknown"] = True
    if response.certainty is not None:
        content["certainty"] = response.certainty.value
    return json.dumps(content, sort_keys=True, separators=(",", ":"))


def from_json(text: str) -> Response:
    """The response that `to_json` wrote."""
    content = json.loads(text)
    sure = content.get("certainty")
    return Response(
        MappingProxyType(content.get("values", {})), content.get("unknown", False), Certainty(sure) if sure else None
    )


def _value(text: str, allowed: tuple[str, ...] | None) -> str:
    if allowed is None and len(text) > LONGEST:
        raise Refused(Reason.TOO_LARGE)
    value = _printable(text).strip()
    if value and allowed is not None and value not in allowed:
        raise Refused(Reason.FORGED)
    return value


def _printable(text: str) -> str:
    """The text with a space for each control character or lone surrogate, which no database stores alike."""
    return "".join(" " if unicodedata.category(character) in ("Cc", "Cs") else character for character in text)
