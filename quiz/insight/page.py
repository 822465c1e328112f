"""The pages of figures, each one frozen value: all that its template receives."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Union

from quiz.identity.ministry import Ministry
from quiz.insight.actions.action import Action
from quiz.insight.cells import Cell
from quiz.insight.charts.drawing import Drawing, in_page
from quiz.insight.entities.page import EntityTable
from quiz.insight.headcount import Headcount
from quiz.insight.movement import Movement
from quiz.insight.pooling import StateFigures
from quiz.insight.position import PositionOrNot, TooFewMinistries
from quiz.insight.quarters.quarter import Closing
from quiz.insight.rates import RateOrNot, rate
from quiz.insight.reorganisation.page import PlaceTable
from quiz.insight.targets.pace import Forecast, NoForecast, Pace
from quiz.insight.targets.target import Target

# Other actions on a dashboard: what a page holds without growing with the years.
LISTED = 10


@dataclass(frozen=True)
class Figure:
    """A cell and its rate."""

    cell: Cell
    rate: RateOrNot

    @property
    def state(self) -> str:
        """The kind of cell, in lower case: shown, implied, band or withheld."""
        return type(self.cell).__name__.lower()


def figure(cell: Cell, headcount: Headcount | None) -> Figure:
    """A cell with the rate it stands for."""
    return Figure(cell, rate(cell, headcount))


@dataclass(frozen=True)
class ModuleLine:
    """The figures of one module."""

    title: str
    started: Figure
    completed: Figure
    passed: Figure


@dataclass(frozen=True)
class WeekLine:
    """What one publication said of the headline."""

    published_at: datetime
    figure: Figure


@dataclass(frozen=True)
class Chart:
    """A drawing of the page, and where it is taken away from."""

    drawing: Drawing
    svg_url: str
    png_url: str

    @property
    def svg(self) -> str:
        """The drawing, for the page."""
        return in_page(self.drawing)


@dataclass(frozen=True)
class DashboardPage:
    """What a referent sees of one ministry."""

    title: str
    ministry: Ministry
    others: tuple[Ministry, ...]
    published_at: datetime | None
    next_at: datetime
    small_group: int
    headcount: Headcount | None
    at_least_one: Figure | None
    whole_path: Figure | None
    modules: tuple[ModuleLine, ...]
    movement: Movement | None
    first_weeks: bool
    invitation_url: str
    headcount_url: str
    target_url: str
    report_url: str
    demonstration: bool
    weeks: tuple[WeekLine, ...] = ()
    state: StateFigures | None = None
    position: PositionOrNot = None
    target: Target | None = None
    pace: Pace | None = None
    forecast: Union[Forecast, NoForecast, None] = None
    sentence: str = ""
    charts: Mapping[str, Chart] = field(default_factory=dict)
    actions: tuple[Action, ...] = ()
    actions_url: str = ""
    # The closed quarter that these figures are those of; none for those of every week.
    closing: Closing | None = None
    # The closed quarters that a report can be taken of, and the one that the current quarter is among them.
    closings: tuple[Closing, ...] = ()
    closed_already: Closing | None = None
    # Why a report that was asked for is not there.
    no_report: str = ""
    visit_is_kept: bool = False
    entities: EntityTable | None = None
    # As organisations are now, where a merge or a split has changed what this ministry is.
    reorganised: tuple[PlaceTable, ...] = ()

    @property
    def latest_actions(self) -> tuple[Action, ...]:
        """The other actions to list."""
        return self.actions[:LISTED]

    @property
    def earlier_actions(self) -> int:
        """How many other actions are not listed."""
        return len(self.actions[LISTED:])

    @property
    def too_few_ministries(self) -> bool:
        """Whether a median was left out for want of ministries."""
        return isinstance(self.position, TooFewMinistries)


@dataclass(frozen=True)
class MinistryLine:
    """One ministry in the pilot's table."""

    ministry: Ministry
    at_least_one: Figure
    whole_path: Figure
    headcount: Headcount | None
    url: str


@dataclass(frozen=True)
class PilotPage:
    """All ministries side by side."""

    title: str
    published_at: datetime | None
    next_at: datetime
    small_group: int
    lines: tuple[MinistryLine, ...]
    pooled: Figure | None
    pooled_names: tuple[str, ...]
    state: StateFigures | None
    reorganised: tuple[PlaceTable, ...] = ()
