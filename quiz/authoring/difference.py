"""What a publication would change, item by item."""

from dataclasses import dataclass

from quiz.content.fingerprint import item_fingerprint
from quiz.content.module import Module


@dataclass(frozen=True)
class Difference:
    """Identifiers of the items added, removed and changed, and whether anything else changed."""

    added: tuple[str, ...]
    removed: tuple[str, ...]
    changed: tuple[str, ...]


def difference(before: Module | None, after: Module) -> Difference:
    """What differs between the version proposed now, if any, and the text to publish."""
    old = {item.id: item_fingerprint(item) for item in before.items} if before else {}
    new = {item.id: item_fingerprint(item) for item in after.items}
    return Difference(
        added=tuple(name for name in new if name not in old),
        removed=tuple(name for name in old if name not in new),
        changed=tuple(name for name in new if name in old and new[name] != old[name]),
    )
