"""What a publication would change, item by item and field by field."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import Enum
from typing import Any

from quiz.content.fingerprint import NO_MEDIA, item_fingerprint
from quiz.content.item import Item, Ordering
from quiz.content.module import Module

Leaves = Mapping[tuple[str, ...], object]
ORDER = "order of elements"


class Aspect(Enum):
    """What changes in an item, the most serious first."""

    KIND = "kind"
    KEY = "key"
    MARKING = "marking"
    PARTS = "parts"
    PROMPT = "prompt"
    RIGHT_WORDING = "right_wording"
    WRONG_WORDING = "wrong_wording"
    WORDING = "wording"
    IMAGE = "image"
    EXPLANATION = "explanation"
    SOURCE = "source"
    OBJECTIVE = "objective"


FIELDS = {
    "kind": Aspect.KIND, "correct": Aspect.KEY, "answer": Aspect.KEY, "accepted": Aspect.KEY, "category": Aspect.KEY,
    ORDER: Aspect.KEY, "credit_rule": Aspect.MARKING, "bands": Aspect.MARKING, "distance": Aspect.MARKING,
    "explanation": Aspect.EXPLANATION, "objective": Aspect.OBJECTIVE, "right": Aspect.RIGHT_WORDING,
    "x": Aspect.IMAGE, "y": Aspect.IMAGE, "width": Aspect.IMAGE, "height": Aspect.IMAGE,
}  # fmt: skip
BRANCHES = {"source": Aspect.SOURCE, "image": Aspect.IMAGE, "extra": Aspect.WRONG_WORDING}


@dataclass(frozen=True)
class ItemChange:
    """An item that changes, and in what."""

    id: str
    aspects: tuple[Aspect, ...]


@dataclass(frozen=True)
class FieldChange:
    """A field of the module that changes; values are those of short fields."""

    field: str
    before: str = ""
    after: str = ""


@dataclass(frozen=True)
class Difference:
    """Identifiers of the items added and removed, the items changed, and the fields of the module changed."""

    added: tuple[str, ...]
    removed: tuple[str, ...]
    changed: tuple[ItemChange, ...]
    fields: tuple[FieldChange, ...]

    def nothing(self) -> bool:
        """True where the same would be published again."""
        return not (self.added or self.removed or self.changed or self.fields)


def difference(
    before: Module | None,
    after: Module,
    media_before: Mapping[str, str] = NO_MEDIA,
    media: Mapping[str, str] = NO_MEDIA,
) -> Difference:
    """What differs between the version proposed now, if any, and the text to publish, images included."""
    old = {item.id: item for item in before.items} if before else {}
    new = {item.id: item for item in after.items}
    changed = [
        ItemChange(name, aspects(old[name], new[name]) or (Aspect.IMAGE,))
        for name in new
        if name in old and item_fingerprint(old[name], media_before) != item_fingerprint(new[name], media)
    ]
    return Difference(
        added=tuple(name for name in new if name not in old),
        removed=tuple(name for name in old if name not in new),
        changed=tuple(changed),
        fields=tuple(_fields(before, after)) if before else (),
    )


def aspects(before: Item, after: Item) -> tuple[Aspect, ...]:
    """What changes between two states of one item, the most serious first."""
    old, new = dict(_leaves(before)), dict(_leaves(after))
    one_sided = {path[:-1] for path in old.keys() ^ new.keys() if path[-1] == "id"}
    found = {
        _aspect(path, new if path in new else old)
        for path in old.keys() | new.keys()
        # Of a part that comes or goes, its identifier says it all.
        if old.get(path) != new.get(path) and (path[:-1] not in one_sided or path[-1] == "id")
    }
    return tuple(aspect for aspect in Aspect if aspect in found)


def _aspect(path: tuple[str, ...], leaves: Leaves) -> Aspect:
    *branch, leaf = path
    if leaf == "id":
        return Aspect.KEY if leaves.get((*branch, "correct")) is True else Aspect.PARTS
    if path[0] in BRANCHES:
        return BRANCHES[path[0]]
    if leaf in FIELDS:
        return FIELDS[leaf]
    if not branch:
        return Aspect.PROMPT
    correct = leaves.get((*branch, "correct"))
    if correct is None:
        return Aspect.WORDING
    return Aspect.RIGHT_WORDING if correct else Aspect.WRONG_WORDING


def _leaves(item: Item) -> Iterator[tuple[tuple[str, ...], object]]:
    yield from _walk(item.model_dump(), ())
    if isinstance(item, Ordering):
        yield (ORDER,), tuple(element.id for element in item.elements)


def _walk(value: Any, path: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], object]]:
    if isinstance(value, dict):
        for field, inside in value.items():
            yield from _walk(inside, (*path, field))
    elif isinstance(value, tuple | list) and value and isinstance(value[0], dict) and "id" in value[0]:
        for part in value:
            yield from _walk(part, (*path, part["id"]))
    elif value is not None and value != ():
        yield path, value


def _fields(before: Module, after: Module) -> Iterator[FieldChange]:
    old, new = before.model_dump(exclude={"items", "reviewed_on"}), after.model_dump(exclude={"items", "reviewed_on"})
    for field in old:
        if old[field] != new[field]:
            short = isinstance(old[field], str | int) and field not in ("title", "summary", "reading", "this_week")
            yield FieldChange(field, str(old[field]), str(new[field])) if short else FieldChange(field)
    kept = [item.id for item in before.items if after.item(item.id)]
    if kept != [item.id for item in after.items if before.item(item.id)]:
        yield FieldChange("items")
