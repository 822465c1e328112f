"""A place as a page shows it: its parts, their sum, and its modules."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from quiz.identity.organisation.changes import Change, Standing
from quiz.insight.cells import Shown, Withheld, Withholding
from quiz.insight.figures import AT_LEAST_ONE, COMPLETED, PASSED, STARTED, WHOLE_PATH
from quiz.insight.headcount import Headcount
from quiz.insight.rates import RateOrNot, rate
from quiz.insight.reorganisation.figures import Bounds, Printed, part_bounds, place_bounds
from quiz.insight.reorganisation.parts import Part

MEASURES = (STARTED, COMPLETED, PASSED)


@dataclass(frozen=True)
class PartLine:
    """A part by its names, and what is told of it."""

    ministry: str
    entity: str
    since: date | None
    before: date | None
    at_least_one: Bounds
    whole_path: Bounds


@dataclass(frozen=True)
class ModuleBounds:
    """What is told of one module."""

    title: str
    started: Bounds
    completed: Bounds
    passed: Bounds


@dataclass(frozen=True)
class PlaceTable:
    """A ministry as it is now, or what a split left apart `before` a day; its headcount if it was counted since."""

    ministry_id: str
    ministry: str
    before: date | None
    parts: tuple[PartLine, ...]
    at_least_one: Bounds
    whole_path: Bounds
    rate: RateOrNot
    modules: tuple[ModuleBounds, ...]

    @property
    def several(self) -> tuple[PartLine, ...]:
        """The parts, where there is a sum of them to make."""
        return self.parts if len(self.parts) > 1 else ()


def place_table(
    place: Standing,
    parts: Sequence[Part],
    printed: Mapping[str, Printed],
    k: int,
    names: Mapping[str, str],
    titles: Mapping[str, str],
    headcount: Headcount | None,
) -> PlaceTable:
    """What is told of a place, in groups of k; `names` are those of ministries and entities, `titles` of modules."""
    at_least_one = place_bounds(parts, printed, ("", AT_LEAST_ONE), k)
    return PlaceTable(
        place.ministry_id,
        names[place.ministry_id],
        place.before,
        tuple(
            PartLine(
                names[part.ministry],
                names.get(part.entity, "") if part.entity else "",
                part.since,
                part.before,
                part_bounds(part, printed[part.ministry], ("", AT_LEAST_ONE), k),
                part_bounds(part, printed[part.ministry], ("", WHOLE_PATH), k),
            )
            for part in sorted(parts, key=lambda each: (each.ministry != place.ministry_id, each.entity is not None))
        ),
        at_least_one,
        place_bounds(parts, printed, ("", WHOLE_PATH), k),
        rate_of(at_least_one, headcount),
        tuple(
            ModuleBounds(title, *(place_bounds(parts, printed, (slug, measure), k) for measure in MEASURES))
            for slug, title in titles.items()
        ),
    )


def rate_of(found: Bounds, headcount: Headcount | None) -> RateOrNot:
    """The share of a headcount; none where the count is not known from both sides."""
    withheld = found.high is None or found.low == 0
    return rate(Withheld(Withholding.COVER) if withheld else Shown(found.low, found.high or 0), headcount)


def headcount_since(headcount: Headcount | None, place: Standing, changes: Sequence[Change]) -> Headcount | None:
    """The headcount of a ministry, if it was counted since something last joined or left it."""
    if headcount is None or place.before is not None:
        return None
    concerned = [each.day for each in changes if place.ministry_id in (each.source_id, each.target_id)]
    changed = max(concerned or (each.day for each in changes))
    return headcount if headcount.on >= changed else None
