"""The charts of a dashboard: the drawings of what the page shows, in its very words; and a drawing as PNG.

Words of cells come from the macros of the page itself: a chart cannot say otherwise than the table beneath it.
"""

import re
from collections.abc import Iterable, Iterator
from fractions import Fraction
from functools import cache
from html import unescape

import typst
from flask import current_app
from flask_babel import gettext as _
from flask_babel import ngettext

from quiz.insight.cells import Withheld
from quiz.insight.charts.bars import Bar, Goal, Group, bars
from quiz.insight.charts.drawing import Drawing
from quiz.insight.charts.scale import ceiling, widest
from quiz.insight.charts.staircase import Step, Words, highest, staircase
from quiz.insight.page import DashboardPage, Figure, ModuleLine
from quiz.insight.position import Position, Span
from quiz.insight.rates import Rate
from quiz.insight.targets.target import Target
from quiz.web.formats import day, number, percent, short_day
from quiz.web.language import typo

STAIRCASE, RATES, STEPS, MEDIAN = "escalier", "taux", "etapes", "mediane"
CELLS = "insight/cells.html"
# A page as large as the picture, and nothing else on it.
PICTURE = b"""#set page(width: auto, height: auto, margin: 0pt)
#image(bytes(sys.inputs.svg), format: "svg", width: 800pt)"""
# Twice the size it has on a page: sharp in a slide.
PIXELS_PER_INCH = 144.0


def cell_words(figure: Figure, small_group: int) -> str:
    """A cell, as the page says it."""
    return said("cell", figure, small_group)


def rate_words(figure: Figure) -> str:
    """A rate, as the page says it, or why there is none."""
    return said("rate", figure)


def said(macro: str, *arguments: object) -> str:
    """The words of a macro of the page, without its tags."""
    return typo(plain(getattr(current_app.jinja_env.get_template(CELLS).module, macro)(*arguments)))


def plain(html: str) -> str:
    """The words of HTML of ours, without its tags; no-break spaces stay what they are."""
    return re.sub(r"[ \n]+", " ", unescape(re.sub(r"<[^>]*>", "", html))).strip()


def drawings(page: DashboardPage) -> Iterator[Drawing]:
    """The charts that a dashboard has something to draw for."""
    if page.at_least_one is None or page.whole_path is None:
        return
    if page.weeks:
        yield stairs(page)
    if page.headcount and not page.first_weeks:
        yield rates(page, page.at_least_one, page.whole_path)
    if not page.first_weeks:
        yield steps(page)
    if isinstance(page.position, Position) and not page.first_weeks:
        yield median(page.position)


def stairs(page: DashboardPage) -> Drawing:
    """The published ranges of agents with at least one module, week after week."""
    weeks = [Step(week.figure.cell, short_day(week.published_at)) for week in page.weeks]
    most = highest(weeks)
    last = cell_words(page.weeks[-1].figure, page.small_group)
    return staircase(
        STAIRCASE,
        weeks,
        Words(
            typo(_("Agents with at least one module, as published each week")),
            typo(
                ngettext(
                    "%(num)s publication, from %(first)s to %(last)s. The last one: %(figure)s.",
                    "%(num)s publications, from %(first)s to %(last)s. The last one: %(figure)s.",
                    len(weeks),
                    first=day(page.weeks[0].published_at),
                    last=day(page.weeks[-1].published_at),
                    figure=last,
                )
            ),
            typo(_("not shown: fewer than %(k)s", k=page.small_group)),
            number(Fraction(most, 2)),
            typo(_("%(count)s agents", count=number(most))),
        ),
    )


def rates(page: DashboardPage, at_least_one: Figure, whole_path: Figure) -> Drawing:
    """The share of the headcount that has done something, the path and each module, and the target across."""
    lines = [
        (_("At least one module"), at_least_one),
        *((line.title, line.completed) for line in page.modules),
        (_("Whole path"), whole_path),
    ]
    target = page.target
    highs = [figure.rate.high for _words, figure in lines if isinstance(figure.rate, Rate)]
    end = widest(max([*highs, *([Fraction(target.percent, 100)] if target else [])], default=Fraction(1)))
    groups = [Group(typo(words), (rate_bar(figure, end, page.small_group),)) for words, figure in lines]
    return bars(
        RATES,
        typo(_("Share of the headcount that has completed each module")),
        typo(
            _(
                "Bars from 0 to %(end)s: full up to the least the range allows, lighter up to the most.",
                end=percent(end),
            )
        ),
        groups,
        ("0", percent(end)),
        goal(target, end) if target else None,
    )


def rate_bar(figure: Figure, end: Fraction, small_group: int) -> Bar:
    """The bar of a rate; words alone where there is none."""
    if not isinstance(figure.rate, Rate):
        return Bar(cell_words(figure, small_group), None, None)
    words = f"{rate_words(figure)} · {cell_words(figure, small_group)}"
    return Bar(words, figure.rate.low / end, figure.rate.high / end)


def goal(target: Target, end: Fraction) -> Goal:
    """The line of the target."""
    words = _("%(share)s %% to be reached on %(day)s", share=target.percent, day=day(target.on))
    return Goal(typo(words), Fraction(target.percent, 100) / end)


def steps(page: DashboardPage) -> Drawing:
    """Started, completed, passed: how many of each module."""
    end = ceiling(max((bound for line in page.modules for bound in highs(line)), default=1))
    return bars(
        STEPS,
        typo(_("Started, completed, passed: agents by module")),
        typo(
            _(
                "Bars from 0 to %(end)s agents: full up to the least the range allows, lighter up to the most.",
                end=number(end),
            )
        ),
        [Group(typo(line.title), tuple(step_bars(line, end, page.small_group))) for line in page.modules],
        ("0", typo(_("%(count)s agents", count=number(end)))),
    )


def highs(line: ModuleLine) -> Iterator[int]:
    """The greatest counts that the cells of a module allow."""
    for figure in (line.started, line.completed, line.passed):
        if not isinstance(figure.cell, Withheld):
            yield figure.cell.high


def step_bars(line: ModuleLine, end: int, small_group: int) -> Iterator[Bar]:
    """The three bars of a module."""
    cells = [cell_words(figure, small_group) for figure in (line.started, line.completed, line.passed)]
    words = (
        _("Started: %(figure)s", figure=cells[0]),
        _("Completed: %(figure)s", figure=cells[1]),
        _("Passed: %(figure)s", figure=cells[2]),
    )
    figures = ((line.started, "c"), (line.completed, "a"), (line.passed, "b"))
    for said_of_it, (figure, series) in zip(words, figures, strict=True):
        if isinstance(figure.cell, Withheld):
            yield Bar(typo(said_of_it), None, None, series)
        else:
            low, high = Fraction(figure.cell.low, end), Fraction(figure.cell.high, end)
            yield Bar(typo(said_of_it), low, high, series)


def median(found: Position) -> Drawing:
    """One's own rate beside the median of ministries."""
    end = widest(max(found.own.high, found.median.high))
    spans = (
        (_("This ministry"), found.own, "a"),
        (_("Median of %(count)s ministries", count=found.ministries), found.median, "c"),
    )
    return bars(
        MEDIAN,
        typo(_("At least one module: this ministry and the median")),
        typo(_("Bars from 0 to %(end)s, as far as published ranges tell.", end=percent(end))),
        [Group(typo(name), (Bar(span_words(span), span.low / end, span.high / end, series),))
         for name, span, series in spans],
        ("0", percent(end)),
    )  # fmt: skip


def span_words(span: Span) -> str:
    """A share known by its bounds: between 2 and 5 %, or near 3 %."""
    low, high = percent(span.low), percent(span.high)
    if low == high:
        return low
    if span.low == 0:
        return typo(_("at most %(high)s", high=high))
    return typo(_("between %(low)s and %(high)s", low=low, high=high))


def named(found: Iterable[Drawing]) -> dict[str, Drawing]:
    """Drawings by their names."""
    return {drawing.name: drawing for drawing in found}


@cache
def fonts() -> typst.Fonts:
    """The letters that the library brings, whatever the machine has; read once."""
    return typst.Fonts(include_system_fonts=False)


def png(svg: str) -> bytes:
    """The picture, as PNG; letters are those the library brings, whatever the machine has."""
    compiler = typst.Compiler(PICTURE, font_paths=fonts(), ignore_system_fonts=True, sys_inputs={"svg": svg})
    made = compiler.compile(format="png", ppi=PIXELS_PER_INCH)
    if not isinstance(made, bytes):
        raise TypeError("a picture is one page")
    return made
