"""A response in the words of its item, for whoever gave it."""

from collections.abc import Iterator

from quiz.content.item import ScoredItem, UnscoredItem
from quiz.marking.score import Response

# Where an item keeps the texts its slots and values name; each may be missing.
LISTS = ("options", "rows", "elements", "extra", "categories", "areas", "scale", "practices")
TICKED = "yes"


def texts(item: ScoredItem | UnscoredItem) -> dict[str, str]:
    """The texts of an item, by identifier."""
    found = {part.id: part.text for name in LISTS for part in getattr(item, name, ())}
    for gap in getattr(item, "gaps", ()):
        found |= {option.id: option.text for option in gap.options}
    return found


def said(item: ScoredItem | UnscoredItem, response: Response) -> Iterator[tuple[str, str]]:
    """What was answered, part by part: what the part is about, or nothing, and what was said of it."""
    known = texts(item)
    lefts = {pair.id: pair.left for pair in getattr(item, "pairs", ())}
    rights = {pair.id: pair.right for pair in getattr(item, "pairs", ())}
    for slot, value in response.values.items():
        about = lefts.get(slot) or known.get(slot, "")
        yield ("", about) if value == TICKED and about else (about, rights.get(value) or known.get(value, value))
