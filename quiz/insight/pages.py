"""The pages of figures: a referent's ministry, and all ministries for the pilot. They read published cells only."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime, time, timedelta

from flask import Blueprint, redirect, url_for
from flask.typing import ResponseReturnValue
from flask_babel import get_locale
from flask_babel import gettext as _

from quiz.content import store as content
from quiz.identity import store as identity
from quiz.identity.guard import Call, paris_day, requires
from quiz.identity.ministry import Ministry
from quiz.identity.permission import Permission
from quiz.identity.role import Role
from quiz.insight import store
from quiz.insight.actions import store as actions
from quiz.insight.cells import Band, Withheld
from quiz.insight.charts.drawing import Drawing
from quiz.insight.charts.render import cell_words, drawings, rate_words
from quiz.insight.entities import store as entities
from quiz.insight.figures import MinistryFigures
from quiz.insight.headcount import Headcount
from quiz.insight.headcounts import store as headcounts
from quiz.insight.history import store as history
from quiz.insight.history.store import Week
from quiz.insight.movement import movement
from quiz.insight.page import Chart, DashboardPage, MinistryLine, ModuleLine, PilotPage, WeekLine, figure
from quiz.insight.pooling import published_table, state_figures
from quiz.insight.position import position
from quiz.insight.preparation import store as visits
from quiz.insight.publication_calendar import next_publication
from quiz.insight.quarters import store as quarters
from quiz.insight.quarters.quarter import quarter_of
from quiz.insight.quarters.store import ClosedQuarter
from quiz.insight.reorganisation import store as reorganisation
from quiz.insight.targets import store as targets
from quiz.insight.targets.pace import Forecast, NoForecast, Pace, Published, forecast, pace
from quiz.insight.targets.target import Target, current
from quiz.refusal import Reason, Refused
from quiz.storage.transaction import writing
from quiz.web.formats import PARIS, day, number
from quiz.web.language import typo
from quiz.web.rendering import render

# Closed quarters whose report is offered: two years of them.
REPORTED = 8

pages = Blueprint("insight", __name__, template_folder="templates")


@pages.get("/tableau-de-bord")
@requires(Permission.SEE_MINISTRY_FIGURES)
def own_dashboard(call: Call[None]) -> ResponseReturnValue:
    """A referent opens the dashboard of their first ministry; a pilot sees them all."""
    own = call.asker.ministries(Role.REFERENT) or call.asker.ministries(Role.FORMER_REFERENT)
    if own:
        return redirect(url_for("insight.dashboard", ministry_id=own[0]), 303)
    return redirect(url_for("insight.pilot"), 303)


@pages.get("/tableau-de-bord/<ministry_id>")
@requires(Permission.SEE_MINISTRY_FIGURES, scope="ministry_id")
def dashboard(call: Call[None], ministry_id: str) -> ResponseReturnValue:
    """A referent looks at a ministry of their scope; the day is kept, once a day, for the pilot.

    By ministry, without the hour or the referent: the one thing that this GET writes, in a transaction of its own.
    """
    page = dashboard_page(call, ministry_id)
    if ministry_id in call.asker.ministries(Role.REFERENT):
        if visits.last_visit(call.connection, ministry_id) != call.today:
            with writing() as connection:
                visits.keep_visit(connection, ministry_id, call.today)
        page = replace(page, visit_is_kept=True)
    return render("insight/dashboard.html", page)


def dashboard_page(call: Call[None], ministry_id: str, closed: ClosedQuarter | None = None) -> DashboardPage:
    """What is published of a ministry, or was closed of a quarter: one value for page, charts and report."""
    known = {ministry.id: ministry for ministry in identity.ministries(call.connection)}
    if ministry_id not in known:
        raise Refused(Reason.NOT_FOUND)
    before_then = readable_before(call, ministry_id)
    publication = closed.publication if closed else store.latest_publication(call.connection, before=before_then)
    as_of = publication.published_at if publication else call.now
    declared = headcounts.known(call.connection, as_of)
    of_ministries = declared.of_ministries
    every = store.figures_beside(call.connection, publication, ministry_id, of_ministries) if publication else {}
    figures, headcount = every.get(ministry_id), of_ministries.get(ministry_id)
    until = end_of(closed.closed_on) if closed else as_of
    weeks = history.weeks(call.connection, ministry_id, until) if figures else ()
    before = weeks[-2].cell if len(weeks) > 1 else None
    small_group = publication.small_group if publication else call.given.settings.small_group
    of_then = (until, closed.closed_on) if closed else (call.now, call.today)
    target = current(targets.targets(call.connection, ministry_id, of_then[0]), of_then[1])
    own = call.asker.ministries(Role.REFERENT)
    declares = call.asker.may(Permission.DECLARE_HEADCOUNT, ministry_id)
    reports = figures is not None and call.asker.may(Permission.EXPORT_FIGURES, ministry_id)
    closings = quarters.closings(call.connection, REPORTED) if reports else ()
    quarter = quarter_of(paris_day(as_of))
    named = titles(call) if figures else {}
    page = DashboardPage(
        title=known[ministry_id].name,
        ministry=known[ministry_id],
        others=tuple(known[other] for other in own if other in known and other != ministry_id),
        published_at=publication.published_at if publication else None,
        next_at=next_publication(call.now, PARIS),
        small_group=small_group,
        headcount=headcount,
        at_least_one=figure(figures.at_least_one, headcount) if figures else None,
        whole_path=figure(figures.whole_path, headcount) if figures else None,
        modules=module_lines(named, figures, headcount) if figures else (),
        movement=movement(before, figures.at_least_one, small_group) if figures else None,
        first_weeks=figures is None or isinstance(figures.at_least_one, Withheld),
        invitation_url=url_for("learning.home", _external=True),
        headcount_url=url_for("headcounts.headcount", ministry_id=ministry_id) if declares else "",
        target_url=url_for("targets.target", ministry_id=ministry_id) if declares else "",
        report_url=url_for("report.take_away", ministry_id=ministry_id) if reports else "",
        demonstration=call.given.settings.demonstration,
        weeks=week_lines(weeks),
        state=state_figures(published_table(list(every.values()), publication.pooled)) if publication else None,
        position=position(ministry_id, every.values(), small_group),
        target=target,
        actions=tuple(each.action for each in actions.actions(call.connection, ministry_id, before_then or call.now)),
        actions_url=url_for("actions.actions", ministry_id=ministry_id) if declares else "",
        closing=closed.closing if closed else None,
        closings=closings,
        closed_already=next((each for each in closings if each.quarter == quarter), None),
    )
    if publication and figures and known[ministry_id].entities_open:
        page = replace(page, entities=entities.table(call.connection, publication, figures, declared.of_entities))
    if publication and not closed and known[ministry_id].reorganised:
        places = reorganisation.tables(call.connection, publication, known, of_ministries, named, ministry_id)
        page = replace(page, reorganised=places)
    if figures and headcount and target and weeks:
        found, leads_to = steering(figures, headcount, target, weeks)
        page = replace(page, pace=found, forecast=leads_to)
    charts = {drawing.name: chart(ministry_id, drawing) for drawing in drawings(page)}
    return replace(page, sentence=sentence(page), charts=charts)


def steering(
    figures: MinistryFigures, headcount: Headcount, target: Target, weeks: Sequence[Week]
) -> tuple[Pace | None, Forecast | NoForecast | None]:
    """The pace a target takes, and where the weeks published lead."""
    published = [Published(paris_day(week.published_at), week.cell) for week in weeks]
    ahead = target.on > published[-1].on
    return (
        pace(target, figures.at_least_one, headcount.value, published[-1].on),
        forecast(published, target.on, headcount.value) if ahead else None,
    )


def week_lines(weeks: Sequence[Week]) -> tuple[WeekLine, ...]:
    """The weeks to draw: of those before the first figure, the last alone."""
    shown = [at for at, week in enumerate(weeks) if not isinstance(week.cell, Withheld)]
    drawn = weeks[max(shown[0] - 1, 0) :] if shown else ()
    return tuple(WeekLine(week.published_at, figure(week.cell, None)) for week in drawn)


def chart(ministry_id: str, drawing: Drawing) -> Chart:
    """A drawing, and the addresses it is taken away from."""
    svg_url, png_url = (
        url_for("charts.chart", ministry_id=ministry_id, name=drawing.name, extension=extension)
        for extension in ("svg", "png")
    )
    return Chart(drawing, svg_url, png_url)


def sentence(page: DashboardPage) -> str:
    """Where the ministry stands, in one sentence that can be pasted anywhere; nothing under the threshold."""
    if page.first_weeks or page.at_least_one is None or page.published_at is None:
        return ""
    agents = cell_words(page.at_least_one, page.small_group)
    who = (
        _("%(ministry)s: nearly all agents reached (at least one module)", ministry=page.ministry.name)
        if isinstance(page.at_least_one.cell, Band)
        else _(
            "%(ministry)s: %(agents)s agents reached (at least one module)", ministry=page.ministry.name, agents=agents
        )
    )
    over = (
        _(
            "out of %(headcount)s declared on %(day)s (perimeter: %(perimeter)s), since the service opened: %(rate)s",
            headcount=number(page.headcount.value),
            day=day(page.headcount.on),
            perimeter=page.headcount.perimeter,
            rate=rate_words(page.at_least_one),
        )
        if page.headcount
        else _("headcount not declared, so no rate")
    )
    dated = (
        _("Figures closed on %(day)s.", day=day(page.closing.on))
        if page.closing
        else _("Figures published on %(day)s.", day=day(page.published_at))
    )
    said = _("%(who)s, %(over)s.", who=who, over=over)
    return typo(f"{said} {dated} {invented(page)}".strip())


def invented(page: DashboardPage) -> str:
    """What every sentence and chart of a demonstration bears."""
    return _("Invented data.") if page.demonstration else ""


def readable_before(call: Call[None], ministry_id: str) -> datetime | None:
    """The moment before which figures must have been published to be read; none for those whose role still holds."""
    last_day = call.asker.reads_until(ministry_id)
    return None if last_day is None else end_of(last_day)


def end_of(last_day: date) -> datetime:
    """The moment a day is over, in Paris."""
    return datetime.combine(last_day + timedelta(days=1), time(), PARIS)


@pages.get("/pilotage")
@requires(Permission.SEE_ALL_FIGURES)
def pilot(call: Call[None]) -> ResponseReturnValue:
    """The pilot looks at all ministries side by side."""
    known = {ministry.id: ministry for ministry in identity.ministries(call.connection)}
    publication = store.latest_publication(call.connection)
    figures = store.figures(call.connection, publication) if publication else {}
    ordered = [figures[ministry_id] for ministry_id in known if ministry_id in figures]
    table = published_table(ordered, publication.pooled if publication else None)
    headcount = headcounts.known(call.connection, publication.published_at if publication else call.now).of_ministries
    page = PilotPage(
        title=_("All ministries"),
        published_at=publication.published_at if publication else None,
        next_at=next_publication(call.now, PARIS),
        small_group=publication.small_group if publication else call.given.settings.small_group,
        lines=tuple(
            ministry_line(known[each.ministry], each, headcount.get(each.ministry))
            for each in table.ministries + table.alone
        ),
        pooled=figure(table.pooled.cell, None) if table.pooled and table.pooled.siblings else None,
        pooled_names=tuple(known[sibling].short_name for sibling in table.pooled.siblings) if table.pooled else (),
        state=state_figures(table) if publication else None,
        reorganised=reorganisation.tables(call.connection, publication, known, headcount, {}) if publication else (),
    )
    return render("insight/pilot.html", page)


def module_lines(
    named: Mapping[str, str], figures: MinistryFigures, headcount: Headcount | None
) -> tuple[ModuleLine, ...]:
    """The modules of a ministry, in the order titles are given in."""
    by_module = {module.module: module for module in figures.modules}
    return tuple(
        ModuleLine(
            title,
            figure(by_module[slug].started, headcount),
            figure(by_module[slug].completed, headcount),
            figure(by_module[slug].passed, headcount),
        )
        for slug, title in named.items()
        if slug in by_module
    )


def titles(call: Call[None]) -> dict[str, str]:
    """The titles of the modules of the series, by their slug, in its order."""
    series, versions = content.proposed(call.connection)
    return {slug: title(call, versions[slug]) for slug in (series.modules if series else ()) if slug in versions}


def title(call: Call[None], version_id: int) -> str:
    """The title of a version, in the reader's language where it is translated."""
    version = call.given.shelf.version(call.connection, version_id)
    return call.given.shelf.module(call.connection, version, str(get_locale()), call.now).title


def ministry_line(ministry: Ministry, figures: MinistryFigures, headcount: Headcount | None) -> MinistryLine:
    """One ministry of the table."""
    return MinistryLine(
        ministry,
        figure(figures.at_least_one, headcount),
        figure(figures.whole_path, headcount),
        headcount,
        url_for("insight.dashboard", ministry_id=ministry.id),
    )
