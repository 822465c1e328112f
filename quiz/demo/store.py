"""Fills an empty database with the invented world, week by week, through the publisher itself."""

from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.engine import Connection

from quiz.authoring import store as authoring
from quiz.content import store as content
from quiz.content.store import Version
from quiz.demo.growth import Counts, counts, weekly_agents
from quiz.demo.invented_attempts import invented_attempts
from quiz.demo.mistaken_draft import MISTAKEN_DRAFT, MISTAKEN_SLUG
from quiz.demo.population.ministries import PEOPLED
from quiz.demo.population.store import populate
from quiz.demo.world import (
    ACTIONS,
    COUNTED_AGENTS,
    COUNTED_ENTITIES,
    DOORS,
    ENTITIES,
    ENTITY_SHARES,
    HEADCOUNT_PERIMETER,
    HEADCOUNT_SOURCE,
    MINISTRIES,
    PROPOSED,
    SENTIERS,
    SMALLEST,
    TARGETS,
    UNPUBLISHED,
    WORLD,
    Invented,
    headcount_day,
    target_day,
)
from quiz.identity.audit.act import COMMAND
from quiz.identity.guard import Given
from quiz.identity.ministry import Ministry
from quiz.identity.organisation import store as organisations
from quiz.identity.organisation.loading import Organisations
from quiz.identity.organisation.proposal import store as proposals
from quiz.identity.roles import store as roles
from quiz.identity.tables import MinistryRow
from quiz.insight import store as insight
from quiz.insight.actions import store as actions
from quiz.insight.actions.action import Action
from quiz.insight.entities import store as entity_tallies
from quiz.insight.headcount import EntityHeadcount, Headcount
from quiz.insight.headcounts import store as headcounts
from quiz.insight.item_analysis import store as item_analysis
from quiz.insight.quarters import store as quarters
from quiz.insight.quarters.quarter import last_end
from quiz.insight.tallies import store as tallies
from quiz.insight.tallies.keys import TallyKey, rank_measure
from quiz.insight.targets import store as targets
from quiz.insight.targets.target import Target
from quiz.storage.transaction import writing
from quiz.web.formats import PARIS


def seed(given: Given) -> bool:
    """Fill the database with the invented world; False, and nothing done, where it is there already."""
    with writing() as connection:
        if seeded(connection):
            return False
        fill(connection, given, given.clock())
    return True


def people(given: Given, agents: int, progress: Callable[[int], None]) -> Counter[str] | None:
    """Fill the database with a population instead; None, and nothing done, where the demonstration is there."""
    with writing() as connection:
        if seeded(connection):
            return None
        open_doors(connection, tuple(each.ministry for each in PEOPLED), given, given.clock())
        return populate(connection, agents, given.clock(), progress)


def seeded(connection: Connection) -> bool:
    """Whether the demonstration is there already."""
    return connection.scalar(select(MinistryRow.id).where(MinistryRow.id == SMALLEST.ministry.id)) is not None


def fill(connection: Connection, given: Given, now: datetime) -> None:
    """The invented ministries, roles, headcounts, and their weeks, each published on its day."""
    open_doors(connection, MINISTRIES, given, now)
    proposals.propose(connection, SENTIERS.id, PROPOSED, now)
    for invented in WORLD:
        if invented.headcount is not None:
            headcount = Headcount(
                invented.headcount, headcount_day(joined(invented, now).date()), HEADCOUNT_SOURCE, HEADCOUNT_PERIMETER
            )
            headcounts.declare(connection, invented.ministry.id, headcount, joined(invented, now))
            if invented.ministry == SENTIERS:
                counted = EntityHeadcount(replace(headcount, value=COUNTED_AGENTS, perimeter=""), COUNTED_ENTITIES)
                headcounts.declare(connection, SENTIERS.id, counted, joined(invented, now))
    for weeks, title, participants, source in ACTIONS:
        then = now - timedelta(weeks=weeks)
        actions.declare(connection, SENTIERS.id, Action(title, then.date(), participants, source), then)
    modules = content.path_modules(connection)
    if not modules:
        raise ValueError("publish the modules first: quiz content publish content")
    today = now.astimezone(PARIS).date()
    for ministry, percent in TARGETS:
        targets.declare(connection, ministry.id, Target(percent, target_day(today)), today, now)
    authoring.save_draft(connection, MISTAKEN_SLUG, MISTAKEN_DRAFT, 0, now)
    live_through(connection, modules, given.settings.small_group, now)
    for slug, version_id in content.current_versions(connection).items():
        if slug in modules:
            show_items(connection, given.shelf.version(connection, version_id))


def show_items(connection: Connection, version: Version) -> None:
    """The invented statistics of a module's questions."""
    counts, totals = invented_attempts(version.module)
    point, of_version = version.denominator, {"version_id": version.id}
    item_analysis.add_shown(
        connection,
        [
            {**of_version, "language": language, "score_units": total * point, "attempts": attempts}
            for (language, total), attempts in totals.items()
        ],
        [
            {
                **of_version,
                "language": count.language,
                "item_id": count.item,
                "max_units": point,
                "score_units": count.score * point,
                "rest_units": count.rest * point,
                "attempts": count.attempts,
            }
            for count in counts
        ],
    )


def open_doors(connection: Connection, ministries: tuple[Ministry, ...], given: Given, now: datetime) -> None:
    """Keep the ministries and their entities, and give the doors their roles."""
    organisations.save(connection, Organisations(ministries, ENTITIES))
    for door in DOORS:
        hashed = roles.email_hash(door.email, given.settings.hashing_key)
        for role in door.grants:
            roles.grant(connection, hashed, replace(role, label=door.post), COMMAND, now)


def joined(invented: Invented, now: datetime) -> datetime:
    """When an invented ministry declared its headcount: before its first publication."""
    return now - timedelta(weeks=invented.weeks + 1)


def live_through(connection: Connection, modules: tuple[str, ...], small_group: int, now: datetime) -> None:
    """Every week since the oldest ministry joined: its tallies, then a publication; the last quarter is closed."""
    longest = max(invented.weeks for invented in WORLD)
    last_tuesday = now.astimezone(PARIS).replace(hour=6, minute=0, second=0, microsecond=0)
    while last_tuesday.weekday() != 1 or last_tuesday >= now:
        last_tuesday -= timedelta(days=1)
    agents = {invented: weekly_agents(invented.agents, invented.weeks) for invented in WORLD}
    before = {invented: counts(0, modules) for invented in WORLD}
    for weeks_ago in reversed(range(longest)):
        published_at = last_tuesday - timedelta(weeks=weeks_ago)
        for invented in WORLD:
            week = invented.weeks - weeks_ago
            if week >= 1:
                reached = counts(agents[invented][week - 1], modules)
                add_week(connection, invented, before[invented], reached, published_at - timedelta(days=1))
                before[invented] = reached
        insight.publish(connection, small_group, published_at)
    quarters.close(connection, last_end(last_tuesday.date()), small_group, last_tuesday)
    beyond = counts(SMALLEST.agents + UNPUBLISHED, modules)
    add_week(connection, SMALLEST, before[SMALLEST], beyond, now - timedelta(hours=1))


def add_week(connection: Connection, invented: Invented, before: Counts, after: Counts, at: datetime) -> None:
    """Add to the tallies what one week brought to one ministry."""
    day = at.astimezone(PARIS).date()
    ministry_id = invented.ministry.id
    added: Counter[TallyKey] = Counter()
    for stage in ("started", "completed", "passed"):
        earlier = getattr(before, stage)
        for module, agents in getattr(after, stage).items():
            added[TallyKey(ministry_id, module, stage, day)] += agents - earlier[module]
    for rank, (earlier_agents, agents) in enumerate(zip(before.agents, after.agents, strict=True), 1):
        added[TallyKey(ministry_id, "", rank_measure(rank), day)] += agents - earlier_agents
    tallies.add(connection, Counter({key: agents for key, agents in added.items() if agents}))
    in_entities = {
        each.id: int(after.agents[0] * ENTITY_SHARES[each.id]) - int(before.agents[0] * ENTITY_SHARES[each.id])
        for each in ENTITIES
        if each.ministry_id == ministry_id and each.id in ENTITY_SHARES
    }
    entity_tallies.add(connection, ministry_id, in_entities)
