"""The page on which the pilot closes a quarter: all ministries on the same day."""

from flask import Blueprint, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from quiz.content import store as content
from quiz.identity import store as identity
from quiz.identity.audit import store as audit
from quiz.identity.audit.act import Act, signature
from quiz.identity.guard import Call, requires
from quiz.identity.ministry import Ministry
from quiz.identity.permission import Permission
from quiz.insight import store
from quiz.insight.page import figure
from quiz.insight.pages import title as module_title
from quiz.insight.pooling import published_table, state_figures
from quiz.insight.quarters.page import CorrectionLine, QuarterLine, QuartersPage
from quiz.insight.quarters.quarter import Correction, NotClosed, closing_day
from quiz.insight.quarters.store import ClosedQuarter, close, closed_quarters, corrections_of
from quiz.web.rendering import render

pages = Blueprint("quarters", __name__)
# Two years of them; exports and the API have every one.
SHOWN = 8


@pages.get("/pilotage/trimestres")
@requires(Permission.SEE_ALL_FIGURES)
def quarters(call: Call[None]) -> ResponseReturnValue:
    """The pilot looks at the quarters closed."""
    return render("insight/quarters.html", quarters_page(call))


@pages.post("/pilotage/trimestres")
@requires(Permission.CLOSE_QUARTER)
def close_quarter(call: Call[None]) -> ResponseReturnValue:
    """The pilot closes a quarter on a day; a wrong day is told, and nothing is kept."""
    typed = request.form.get("on", "")
    day = closing_day(typed, call.today, [each.quarter for each in closed_quarters(call.connection)])
    if isinstance(day, NotClosed):
        return render("insight/quarters.html", quarters_page(call, typed, told(day)), 422)
    closed = close(call.connection, day, call.given.settings.small_group, call.now)
    if closed is None:
        error = _("No module is published yet: there is nothing to count.")
        return render("insight/quarters.html", quarters_page(call, typed, error), 422)
    what = f"{closed.quarter}: {day.isoformat()}"
    audit.write(call.connection, Act.FIGURES_PUBLISHED, signature(call.asker.grants), what, call.now)
    return redirect(url_for("quarters.quarters"), 303)


def quarters_page(call: Call[None], typed: str = "", error: str = "") -> QuartersPage:
    """What the page shows."""
    known = {ministry.id: ministry for ministry in identity.ministries(call.connection)}
    return QuartersPage(
        title=_("Closed quarters"),
        quarters=tuple(quarter_line(call, quarter, known) for quarter in closed_quarters(call.connection)[:SHOWN]),
        typed=typed,
        error=error,
        latest_day=call.today.isoformat(),
        small_group=call.given.settings.small_group,
    )


def quarter_line(call: Call[None], quarter: ClosedQuarter, known: dict[str, Ministry]) -> QuarterLine:
    """One closed quarter."""
    figures = store.figures(call.connection, quarter.publication)
    state = state_figures(published_table(list(figures.values()), None))
    moved = corrections_of(call.connection, quarter)
    versions = content.current_versions(call.connection)
    return QuarterLine(
        quarter.quarter,
        quarter.closed_on,
        quarter.closed_at,
        state,
        tuple(correction_line(call, each, known[each.ministry], versions) for each in moved),
    )


def correction_line(
    call: Call[None], correction: Correction, ministry: Ministry, versions: dict[str, int]
) -> CorrectionLine:
    """One figure corrected, the module by its title."""
    module, measure = correction.place
    return CorrectionLine(
        ministry,
        module_title(call, versions[module]) if module else "",
        measure,
        figure(correction.closed, None),
        figure(correction.corrected, None),
    )


def told(refused: NotClosed) -> str:
    """Why a quarter is not closed, in words."""
    words: dict[NotClosed, str] = {
        NotClosed.MISSING: _("Write the day on which the figures are closed."),
        NotClosed.NOT_A_DAY: _("This is no day. Write it as year-month-day, such as 2026-01-31."),
        NotClosed.IN_THE_FUTURE: _("This day is still to come: its figures are not known."),
        NotClosed.CLOSED_ALREADY: _("The quarter of this day is closed already, and is never rewritten."),
    }
    return words[refused]
