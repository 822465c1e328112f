"""Walks every person of a database and erases those of the journal; killed anywhere, it is run again."""

from collections.abc import Callable
from datetime import date

from sqlalchemy import Engine

from quiz.privacy import store
from quiz.privacy.journal import Erased, erasure
from quiz.privacy.purge.store import FIRST, chunks, stretch
from quiz.settings import HashingKey


def erase_again(engine: Engine, key: HashingKey, erased: Erased, today: date, told: Callable[[int], object]) -> int:
    """Erase the persons that a journal names; returns how many were there."""
    after, found = FIRST, 0
    while True:
        with engine.begin() as connection:
            ids = stretch(connection, after)
            for chunk in chunks([each for each in ids if each in erased]):
                for each in chunk:
                    store.remember(connection, erasure(key, each, today))
                store.erase(connection, chunk)
                found += len(chunk)
        if not ids:
            return found
        told(len(ids))
        after = ids[-1]
