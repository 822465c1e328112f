"""The dated map of organisations: what becomes of a count when ministries merge or are split.

A count is of a ministry, perhaps of one of its entities, on a day. As they were, counts are read as they
are kept: tallies hold the organisation frozen with each result, and nothing is ever rewritten. As they are
now, `as_it_is_now(target, day, changes, today)` sends each count to exactly one place, so that totals are the
same; what is told of such a place is in `quiz/insight/reorganisation`.

A merge takes all of a ministry, whatever the day of the count: an agent who still bears the name of a
ministry that is gone counts in what it became. A split takes the entities it names. What was counted
before the split and is of no entity named cannot be told apart any more: it stays in a place of its
own, « A (avant scission) », which is neither A as it is now nor any of its parts; an entity named with A
itself as its target is known to stay there. A rename changes the name only, never the identifier.

Changes of one day happen at once, so no change may follow another on the same day; a ministry merged
away is never heard of again. Following the days therefore ends, and comes back nowhere.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from enum import Enum
from itertools import groupby

from quiz.identity.organisation.suggestion import Target


@dataclass(frozen=True, order=True)
class Change:
    """From a day on, all of `source_id` (or that one entity) is part of `target_id`."""

    day: date
    source_id: str
    target_id: str
    entity_id: str | None = None

    @property
    def splits(self) -> bool:
        """True where only an entity moves."""
        return self.entity_id is not None


@dataclass(frozen=True)
class FormerName:
    """What a ministry was called, up to a day included."""

    ministry_id: str
    until: date
    name: str


@dataclass(frozen=True, order=True)
class Standing:
    """Where a count stands: `before` is the day of the split that left it apart, where one did."""

    ministry_id: str
    entity_id: str | None = None
    before: date | None = None


def as_it_is_now(target: Target, day: date, changes: Iterable[Change], today: date) -> Standing:
    """Where a count made on a day stands today."""
    ministry_id = target.ministry_id
    for changed_on, together in groupby(sorted(changes, key=lambda each: each.day), key=lambda each: each.day):
        mine = [change for change in together if change.source_id == ministry_id]
        if changed_on > today or not mine:
            continue
        moved = next((each for each in mine if each.entity_id in (None, target.entity_id)), None)
        if moved is not None:
            ministry_id = moved.target_id
        elif day < changed_on:
            return Standing(ministry_id, target.entity_id, changed_on)
    return Standing(ministry_id, target.entity_id)


def successor(left: Target, last_day: date, changes: Iterable[Change], today: date) -> Target | None:
    """What a ministry that ended has become for its agents; None where it was split and cannot be told apart."""
    now = as_it_is_now(left, last_day, changes, today)
    gone_on = now.ministry_id == left.ministry_id or now.before is not None
    return None if gone_on else Target(now.ministry_id, now.entity_id)


def names_before(former: Iterable[FormerName], ministry_id: str) -> tuple[FormerName, ...]:
    """What a ministry was called before, the latest first."""
    held = (each for each in former if each.ministry_id == ministry_id)
    return tuple(sorted(held, key=lambda each: each.until, reverse=True))


def name_on(present: str, former: Iterable[FormerName], ministry_id: str, day: date) -> str:
    """The name a ministry had on a day; `present` is the one it has now."""
    held = [each for each in former if each.ministry_id == ministry_id and day <= each.until]
    return min(held, key=lambda each: each.until).name if held else present


class Wrong(Enum):
    """What keeps a change from being one, or must be told of it."""

    TO_ITSELF = "change-to-itself"
    LOOP = "change-loop"
    GONE = "change-after-the-end"
    SAME_DAY = "change-same-day"
    TWICE = "change-twice"
    FUTURE = "change-in-the-future"


@dataclass(frozen=True)
class WrongChange:
    """A change and what is wrong with it."""

    change: Change
    wrong: Wrong


def wrong_changes(changes: Iterable[Change], today: date) -> Iterator[WrongChange]:
    """Everything wrong with changes taken together; those that are not yet are told too."""
    every = sorted(changes, key=lambda each: (each.day, each.source_id, each.entity_id or ""))
    ends = {each.source_id: each for each in reversed(every) if not each.splits}
    for change in every:
        others = [each for each in every if each is not change]
        if not change.splits and change.source_id == change.target_id:
            yield WrongChange(change, Wrong.TO_ITSELF)
            continue
        if change.day > today:
            yield WrongChange(change, Wrong.FUTURE)
        if any(_same_part(change, each) for each in others):
            yield WrongChange(change, Wrong.TWICE)
            continue
        if any(_follows(change, each) for each in others):
            yield WrongChange(change, Wrong.SAME_DAY)
        if gone := _gone(change, ends):
            yield WrongChange(change, Wrong.LOOP if gone == change.target_id else Wrong.GONE)


def _same_part(change: Change, other: Change) -> bool:
    """True where both say on the same day what becomes of the same thing."""
    return (
        change.day == other.day
        and change.source_id == other.source_id
        and (change.entity_id == other.entity_id or change.splits != other.splits)
    )


def _follows(change: Change, other: Change) -> bool:
    """True where one change of a day goes on from where the other arrives."""
    moves = change.source_id != change.target_id and other.source_id != other.target_id
    return change.day == other.day and moves and change.source_id == other.target_id


def _gone(change: Change, ends: dict[str, Change]) -> str | None:
    """A ministry the change names though it was merged away by then: the one left, or the one joined."""
    for named in (change.source_id, change.target_id):
        end = ends.get(named)
        if end is not None and end is not change and end.day <= change.day:
            return named
    return None
