"""Tallies read as they were, or as they are now, whatever became of ministries in between.

The interface for whoever publishes figures: both functions take tallies with the organisation each was
counted for, and give them back by the place where they stand (`Standing`, of
`quiz/identity/organisation/changes.py`), with the same total for every module, measure and day.
`Standing.before` marks what a split left apart, « A (avant scission) »: a row of its own, with neither
referent nor headcount. What is shown of either reading goes through `figures.py` like everything else;
two readings of one publication are two tables of the same counts, and must be made safe together.

A measure `agents-n` counts persons within one ministry (`rank`) or one entity of it (`entity_rank`):
regroup by ministry what was counted by ministry, and by entity what was counted by entity. Where
ministries are merged, someone who had completed modules in both counts once in each, as the page of
method says.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from quiz.identity.organisation.changes import Change, Standing, as_it_is_now, as_it_was
from quiz.identity.organisation.suggestion import Target


@dataclass(frozen=True, order=True)
class Measured:
    """What is counted, and when: a measure of a module ('' for the whole path), on a Paris day."""

    module_slug: str
    measure: str
    day: date


Tallies = Mapping[tuple[Target, Measured], int]
Regrouped = Counter[tuple[Standing, Measured]]


def as_they_were(tallies: Tallies, changes: Iterable[Change]) -> Regrouped:
    """Each tally where it stood on its own day."""
    known = tuple(changes)
    found: Regrouped = Counter()
    for (target, measured), agents in tallies.items():
        found[as_it_was(target, measured.day, known), measured] += agents
    return found


def as_they_are_now(tallies: Tallies, changes: Iterable[Change], today: date) -> Regrouped:
    """Each tally where it stands today."""
    known = tuple(changes)
    found: Regrouped = Counter()
    for (target, measured), agents in tallies.items():
        found[as_it_is_now(target, measured.day, known, today), measured] += agents
    return found
