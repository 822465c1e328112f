"""The quarterly report, by one button of the dashboard."""

from dataclasses import replace

from flask import Blueprint, Response, request
from flask.typing import ResponseReturnValue
from flask_babel import force_locale
from flask_babel import gettext as _

from quiz.content import store as content
from quiz.identity.audit import store as audit
from quiz.identity.audit.act import BETWEEN, Act, signature
from quiz.identity.guard import Call, paris_day, requires
from quiz.identity.permission import Permission
from quiz.insight import store
from quiz.insight.cells import Withheld
from quiz.insight.page import DashboardPage
from quiz.insight.pages import dashboard_page
from quiz.insight.quarters.page import CorrectionLine
from quiz.insight.quarters.pages import correction_line
from quiz.insight.quarters.quarter import quarter_of
from quiz.insight.quarters.store import ClosedQuarter, closed_quarters, corrections_of
from quiz.insight.report.render import quarter, report
from quiz.refusal import Reason, Refused
from quiz.web.rendering import render

pages = Blueprint("report", __name__)


@pages.post("/tableau-de-bord/<ministry_id>/rapport")
@requires(Permission.EXPORT_FIGURES, scope="ministry_id")
def take_away(call: Call[None], ministry_id: str) -> ResponseReturnValue:
    """A referent takes the report of a quarter away, which the log remembers; where there is none, the page says why.

    A closed quarter gives its closed figures, even while it is the current one; the others give those of the week.
    """
    closed = closed_asked(call)
    if not shown(call, ministry_id, closed):
        page = dashboard_page(call, ministry_id)
        return render("insight/dashboard.html", replace(page, no_report=told(page.first_weeks)), 422)
    # It goes to a meeting held in French, whatever language the referent reads in.
    with force_locale("fr"):
        page = dashboard_page(call, ministry_id, closed)
        made = report(page, corrected(call, page, closed))
    what = BETWEEN.join((quarter(page), "pdf", ministry_id))
    audit.write(call.connection, Act.FIGURES_EXPORTED, signature(call.asker.grants), what, call.now)
    response = Response(made, mimetype="application/pdf")
    response.headers["Content-Disposition"] = f'attachment; filename="rapport-{ministry_id}-{quarter(page)}.pdf"'
    return response


def corrected(call: Call[None], page: DashboardPage, closed: ClosedQuarter | None) -> tuple[CorrectionLine, ...]:
    """What has moved in the figures of the ministry since its quarter was closed: told beside, never in their place."""
    moved = corrections_of(call.connection, closed) if closed else ()
    versions = content.current_versions(call.connection) if moved else {}
    return tuple(
        correction_line(call, each, page.ministry, versions) for each in moved if each.ministry == page.ministry.id
    )


def closed_asked(call: Call[None]) -> ClosedQuarter | None:
    """The closed quarter that is asked for: the one named, or the current one where it is closed already."""
    closed = {each.quarter: each for each in closed_quarters(call.connection)}
    asked = request.form.get("quarter", "")
    if asked and asked not in closed:
        raise Refused(Reason.NOT_FOUND)
    latest = store.latest_publication(call.connection)
    return closed.get(asked or (quarter_of(paris_day(latest.published_at)) if latest else ""))


def shown(call: Call[None], ministry_id: str, closed: ClosedQuarter | None) -> bool:
    """Whether there is a figure to report: nothing is made under the first threshold."""
    publication = closed.publication if closed else store.latest_publication(call.connection)
    found = store.figures(call.connection, publication, ministry_id).get(ministry_id) if publication else None
    return found is not None and not isinstance(found.at_least_one, Withheld)


def told(first_weeks: bool) -> str:
    """Why there is no report, in words."""
    if first_weeks:
        return str(_("A report is made of figures, and none is shown yet. What you can do meanwhile is on this page."))
    return str(_("Nothing of this ministry was shown when that quarter was closed. The report under way has figures."))
