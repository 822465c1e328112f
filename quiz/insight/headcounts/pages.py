"""The page on which a referent or a pilot declares a ministry's headcount."""

from flask import Blueprint, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from quiz.identity import store as identity
from quiz.identity.audit import store as audit
from quiz.identity.audit.act import Act, signature
from quiz.identity.guard import Call, requires
from quiz.identity.permission import Permission
from quiz.insight import store
from quiz.insight.headcount import LARGEST, LONGEST, Declaration, Field, Headcount, Mistake, Mistakes, read
from quiz.insight.headcounts.files import job_ceilings
from quiz.insight.headcounts.page import HeadcountPage, too_small
from quiz.insight.publication_calendar import next_publication
from quiz.refusal import Reason, Refused
from quiz.web.formats import PARIS, number
from quiz.web.rendering import render

pages = Blueprint("headcounts", __name__)


@pages.get("/tableau-de-bord/<ministry_id>/effectif")
@requires(Permission.DECLARE_HEADCOUNT, scope="ministry_id")
def headcount(call: Call[None], ministry_id: str) -> ResponseReturnValue:
    """A referent looks at the headcounts of the ministry, and at the form."""
    return render("insight/headcount.html", headcount_page(call, ministry_id, Declaration(), {}))


@pages.post("/tableau-de-bord/<ministry_id>/effectif")
@requires(Permission.DECLARE_HEADCOUNT, scope="ministry_id")
def declare(call: Call[None], ministry_id: str) -> ResponseReturnValue:
    """A referent declares the headcount; whatever is wrong is told at once, and nothing is kept."""
    typed = Declaration(*(request.form.get(field.value, "") for field in Field))
    declared = read(typed, call.today)
    if not isinstance(declared, Headcount):
        return render("insight/headcount.html", headcount_page(call, ministry_id, typed, declared), 422)
    headcount_page(call, ministry_id, typed, {})  # refuses a ministry that is not known
    store.declare_headcount(call.connection, ministry_id, declared, call.now)
    what = f"{ministry_id}: {declared.value}, {declared.on.isoformat()}"
    audit.write(call.connection, Act.HEADCOUNT_DECLARED, signature(call.asker.grants), what, call.now)
    return redirect(url_for("headcounts.headcount", ministry_id=ministry_id), 303)


def headcount_page(call: Call[None], ministry_id: str, typed: Declaration, mistakes: Mistakes) -> HeadcountPage:
    """What the page shows of one ministry."""
    known = {ministry.id: ministry for ministry in identity.ministries(call.connection)}
    if ministry_id not in known:
        raise Refused(Reason.NOT_FOUND)
    history = store.declared_headcounts(call.connection, ministry_id)
    publication = store.latest_publication(call.connection)
    published = store.figures(call.connection, publication, ministry_id).get(ministry_id) if publication else None
    small_group = publication.small_group if publication else call.given.settings.small_group
    return HeadcountPage(
        title=_("Headcount"),
        ministry=known[ministry_id],
        typed=typed,
        errors={field: told(field, mistake) for field, mistake in mistakes.items()},
        latest_day=call.today.isoformat(),
        history=history,
        ceiling=job_ceilings(call.given.settings.content_folder / "reference").get(ministry_id),
        too_small=too_small(history[0].headcount if history else None, published, small_group),
        next_at=next_publication(call.now, PARIS),
    )


def told(field: Field, mistake: Mistake) -> str:
    """What to correct, in words."""
    if mistake is Mistake.MISSING:
        missing: dict[Field, str] = {
            Field.AGENTS: _("Write how many agents there were."),
            Field.ON: _("Write the day on which they were counted."),
            Field.SOURCE: _("Write where the number comes from: without a source, no rate can be defended."),
            Field.PERIMETER: _("Write who is counted in it, and who is not."),
        }
        return missing[field]
    words: dict[Mistake, str] = {
        Mistake.NOT_A_NUMBER: _("A headcount is a whole number written in digits, such as 5 500."),
        Mistake.NOBODY: _("A headcount is at least 1: there is no rate over nobody."),
        Mistake.TOO_MANY: _("Over %(most)s agents: is there a digit too many?", most=number(LARGEST)),
        Mistake.NOT_A_DAY: _("This is no day. Write it as year-month-day, such as 2026-01-31."),
        Mistake.IN_THE_FUTURE: _("This day is still to come: a headcount says how many agents there were."),
        Mistake.TOO_LONG: _("%(most)s characters at most.", most=LONGEST),
    }
    return words[mistake]
