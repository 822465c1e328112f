"""Which counts make up each ministry as it is now: whole ministries, entities that moved, days before or since a split.

A place is where counts stand today (`Standing`, without its entity): a ministry, or what a split left of one apart,
« A (avant scission) ». Each count is in exactly one part of one place.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from quiz.identity.organisation.changes import Change, Standing, as_it_is_now
from quiz.identity.organisation.suggestion import Target

# From a day on, and before another; None where it has no such end.
Days = tuple[date | None, date | None]


@dataclass(frozen=True)
class Part:
    """What was counted in a ministry, or in one of its entities, from a day on (`since`) and before another.

    `apart` are the entities that stand elsewhere than the rest of their ministry: not in this part of it.
    """

    ministry: str
    entity: str | None = None
    since: date | None = None
    before: date | None = None
    apart: tuple[str, ...] = ()


Parts = dict[Standing, tuple[Part, ...]]


def parts_now(ministries: Iterable[str], told: Iterable[Target], changes: Iterable[Change], today: date) -> Parts:
    """What makes up each place that merges and splits up to today have changed; `told` are entities with a figure."""
    known = tuple(change for change in changes if change.day <= today)
    days = sorted({change.day for change in known})
    spans: list[Days] = list(zip([None, *days], [*days, None], strict=True))
    # An entity moves with all that was counted in it before. Nobody can name it in its former ministry since.
    moves = {(each.ministry_id, each.entity_id): date.max for each in told if each.entity_id}
    by_day = sorted(known, key=lambda each: each.day)
    moves |= {(each.source_id, each.entity_id): each.day for each in by_day if each.entity_id}
    found: dict[Standing, list[Part]] = {}

    def place(ministry: str, entity: str | None) -> Callable[[Days], Standing]:
        def of(span: Days) -> Standing:
            day = span[0] or days[0] - timedelta(days=1)
            at = as_it_is_now(Target(ministry, entity), day, known, today)
            return Standing(at.ministry_id, None, at.before)

        return of

    for ministry in ministries if days else ():
        rest = place(ministry, None)
        elsewhere: dict[str, list[tuple[Days, Standing]]] = {}
        for (of, entity), until in sorted(moves.items()):
            if of == ministry:
                stands = place(ministry, entity)
                elsewhere[entity] = [
                    (span, stands(span))
                    for span in spans
                    if (span[1] or date.max) <= until and stands(span) != rest(span)
                ]
        for at, whole in _runs([(span, rest(span)) for span in spans]):
            apart = tuple(entity for entity, runs in elsewhere.items() if any(_within(span, whole) for span, _ in runs))
            found.setdefault(at, []).append(Part(ministry, None, *whole, apart))
        for entity, runs in elsewhere.items():
            for at, (since, before) in _runs(runs):
                found.setdefault(at, []).append(Part(ministry, entity, since, before))
    return {at: tuple(parts) for at, parts in found.items() if parts != [Part(at.ministry_id)]}


def _runs(stood: Iterable[tuple[Days, Standing]]) -> list[tuple[Standing, Days]]:
    """Spans that stand in one place and follow one another, taken together."""
    found: list[tuple[Standing, Days]] = []
    for (since, before), at in stood:
        if found and since is not None and (found[-1][0], found[-1][1][1]) == (at, since):
            found[-1] = at, (found[-1][1][0], before)
        else:
            found.append((at, (since, before)))
    return found


def _within(span: Days, whole: Days) -> bool:
    """True where the whole contains the span."""
    return (whole[0] or date.min) <= (span[0] or date.min) and (span[1] or date.max) <= (whole[1] or date.max)
