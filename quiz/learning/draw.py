"""Which items an attempt holds, and in which order things are shown: all from the attempt's seed."""

import hashlib
from collections.abc import Collection, Iterable
from itertools import chain, zip_longest
from typing import TypeVar

from quiz.content.item import UnscoredItem
from quiz.content.module import Module

Name = TypeVar("Name", bound=str)


def shuffled(seed: int, salt: str, names: Iterable[Name]) -> tuple[Name, ...]:
    """The names in an order that depends on seed and salt alone, the same on every machine.

    >>> shuffled(7, "options", ["a", "b", "c"]) == shuffled(7, "options", ["c", "b", "a"])
    True
    """
    return tuple(sorted(names, key=lambda name: hashlib.sha256(f"{seed}|{salt}|{name}".encode()).digest()))


def draw(module: Module, seed: int, seen: Collection[str]) -> tuple[str, ...]:
    """The items of one attempt: `module.draw` scored ones spread over the objectives, unseen first.

    Objectives take turns, in an order drawn by the seed; within one, items not in `seen` come
    before the others. Unscored items (opinion, commitment) close the attempt.
    """
    scored = module.scored_items()
    queues = []
    for objective in shuffled(seed, "objectives", (objective.id for objective in module.objectives)):
        names = shuffled(seed, "draw", (item.id for item in scored if item.objective == objective))
        queues.append(sorted(names, key=lambda name: name in seen))
    turns = [name for name in chain.from_iterable(zip_longest(*queues)) if name is not None]
    unscored = [item.id for item in module.items if isinstance(item, UnscoredItem)]
    return (*shuffled(seed, "order", turns[: module.draw]), *unscored)
