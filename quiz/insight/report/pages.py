"""The quarterly report, by one button of the dashboard."""

from flask import Blueprint, Response
from flask.typing import ResponseReturnValue
from flask_babel import force_locale

from quiz.identity.audit import store as audit
from quiz.identity.audit.act import BETWEEN, Act, signature
from quiz.identity.guard import Call, requires
from quiz.identity.permission import Permission
from quiz.insight.pages import dashboard_page
from quiz.insight.report.render import Unreportable, quarter, report
from quiz.refusal import Reason, Refused

pages = Blueprint("report", __name__)


@pages.post("/tableau-de-bord/<ministry_id>/rapport")
@requires(Permission.EXPORT_FIGURES, scope="ministry_id")
def take_away(call: Call[None], ministry_id: str) -> ResponseReturnValue:
    """A referent takes the report of the quarter away: the figures of the dashboard, which the log remembers."""
    # It goes to a meeting held in French, whatever language the referent reads in.
    with force_locale("fr"):
        page = dashboard_page(call, ministry_id)
        try:
            made = report(page)
        except Unreportable:
            raise Refused(Reason.NOT_FOUND) from None
    audit.write(
        call.connection,
        Act.FIGURES_EXPORTED,
        signature(call.asker.grants),
        BETWEEN.join((quarter(page), "pdf", ministry_id)),
        call.now,
    )
    response = Response(made, mimetype="application/pdf")
    response.headers["Content-Disposition"] = f'attachment; filename="rapport-{ministry_id}-{quarter(page)}.pdf"'
    return response
