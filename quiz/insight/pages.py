"""The pages of figures: a referent's ministry, and all ministries for the pilot. They read published cells only."""

from datetime import datetime, time, timedelta

from flask import Blueprint, redirect, url_for
from flask.typing import ResponseReturnValue
from flask_babel import get_locale
from flask_babel import gettext as _

from quiz.content import store as content
from quiz.identity import store as identity
from quiz.identity.guard import Call, requires
from quiz.identity.ministry import Ministry
from quiz.identity.permission import Permission
from quiz.identity.role import Role
from quiz.insight import store
from quiz.insight.cells import Withheld
from quiz.insight.figures import MinistryFigures
from quiz.insight.headcount import Headcount
from quiz.insight.movement import movement
from quiz.insight.page import DashboardPage, MinistryLine, ModuleLine, PilotPage, figure
from quiz.insight.pooling import published_table, state_figures
from quiz.insight.publication_calendar import next_publication
from quiz.refusal import Reason, Refused
from quiz.web.formats import PARIS
from quiz.web.rendering import render

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
    """A referent looks at a ministry of their scope."""
    known = {ministry.id: ministry for ministry in identity.ministries(call.connection)}
    if ministry_id not in known:
        raise Refused(Reason.NOT_FOUND)
    publication = store.latest_publication(call.connection, before=readable_before(call, ministry_id))
    figures = before = None
    if publication:
        figures = store.figures(call.connection, publication, ministry_id).get(ministry_id)
        earlier = store.latest_publication(call.connection, before=publication.published_at)
        before = store.figures(call.connection, earlier, ministry_id).get(ministry_id) if earlier else None
    headcount = store.headcounts(call.connection, publication.published_at if publication else call.now)
    own = call.asker.ministries(Role.REFERENT)
    page = DashboardPage(
        title=known[ministry_id].name,
        ministry=known[ministry_id],
        others=tuple(known[other] for other in own if other in known and other != ministry_id),
        published_at=publication.published_at if publication else None,
        next_at=next_publication(call.now, PARIS),
        small_group=publication.small_group if publication else call.given.settings.small_group,
        headcount=headcount.get(ministry_id),
        at_least_one=figure(figures.at_least_one, headcount.get(ministry_id)) if figures else None,
        whole_path=figure(figures.whole_path, headcount.get(ministry_id)) if figures else None,
        modules=module_lines(call, figures, headcount.get(ministry_id)) if figures else (),
        movement=movement(before.at_least_one if before else None, figures.at_least_one, publication.small_group)
        if figures and publication
        else None,
        first_weeks=figures is None or isinstance(figures.at_least_one, Withheld),
        invitation_url=url_for("learning.home", _external=True),
        headcount_url=url_for("headcounts.headcount", ministry_id=ministry_id)
        if call.asker.may(Permission.DECLARE_HEADCOUNT, ministry_id)
        else "",
        demonstration=call.given.settings.demonstration,
    )
    return render("insight/dashboard.html", page)


def readable_before(call: Call[None], ministry_id: str) -> datetime | None:
    """The moment before which figures must have been published to be read; none for those whose role still holds."""
    last_day = call.asker.reads_until(ministry_id)
    return None if last_day is None else datetime.combine(last_day + timedelta(days=1), time(), PARIS)


@pages.get("/pilotage")
@requires(Permission.SEE_ALL_FIGURES)
def pilot(call: Call[None]) -> ResponseReturnValue:
    """The pilot looks at all ministries side by side."""
    known = {ministry.id: ministry for ministry in identity.ministries(call.connection)}
    publication = store.latest_publication(call.connection)
    figures = store.figures(call.connection, publication) if publication else {}
    ordered = [figures[ministry_id] for ministry_id in known if ministry_id in figures]
    table = published_table(ordered, publication.pooled if publication else None)
    headcount = store.headcounts(call.connection, publication.published_at if publication else call.now)
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
    )
    return render("insight/pilot.html", page)


def module_lines(call: Call[None], figures: MinistryFigures, headcount: Headcount | None) -> tuple[ModuleLine, ...]:
    """The modules of a ministry, in the order of the series."""
    versions = content.current_versions(call.connection)
    by_module = {module.module: module for module in figures.modules}
    order = [slug for slug in content.path_modules(call.connection) if slug in by_module]
    return tuple(
        ModuleLine(
            title(call, versions[slug]),
            figure(by_module[slug].started, headcount),
            figure(by_module[slug].completed, headcount),
            figure(by_module[slug].passed, headcount),
        )
        for slug in order
    )


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
