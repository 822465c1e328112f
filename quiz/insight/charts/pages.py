"""The charts of a dashboard, to take away: SVG for those who go on working on it, PNG for a slide."""

from flask import Blueprint, Response
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from quiz.identity.guard import Call, requires
from quiz.identity.permission import Permission
from quiz.insight.charts.drawing import to_take_away
from quiz.insight.charts.render import png
from quiz.insight.page import DashboardPage
from quiz.insight.pages import dashboard_page, invented
from quiz.refusal import Reason, Refused
from quiz.web.formats import day
from quiz.web.language import typo

pages = Blueprint("charts", __name__)
TYPES = {"svg": "image/svg+xml", "png": "image/png"}


@pages.get("/tableau-de-bord/<ministry_id>/graphiques/<name>.<extension>")
@requires(Permission.SEE_MINISTRY_FIGURES, scope="ministry_id")
def chart(call: Call[None], ministry_id: str, name: str, extension: str) -> ResponseReturnValue:
    """A referent takes a chart away, as the page shows it now."""
    page = dashboard_page(call, ministry_id)
    if name not in page.charts or extension not in TYPES:
        raise Refused(Reason.NOT_FOUND)
    svg = to_take_away(page.charts[name].drawing, typo(page.ministry.name), foot(page))
    response = Response(svg if extension == "svg" else png(svg), mimetype=TYPES[extension])
    response.headers["Content-Disposition"] = f'attachment; filename="{ministry_id}-{name}.{extension}"'
    return response


def foot(page: DashboardPage) -> str:
    """When the figures were published, and whether they are invented."""
    if page.published_at is None:
        return ""
    said = _("Figures published on %(day)s.", day=day(page.published_at))
    return typo(f"{said} {invented(page)}".strip())
