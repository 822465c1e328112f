"""Levels of entities narrow nothing, beside the ministry's own figure, whatever the weeks; other rules would."""

import os
from collections.abc import Mapping
from datetime import date
from random import Random

import pytest

from quiz.insight.cells import Shown
from quiz.insight.entities.bounds import Bound, bounds
from quiz.insight.entities.levels import EntityFigures, Level, entity_figures
from quiz.insight.figures import MinistryFigures, ministry_figures
from quiz.insight.headcount import EntityHeadcount, Headcount
from quiz.insight.tally import MinistryTally, ModuleTally

from .attacker import Publisher, Setting, attack

K = 11
DECLARED_FROM = 2
# As many as the linear attacker looks at (`make attack`), sooner told.
WORLDS = int(os.environ.get("ATTACK_WORLDS", "100"))
SEED = int(os.environ.get("ATTACK_SEED", "0"))
SETTINGS = {
    "one entity, three weeks": Setting(7, 1, 2, (None, None, None)),
    "one entity, four weeks": Setting(6, 1, 2, (None,) * 4),
    "one entity, k of three": Setting(9, 1, 3, (None, None, None)),
    "two entities, three weeks": Setting(7, 2, 2, (None, None, None)),
    "two entities, a headcount": Setting(7, 2, 2, (7, 7, 7)),
    "two entities, a headcount that shrinks": Setting(7, 2, 2, (7, 6)),
    "two entities, a headcount declared later": Setting(6, 2, 2, (None, 6)),
    "two entities, opened later": Setting(7, 2, 2, (None, None, None), opened=1),
    "three entities, two weeks": Setting(8, 3, 2, (None, None)),
    "one entity, agents who move": Setting(6, 1, 2, (None, None, None), moves=True),
    "two entities, agents who move": Setting(5, 2, 2, (None, None), moves=True),
}
# One or two entities, and a headcount of the first or of both.
PERIMETERS = {
    "one entity, a headcount": Setting(7, 1, 2, (None, None, None), perimeters=(4, 4, 4)),
    "one entity, a headcount declared later": Setting(7, 1, 2, (None, None, None), perimeters=(None, 2, 2)),
    "one entity, a headcount that shrinks": Setting(7, 1, 2, (None, None), perimeters=(6, 4)),
    "one entity, k of three": Setting(9, 1, 3, (None, None), perimeters=(6, 6)),
    "one of two entities": Setting(7, 2, 2, (None, None), perimeters=(4, 4)),
    "both entities": Setting(7, 2, 2, (None, None), counted=(0, 1), perimeters=(5, 4)),
    "one of two entities, and the ministry": Setting(7, 2, 2, (7, 7), perimeters=(4, 4)),
    "one of two entities, and the ministry later": Setting(7, 2, 2, (None, 7), perimeters=(5, 5)),
    "both entities, and the ministry": Setting(7, 2, 2, (7, 7), counted=(0, 1), perimeters=(4, 4)),
    "one of two entities, more than the ministry": Setting(6, 2, 2, (5, 6), perimeters=(6, 4)),
}


@pytest.mark.parametrize("setting", SETTINGS.values(), ids=SETTINGS.keys())
def test_knowing_the_rules_and_all_levels_narrows_nothing(setting: Setting) -> None:
    series, leaks = attack(setting)
    assert leaks == []
    assert series > 3


def every_foot(
    ministry: MinistryFigures, named: list[str], counts: Mapping[str, int], _: object, k: int, _declared: object
) -> EntityFigures:
    """Each entity's own bin, whatever the ministry prints."""
    total = 0 if not isinstance(ministry.at_least_one, Shown) else ministry.at_least_one.low
    return EntityFigures("ministry", total, tuple(Level(each, counts[each] // k * k) for each in sorted(named)))


def forgetful(
    ministry: MinistryFigures, named: list[str], counts: Mapping[str, int], _: object, k: int, declared: EntityHeadcount
) -> EntityFigures:
    """Levels that fit the ministry's figure of the week, whatever was printed before."""
    return entity_figures(ministry, named, counts, None, k, declared)


@pytest.mark.parametrize("setting", PERIMETERS.values(), ids=PERIMETERS.keys())
def test_knowing_a_headcount_of_some_entities_besides_narrows_nothing(setting: Setting) -> None:
    series, leaks = attack(setting)
    assert leaks == []
    assert series > 3


def deaf(
    ministry: MinistryFigures, named: list[str], counts: Mapping[str, int], previous: EntityFigures, k: int, _: object
) -> EntityFigures:
    """Levels that rise whatever headcount is known of entities."""
    return entity_figures(ministry, named, counts, previous, k)


def trusting(
    declared: EntityHeadcount | None, ministry: MinistryFigures, named: list[str], levels: Mapping[str, int], _: int
) -> tuple[Bound, ...]:
    """Any headcount that is not under what is printed is believed, and gives a rate."""
    return bounds(declared, ministry, named, levels, 1)


@pytest.mark.parametrize("setting", PERIMETERS.values(), ids=PERIMETERS.keys())
def test_the_attacker_wins_where_levels_do_not_stop_before_a_headcount(setting: Setting) -> None:
    assert attack(setting, deaf, trusting)[1]


@pytest.mark.parametrize("name", ["one entity, a headcount declared later", "one entity, a headcount that shrinks"])
def test_the_attacker_wins_where_a_headcount_too_near_to_what_is_printed_gives_a_rate(name: str) -> None:
    assert attack(PERIMETERS[name], believe=trusting)[1]


@pytest.mark.parametrize("publish", [every_foot, forgetful], ids=lambda rule: rule.__name__)
def test_the_attacker_wins_where_the_rule_is_missing(publish: Publisher) -> None:
    assert attack(SETTINGS["one entity, three weeks"], publish)[1]


def figures_of(agents: int, previous: MinistryFigures | None = None, headcount: int | None = None) -> MinistryFigures:
    """What a ministry prints, of one module."""
    tally = MinistryTally("ministry", (ModuleTally("module", agents, agents, 0),), (agents,), headcount)
    return ministry_figures(tally, previous, K)


def printed(
    weeks: list[tuple[int, dict[str, int]]], declared: EntityHeadcount | None = None, headcount: int | None = None
) -> list[EntityFigures]:
    """The levels of some weeks, each of the ministry's agents and of those in its entities."""
    found: list[EntityFigures] = []
    figures = None
    for at, (agents, counts) in enumerate(weeks):
        figures = figures_of(agents, figures, headcount)
        known = declared if at >= DECLARED_FROM else None
        found.append(entity_figures(figures, counts, counts, found[-1] if found else None, K, known))
    return found


def some_weeks(seed: int) -> list[tuple[int, dict[str, int]]]:
    """A ministry of ordinary size and its entities, week after week; the last count is of those in none."""
    chance = Random(seed)  # noqa: S311 - a seeded sample
    counts = [chance.choice((0, 3, 20, 200)) for _ in range(chance.randint(2, 12))]
    weeks = []
    for _ in range(chance.randint(1, 8)):
        counts = [count + chance.choice((0, 0, 1, 4, 12, 60)) for count in counts]
        weeks.append((sum(counts), {f"entity-{at:02}": count for at, count in enumerate(counts[:-1])}))
    return weeks


@pytest.mark.timeout(7200 if "ATTACK_WORLDS" in os.environ else 120)
def test_any_entity_or_none_may_have_up_to_ten_agents_more_and_the_same_would_be_printed() -> None:
    for seed in range(SEED, SEED + WORLDS):
        weeks = some_weeks(seed)
        found = printed(weeks)
        assert all(each.left >= 0 for each in found), f"ministry {seed}"
        for more in (0, 1, K - 1):
            for one in (None, *weeks[0][1]):
                world = [with_more(each, more, one) for each in found]
                assert printed(world) == found, f"ministry {seed}"
                # No one leaves those who named no entity.
                others = [agents - sum(counts.values()) for agents, counts in world]
                assert others == sorted(others), f"ministry {seed}"


@pytest.mark.timeout(7200 if "ATTACK_WORLDS" in os.environ else 120)
def test_that_world_fits_a_headcount_of_some_entities_in_every_week_it_is_believed() -> None:
    believed = 0
    for seed in range(SEED, SEED + WORLDS):
        weeks = some_weeks(seed)
        declared = some_headcount(seed, weeks)
        found = printed(weeks, declared)
        for one in (None, declared.entities[0]):
            world = [with_more(each, K - 1, one) for each in found]
            assert printed(world, declared) == found, f"ministry {seed}"
            for (agents, counts), told in list(zip(world, found, strict=True))[DECLARED_FROM:]:
                for bound in bounds(declared, figures_of(agents), counts, told.by_entity, K):
                    believed += 1
                    # Of fewer than ten agents, with nothing told, any number from none to all may have taken part.
                    more = K - 1 if bound.told(told.by_entity) else min(K - 1, bound.most)
                    assert bound.told(told.by_entity) + more * (one in bound.entities) <= bound.most, f"ministry {seed}"
    assert believed > WORLDS


def some_headcount(seed: int, weeks: list[tuple[int, dict[str, int]]]) -> EntityHeadcount:
    """A headcount of some of the entities, near to what they come to count."""
    chance, counts = Random(seed), weeks[-1][1]  # noqa: S311 - a seeded sample
    entities = tuple(sorted(chance.sample(sorted(counts), chance.randint(1, len(counts)))))
    value = max(sum(counts[entity] for entity in entities) + chance.choice((-30, -9, 0, 4, 300)), 1)
    return EntityHeadcount(Headcount(value, date(2026, 1, 1), "source", ""), entities)


def with_more(told: EntityFigures, more: int, one: str | None) -> tuple[int, dict[str, int]]:
    """The counts of a week that lie at what is told, with some agents more in one entity, or in none."""
    return told.total + more, {level.entity: level.at_least + more * (level.entity == one) for level in told.levels}


def test_levels_follow_counts_closely() -> None:
    for seed in range(60):
        weeks = some_weeks(seed)
        for (_, counts), told in zip(weeks, printed(weeks), strict=True):
            assert all(level.at_least <= counts[level.entity] for level in told.levels)
        waiting = sum(counts[level.entity] // K - level.at_least // K for level in told.levels)
        assert waiting <= len(counts)


def test_a_level_waits_for_the_ministry_to_grow() -> None:
    first, second, third = printed([(44, {"ports": 8}), (50, {"ports": 14}), (55, {"ports": 14})])
    assert [each.levels[0].at_least for each in (first, second, third)] == [0, 0, 11]
    assert (first.pooled, third.pooled, third.shown) == (("ports",), (), (Level("ports", 11),))


def test_an_entity_that_is_closed_keeps_what_was_told() -> None:
    first = entity_figures(figures_of(44), ["ports", "iles"], {"ports": 30, "iles": 2}, None, K)
    assert entity_figures(figures_of(60), [], {"ports": 30, "iles": 2}, first, K).levels == (Level("ports", 22),)


def test_a_figure_corrected_downwards_starts_anew() -> None:
    first = entity_figures(figures_of(66), ["ports"], {"ports": 30}, None, K)
    assert entity_figures(figures_of(54), ["ports"], {"ports": 30}, first, K).levels == (Level("ports", 22),)
    assert entity_figures(figures_of(66), ["ports"], {"ports": 12}, first, K).levels == (Level("ports", 11),)


def test_nothing_is_told_of_entities_where_the_ministry_has_no_figure() -> None:
    assert entity_figures(figures_of(8), ["ports"], {"ports": 8}, None, K).shown == ()
    assert entity_figures(figures_of(15, headcount=20), ["ports"], {"ports": 15}, None, K).shown == ()
