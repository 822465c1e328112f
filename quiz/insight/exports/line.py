"""The published figures as one long table, a line a cell: a function of what was published, and of nothing else.

A line adds nothing to its cell: the headcount it is divided by was printed beside it, and the totals of the State
are sums of cells that readers of all ministries have. Whoever holds every export ever made knows what whoever kept
every page ever shown knows.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from enum import Enum

from quiz.insight.cells import AtLeast, Cell, Shown, Told, Withheld
from quiz.insight.entities.levels import EntityFigures
from quiz.insight.entities.perimeter import Perimeter
from quiz.insight.figures import AT_LEAST_ONE, COMPLETED, PASSED, STARTED, WHOLE_PATH, MinistryFigures, Place, cells
from quiz.insight.headcount import Headcount, Headcounts
from quiz.insight.pooling import Total, published_table, state_figures
from quiz.insight.publication import Publication
from quiz.insight.quarters.quarter import Closing
from quiz.insight.rates import RateOrNot, rate
from quiz.insight.reorganisation.figures import PlaceFigures
from quiz.insight.reorganisation.page import rate_of

STAGES = (STARTED, COMPLETED, PASSED)


class Level(Enum):
    """What a line is about."""

    MINISTRY = "ministere"
    ENTITY = "entite"
    OTHER_ENTITIES = "autres_entites"
    PERIMETER = "perimetre"
    AS_IT_IS_NOW = "organisation_actuelle"
    POOL = "regroupement"
    STATE = "ensemble"


@dataclass(frozen=True)
class Line:
    """One cell of one publication; `ministries` is the one it is about, those pooled, or none for the State.

    `entities` are those of that ministry that the line is about, each by its identifier and its name.
    """

    publication: int
    published_at: datetime
    small_group: int
    level: Level
    ministries: tuple[str, ...]
    module: str
    measure: str
    cell: Told
    headcount: Headcount | None = None
    total: Total | None = None
    closing: Closing | None = None
    entities: tuple[tuple[str, str], ...] = ()
    # Of some entities alone, or of a ministry as it is now: as it was printed beside them.
    printed_rate: RateOrNot | None = None
    # The day of the split that left this apart from its ministry as it is now.
    before: date | None = None

    @property
    def rate(self) -> RateOrNot | None:
        """The share of the headcount; none for a pool, the State or an entity, which have no headcount of their own."""
        if self.level is not Level.MINISTRY or isinstance(self.cell, AtLeast):
            return self.printed_rate
        return rate(self.cell, self.headcount)


@dataclass(frozen=True)
class Published:
    """All that one publication printed: the figures of each ministry in the order of pages, and their headcounts.

    `closing` is the quarter they were closed for; none for those of every week. `entities` are the levels of each
    ministry that had opened its entities, of every week alone (decision 0018), and `entity_names` how they are called;
    `perimeters` are those of them that had a headcount (decision 0022); `places` are what merges and splits have
    changed (decision 0021).
    """

    publication: Publication
    figures: tuple[MinistryFigures, ...]
    headcounts: Headcounts
    closing: Closing | None = None
    entities: Mapping[str, EntityFigures] = field(default_factory=dict)
    entity_names: Mapping[str, str] = field(default_factory=dict)
    perimeters: Mapping[str, Perimeter] = field(default_factory=dict)
    places: tuple[PlaceFigures, ...] = ()


@dataclass(frozen=True)
class Scope:
    """Whose figures are taken away: those of some ministries, or of all, with the pool and the State."""

    ministries: frozenset[str] | None = None

    def covers(self, ministry: str) -> bool:
        """True where the figures of a ministry are among them."""
        return self.ministries is None or ministry in self.ministries


EVERYTHING = Scope()


def lines(published: Published, scope: Scope, order: Sequence[str]) -> Iterator[Line]:
    """The lines of one publication within a scope; `order` is that of the modules on pages."""
    for figures in published.figures:
        if scope.covers(figures.ministry):
            headcount = published.headcounts.of_ministries.get(figures.ministry)
            for (module, measure), cell in _in_order(figures, order):
                yield _line(published, Level.MINISTRY, (figures.ministry,), (module, measure), cell, headcount)
            yield from _entity_lines(published, figures.ministry)
            yield from _place_lines(published, figures.ministry, order)
    if scope == EVERYTHING:
        pooled = published.publication.pooled
        if pooled is not None and pooled.siblings:
            yield _line(published, Level.POOL, pooled.siblings, ("", AT_LEAST_ONE), pooled.cell)
        yield from state_lines(published, order)


def _entity_lines(published: Published, ministry: str) -> Iterator[Line]:
    """The entities of a ministry as its page lists them: those with a level, the others, those with a headcount."""
    told = published.entities.get(ministry)
    if told is None:
        return
    for each in told.shown:
        yield _of_entities(published, ministry, Level.ENTITY, (each.entity,), each.at_least)
    if told.pooled:
        yield _of_entities(published, ministry, Level.OTHER_ENTITIES, told.pooled, 0)
    if cut := published.perimeters.get(ministry):
        place, cell = ("", AT_LEAST_ONE), AtLeast(cut.at_least)
        line = _line(published, Level.PERIMETER, (ministry,), place, cell, cut.headcount)
        yield replace(line, entities=cut.entities, printed_rate=cut.rate)


def _of_entities(published: Published, ministry: str, level: Level, entities: Sequence[str], at_least: int) -> Line:
    line = _line(published, level, (ministry,), ("", AT_LEAST_ONE), AtLeast(at_least))
    return replace(line, entities=tuple((each, published.entity_names[each]) for each in entities))


def _place_lines(published: Published, ministry: str, order: Sequence[str]) -> Iterator[Line]:
    """The figures of a ministry as it is now, and of what a split left apart, as its page puts them together."""
    for place in published.places:
        if place.place.ministry_id != ministry:
            continue
        for at in (("", AT_LEAST_ONE), ("", WHOLE_PATH), *((slug, each) for slug in order for each in STAGES)):
            cell = place.cell(at)
            line = _line(published, Level.AS_IT_IS_NOW, (ministry,), at, cell, place.headcount)
            found = rate_of(cell, place.headcount) if place.headcount else None
            yield replace(line, printed_rate=found, before=place.place.before)


def state_lines(published: Published, order: Sequence[str], fewest: int = 1) -> Iterator[Line]:
    """The totals of the State: sums of what is shown of at least `fewest` ministries, and no line where there are less.

    A sum of shown ranges is a function of them, so that it tells nothing of anyone that they do not tell.
    Modules are summed over ministries, never with one another.
    """
    for place, total in _totals(published, order):
        if total.counted >= fewest:
            yield _line(published, Level.STATE, (), place, Shown(total.low, total.high), total=total)


def _totals(published: Published, order: Sequence[str]) -> Iterator[tuple[Place, Total]]:
    state = state_figures(published_table(published.figures, published.publication.pooled))
    yield ("", AT_LEAST_ONE), state.at_least_one
    yield ("", WHOLE_PATH), state.whole_path
    by_place: dict[Place, list[Cell]] = {}
    for figures in published.figures:
        for place, cell in _in_order(figures, order):
            by_place.setdefault(place, []).append(cell)
    for place, found in by_place.items():
        if place[0]:
            yield place, total_of(found)


def total_of(found: Iterable[Cell]) -> Total:
    """The sum of the cells that are shown, and how many are not."""
    every = tuple(found)
    shown = [cell for cell in every if not isinstance(cell, Withheld)]
    return Total(sum(cell.low for cell in shown), sum(cell.high for cell in shown), len(shown), len(every) - len(shown))


def _in_order(figures: MinistryFigures, order: Sequence[str]) -> list[tuple[Place, Cell]]:
    known = {module: at for at, module in enumerate(("", *order))}
    found = [((module, measure), cell) for module, measure, cell in cells(figures)]
    # Stable: measures stay in their order, and modules that left the path come last.
    return sorted(found, key=lambda each: known.get(each[0][0], len(known)))


def _line(
    published: Published,
    level: Level,
    ministries: tuple[str, ...],
    place: Place,
    cell: Told,
    headcount: Headcount | None = None,
    total: Total | None = None,
) -> Line:
    publication = published.publication
    return Line(
        publication.id,
        publication.published_at,
        publication.small_group,
        level,
        ministries,
        *place,
        cell,
        headcount,
        total,
        published.closing,
    )
