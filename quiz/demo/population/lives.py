"""What each agent of the population did, and on which day: drawn from a seed, the same every time."""

from bisect import bisect
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import accumulate
from typing import Protocol

from quiz.demo.population.ministries import DAYS, PEOPLED
from quiz.demo.world import ENTITIES
from quiz.identity.ministry import Evidence

# Of a hundred agents who have done one module, how many stop at one, two, three, four, or do all five.
STOPS = (5, 7, 8, 10, 70)
# Days from one module to the next: half of the time the same day, at worst the next campaign.
GAPS = (0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 3, 7, 7, 14, 30, 90)
PASSES, PASSES_LATER = 0.72, 0.13
# Some take up a module they leave there; some begin elsewhere than at the beginning; some move.
LEAVES_ONE_BEGUN, STRAYS, MOVES = 0.35, 0.15, 0.02
# Where a ministry has opened its entities.
NAMES_AN_ENTITY = 0.8
STARTED, COMPLETED, PASSED = 1, 2, 3
# Agents written at a time.
CHUNK = 20_000
# A UUID of version 4, variant 1 (RFC 9562), over 128 random bits.
UUID4_KEPT = (1 << 128) - 1 ^ (0xF << 76) ^ (0x3 << 62)
UUID4_SET = (0x4 << 76) | (0x2 << 62)

PERSON_COLUMNS = ("id", "ministry_id", "ministry_evidence", "created_at")
PATH_COLUMNS = (
    "person_id",
    "module_slug",
    "ministry_id",
    "version_id",
    "started_on",
    "video_done_on",
    "completed_on",
    "passed_on",
    "stage",
    "rank",
    "entity_id",
    "entity_rank",
)
Row = tuple[str | None, ...]


class Chance(Protocol):
    """Random draws, seeded by the caller."""

    def random(self) -> float:
        """A number from 0 to 1."""
        ...

    def getrandbits(self, bits: int, /) -> int:
        """That many random bits."""
        ...


@dataclass(frozen=True)
class Chunk:
    """Some agents and their paths as rows of text; None where there is nothing."""

    persons: list[Row]
    paths: list[Row]
    completions: int
    by_ministry: dict[str, int]


@dataclass(frozen=True)
class Calendar:
    """The two years up to a day: each day's text, and each ministry's days in proportion to its beginnings."""

    texts: tuple[str, ...]
    workdays: tuple[int, ...]
    beginnings: tuple[tuple[int, ...], ...]


def calendar(last: date) -> Calendar:
    """The two years that end on a day."""
    days = [last - timedelta(days=DAYS - 1 - at) for at in range(DAYS)]
    workdays = []
    for at, day in enumerate(days):
        # A week-end's modules are done on the Monday, or on the last day there is.
        workdays.append(min(at + max(7 - day.weekday(), 0) * (day.weekday() >= 5), DAYS - 1))
    return Calendar(
        tuple(day.isoformat() for day in days),
        tuple(workdays),
        tuple(_beginnings(days, each.joined_days_ago) for each in PEOPLED),
    )


def _beginnings(days: Sequence[date], joined_days_ago: int) -> tuple[int, ...]:
    """1024 days of a ministry: many after it joined and at each spring and autumn campaign, few in summer."""
    first = DAYS - 1 - joined_days_ago
    weights = []
    for at, day in enumerate(days):
        since = at - first
        season = {3: 3, 4: 2, 8: 0.2, 10: 4, 11: 3, 12: 0.6}.get(day.month, 1)
        weights.append(0 if since < 0 or day.weekday() >= 5 else season * (1 + 6 / (1 + since / 20)))
    sums = list(accumulate(weights))
    return tuple(bisect(sums, (place + 0.5) / 1024 * sums[-1]) for place in range(1024))


def lives(
    chance: Chance, modules: Sequence[tuple[str, int]], last: date, completions: int, midday: str
) -> Iterator[Chunk]:
    """Agents, one chunk after another, until they have that many completions in all.

    `modules` are (slug, version) in the order of the path; `midday` ends a person's moment of arrival.
    """
    days = calendar(last)
    left = completions
    while left > 0:
        chunk = _chunk(chance, [(slug, str(version)) for slug, version in modules], days, left, midday)
        left -= chunk.completions
        yield chunk


def _chunk(chance: Chance, modules: list[tuple[str, str]], days: Calendar, left: int, midday: str) -> Chunk:
    draw, bits = chance.random, chance.getrandbits
    texts, workdays = days.texts, days.workdays
    names = [each.ministry.id for each in PEOPLED]
    posts = list(accumulate(each.posts for each in PEOPLED))
    everyone = posts[-1]
    entities = [[entity.id for entity in ENTITIES if entity.ministry_id == name] for name in names]
    stops = [min(n, len(modules)) for n, share in enumerate(STOPS, 1) for _ in range(share)]
    stages, ranks = ("0", "1", "2", "3"), tuple(str(rank) for rank in range(len(modules) + 1))
    persons: list[Row] = []
    paths: list[Row] = []
    by_ministry = dict.fromkeys(names, 0)
    done = 0
    while len(persons) < CHUNK and done < left:
        person = f"{bits(128) & UUID4_KEPT | UUID4_SET:032x}"
        place = bisect(posts, draw() * everyone)
        ministry, rank = names[place], 0
        moves_to = names[bisect(posts, draw() * everyone)] if draw() < MOVES else ministry
        by_ministry[ministry] += 1
        entity: str | None = None
        if entities[place] and draw() < NAMES_AN_ENTITY:
            # The first is twice as large as the last.
            entity = entities[place][int(len(entities[place]) * draw() ** 1.5)]
        day = arrived = days.beginnings[place][bits(10)]
        until = min(stops[int(draw() * 100)], left - done)
        order = modules
        if draw() < STRAYS:
            turn = 1 + int(draw() * (len(modules) - 1))
            order = modules[turn:] + modules[:turn]
        for slug, version in order:
            if moves_to != ministry and day > arrived:
                ministry, entity, rank = moves_to, None, 0
            text = texts[day]
            until -= 1
            if until < 0:
                if draw() < LEAVES_ONE_BEGUN:
                    paths.append((person, slug, ministry, None, text, text, None, None, "1", None, entity, None))
                break
            rank += 1
            done += 1
            luck, passed, stage = draw(), None, COMPLETED
            if luck < PASSES:
                passed, stage = text, PASSED
            elif luck < PASSES + PASSES_LATER and day + 3 < DAYS:
                passed, stage = texts[workdays[day + 3]], PASSED
            own = ranks[rank]
            paths.append((person, slug, ministry, version, text, text, text, passed, stages[stage], own, entity, own))
            day += GAPS[bits(4)]
            if day >= DAYS:
                break
            day = workdays[day]
        persons.append((person, ministry, Evidence.DOMAIN.value, texts[arrived] + midday))
    return Chunk(persons, paths, done, by_ministry)
