"""A place as a page shows it: its parts, their sum, and its modules."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from quiz.insight.cells import AtLeast, Told
from quiz.insight.figures import AT_LEAST_ONE, COMPLETED, PASSED, STARTED, WHOLE_PATH, Place
from quiz.insight.headcount import Headcount
from quiz.insight.rates import NoRate, NoRateReason, RateOrNot, least_rate, rate
from quiz.insight.reorganisation.figures import PlaceFigures
from quiz.insight.reorganisation.parts import Part

NO_RATE = NoRate(NoRateReason.NO_HEADCOUNT)


@dataclass(frozen=True)
class ToldFigure:
    """What is told of a count, and its rate."""

    cell: Told
    rate: RateOrNot = NO_RATE

    @property
    def state(self) -> str:
        """The kind of cell, in lower case."""
        return type(self.cell).__name__.lower()


@dataclass(frozen=True)
class PartLine:
    """A part by its names, and what is told of it."""

    ministry: str
    entity: str
    since: date | None
    before: date | None
    at_least_one: ToldFigure
    whole_path: ToldFigure


@dataclass(frozen=True)
class ModuleLine:
    """What is told of one module."""

    title: str
    started: ToldFigure
    completed: ToldFigure
    passed: ToldFigure


@dataclass(frozen=True)
class PlaceTable:
    """A ministry as it is now, or what a split left apart `before` a day."""

    ministry_id: str
    ministry: str
    before: date | None
    parts: tuple[PartLine, ...]
    at_least_one: ToldFigure
    whole_path: ToldFigure
    modules: tuple[ModuleLine, ...]

    @property
    def several(self) -> tuple[PartLine, ...]:
        """The parts, where there is a sum of them to make."""
        return self.parts if len(self.parts) > 1 else ()


def place_table(found: PlaceFigures, names: Mapping[str, str], titles: Mapping[str, str]) -> PlaceTable:
    """A place as it is shown; `names` are those of ministries and entities, `titles` of the modules to tell of."""
    place = found.place

    def figure(at: Place, headcount: Headcount | None = None) -> ToldFigure:
        cell = found.cell(at)
        return ToldFigure(cell, rate_of(cell, headcount))

    def part_line(part: Part) -> PartLine:
        one, path = (ToldFigure(found.part_cell(part, ("", measure))) for measure in (AT_LEAST_ONE, WHOLE_PATH))
        entity = names.get(part.entity, "") if part.entity else ""
        return PartLine(names[part.ministry], entity, part.since, part.before, one, path)

    return PlaceTable(
        place.ministry_id,
        names[place.ministry_id],
        place.before,
        tuple(
            part_line(part)
            for part in sorted(
                found.parts, key=lambda each: (each.ministry != place.ministry_id, each.entity is not None)
            )
        ),
        figure(("", AT_LEAST_ONE), found.headcount),
        figure(("", WHOLE_PATH), found.headcount),
        tuple(
            ModuleLine(title, *(figure((slug, measure)) for measure in (STARTED, COMPLETED, PASSED)))
            for slug, title in titles.items()
        ),
    )


def rate_of(cell: Told, headcount: Headcount | None) -> RateOrNot:
    """The share of a headcount that was counted since the last change; none where none was."""
    if headcount is None:
        return NO_RATE
    return least_rate(cell.low, headcount) if isinstance(cell, AtLeast) else rate(cell, headcount)
