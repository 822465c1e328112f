"""The journal of erasures, beside the database: what makes an older backup forget those who asked since."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from quiz.identity.keyed_hash import person_hash
from quiz.settings import HashingKey


@dataclass(frozen=True)
class Erasure:
    """Someone was erased: their id's hash under the first `keys` keys, which says nothing without them."""

    person_hash: str
    erased_on: date
    keys: int


def erasure(key: HashingKey, person_id: UUID, day: date) -> Erasure:
    """What is remembered of someone erased on that day."""
    return Erasure(person_hash(key, person_id), day, len(key.chain))


def erasures(key: HashingKey, person_id: UUID, absorbed: Iterable[str], day: date) -> tuple[Erasure, ...]:
    """The same, and the numbers they bore before they were joined: a backup of then knows them under those."""
    earlier = (Erasure(each, day, len(key.chain)) for each in absorbed)
    return (erasure(key, person_id, day), *earlier)


def to_line(erased: Erasure) -> str:
    """A line of the journal."""
    kept = {"erased_on": erased.erased_on.isoformat(), "keys": erased.keys, "person": erased.person_hash}
    return json.dumps(kept, sort_keys=True) + "\n"


def from_line(line: str) -> Erasure:
    """What a line of the journal holds; ValueError where it is not one, such as a line cut by a full disk."""
    try:
        kept = json.loads(line)
        return Erasure(str(kept["person"]), date.fromisoformat(kept["erased_on"]), int(kept["keys"]))
    except (TypeError, KeyError) as wrong:
        raise ValueError(f"not a line of a journal of erasures: {line!r}") from wrong


class Erased:
    """Whoever is in a journal, to be asked about each person of a restored database."""

    def __init__(self, key: HashingKey, erasures: Iterable[Erasure]) -> None:
        self._by_keys: dict[int, set[str]] = {}
        for each in erasures:
            if each.keys > len(key.chain):
                raise ValueError("the journal was written with a later hashing key than those of the settings")
            self._by_keys.setdefault(each.keys, set()).add(each.person_hash)
        self._chains = {keys: HashingKey(key.chain[:keys]) for keys in self._by_keys}

    def __contains__(self, person_id: UUID) -> bool:
        return any(person_hash(self._chains[keys], person_id) in hashes for keys, hashes in self._by_keys.items())
