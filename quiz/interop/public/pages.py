"""The public page of statistics, and the same figures as open data: read by anyone, without signing in."""

from flask import Blueprint, Response, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from sqlalchemy.engine import Connection

from quiz.content import store as content
from quiz.identity.guard import Call, requires
from quiz.identity.permission import Permission
from quiz.insight import store as insight
from quiz.insight.exports import store
from quiz.insight.exports.columns import Words, row
from quiz.insight.exports.csv_text import csv_lines
from quiz.insight.exports.line import Line
from quiz.insight.exports.render import words
from quiz.insight.figures import AT_LEAST_ONE, COMPLETED, PASSED, STARTED, WHOLE_PATH
from quiz.insight.publication_calendar import next_publication
from quiz.interop.public.open_figures import FEWEST_MINISTRIES, OPEN_COLUMNS, PLACES, open_lines
from quiz.interop.public.page import Figure, ModuleLine, StatisticsPage
from quiz.privacy.purge import store as purging
from quiz.web.formats import PARIS
from quiz.web.rendering import render

pages = Blueprint("public", __name__, template_folder="../templates")
CSV = "text/csv; charset=utf-8; header=present"
# They change once a week; an hour spares whoever reads them by program, and delays nobody.
KEPT = "public, max-age=3600"


@pages.get("/statistiques")
@requires(Permission.READ_MODULES)
def statistics(call: Call[None]) -> ResponseReturnValue:
    """Anyone looks at how many agents have taken part."""
    publication = insight.latest_publication(call.connection)
    printed = words(call.connection, call.given)
    found = {(line.module, line.measure): line for line in lines(call.connection)}
    modules = dict.fromkeys(module for module, _measure in found if module)

    def figure(module: str, measure: str) -> Figure | None:
        return figure_of(found.get((module, measure)), printed)

    page = StatisticsPage(
        title=_("Public statistics"),
        published_at=publication.published_at if publication else None,
        next_at=next_publication(call.now, PARIS),
        small_group=publication.small_group if publication else call.given.settings.small_group,
        at_least_one=figure("", AT_LEAST_ONE),
        whole_path=figure("", WHOLE_PATH),
        modules=tuple(
            ModuleLine(
                printed.modules.get(module, module),
                figure(module, STARTED),
                figure(module, COMPLETED),
                figure(module, PASSED),
            )
            for module in modules
        ),
        purged_at=purging.last_run(call.connection),
        operator=call.given.settings.operator,
        columns=OPEN_COLUMNS,
        meanings={column.name: _(column.meaning) for column in OPEN_COLUMNS},
        fewest=FEWEST_MINISTRIES,
    )
    return render("interop/statistics.html", page)


@pages.get("/statistiques/chiffres.csv")
@requires(Permission.READ_MODULES)
def open_data(call: Call[None]) -> ResponseReturnValue:
    """Anyone takes the same figures as a file, by hand or by program."""
    printed = words(call.connection, call.given)
    rows = [row(line, printed) for line in lines(call.connection)]
    text = csv_lines([column.name for column in OPEN_COLUMNS], (tuple(each[at] for at in PLACES) for each in rows))
    response = Response("".join(text), content_type=CSV)
    response.headers["Cache-Control"] = KEPT
    response.vary.update(("Cookie", "Accept-Language"))
    response.add_etag()
    return response.make_conditional(request)


def lines(connection: Connection) -> list[Line]:
    """The open lines of the last publication; none before the first."""
    publication = insight.latest_publication(connection)
    if publication is None:
        return []
    order = content.path_modules(connection)
    return list(open_lines(store.published(connection, publication), order))


def figure_of(line: Line | None, printed: Words) -> Figure | None:
    """The figure of a line, in words; none where the total is not open."""
    if line is None or line.total is None:
        return None
    return Figure(printed.cell(line.cell, line.small_group), line.total)
