"""The page on which the pilot prepares the quarterly meeting."""

from datetime import date, timedelta

from flask import Blueprint, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from quiz.identity import store as identity
from quiz.identity.guard import Call, requires
from quiz.identity.ministry import Ministry, MinistryKind
from quiz.identity.permission import Permission
from quiz.insight import store as insight
from quiz.insight.figures import MinistryFigures
from quiz.insight.headcount import Headcount
from quiz.insight.headcounts import store as headcounts
from quiz.insight.page import figure
from quiz.insight.preparation import store
from quiz.insight.preparation.attention import Attention, Standing, needed, urgency
from quiz.insight.preparation.page import PreparationLine, PreparationPage
from quiz.insight.publication_calendar import next_publication
from quiz.insight.quarters.quarter import last_end, quarter_of
from quiz.insight.quarters.store import closed_quarters
from quiz.insight.targets import store as targets
from quiz.insight.targets.target import Target, current
from quiz.web.formats import PARIS
from quiz.web.rendering import render

pages = Blueprint("preparation", __name__)
MONTH = timedelta(days=30)


@pages.get("/pilotage/preparation")
@requires(Permission.SEE_ALL_FIGURES)
def preparation(call: Call[None]) -> ResponseReturnValue:
    """The pilot looks at what each ministry still needs before the meeting."""
    publication = insight.latest_publication(call.connection)
    figures = insight.figures(call.connection, publication) if publication else {}
    # As declared today: what is wanting is asked for, whatever the last publication could use.
    declared_headcounts = headcounts.known(call.connection, call.now).of_ministries
    declared, visits = targets.all_targets(call.connection), store.last_visits(call.connection)
    closed = closed_quarters(call.connection)
    ended = quarter_of(last_end(call.today))
    found = []
    for ministry in identity.ministries(call.connection):
        # One that is gone has nobody to come to the meeting.
        if ministry.kind is MinistryKind.MINISTRY and ministry.in_force(call.today):
            of_it = figures.get(ministry.id)
            standing = Standing(
                of_it.at_least_one if of_it else None,
                declared_headcounts.get(ministry.id),
                current(declared.get(ministry.id, ()), call.today),
                visits.get(ministry.id),
            )
            needs = needed(standing, call.today)
            found.append((urgency(needs), line(ministry, of_it, standing, needs, call.today)))
    page = PreparationPage(
        title=_("Preparing the quarterly meeting"),
        published_at=publication.published_at if publication else None,
        next_at=next_publication(call.now, PARIS),
        last_closing=closed[0].closing if closed else None,
        ended_quarter=ended,
        ended_is_closed=any(each.quarter >= ended for each in closed),
        small_group=publication.small_group if publication else call.given.settings.small_group,
        # Ministries that need as much stay in the order of the other pages: this sort is stable.
        lines=tuple(each for _urgency, each in sorted(found, key=lambda each: each[0])),
    )
    return render("insight/preparation.html", page)


def line(
    ministry: Ministry, figures: MinistryFigures | None, standing: Standing, needs: tuple[Attention, ...], today: date
) -> PreparationLine:
    """One ministry, in words."""
    headcount: Headcount | None = standing.headcount
    target: Target | None = standing.target
    return PreparationLine(
        ministry,
        url_for("insight.dashboard", ministry_id=ministry.id),
        figure(figures.at_least_one, headcount) if figures else None,
        headcount,
        (today - headcount.on) // MONTH if headcount else 0,
        target,
        standing.visited_on,
        tuple(told(need) for need in needs),
    )


def told(need: Attention) -> str:
    """What is wanting, in words."""
    words: dict[Attention, str] = {
        Attention.NO_HEADCOUNT: _("headcount to be declared: no rate until then"),
        Attention.HEADCOUNT_OUTGROWN: _("headcount under a published figure: a more recent one is needed"),
        Attention.OLD_HEADCOUNT: _("headcount over a year old"),
        Attention.NO_FIGURE: _("no figure shown yet: the invitation is to be sent again"),
        Attention.NEVER_VISITED: _("dashboard never opened by a referent"),
        Attention.NOT_VISITED_LATELY: _("dashboard not opened for a quarter"),
        Attention.NO_TARGET: _("target to be declared"),
        Attention.TARGET_PAST: _("target past: the next one is to be declared"),
    }
    return words[need]
