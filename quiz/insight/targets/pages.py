"""The page on which a referent or a pilot declares a ministry's target."""

from flask import Blueprint, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from quiz.identity import store as identity
from quiz.identity.audit import store as audit
from quiz.identity.audit.act import Act, signature
from quiz.identity.guard import Call, requires
from quiz.identity.permission import Permission
from quiz.insight.headcounts import store as headcounts
from quiz.insight.targets import store
from quiz.insight.targets.page import TargetPage
from quiz.insight.targets.target import Declaration, Field, Mistake, Mistakes, Target, read
from quiz.refusal import Reason, Refused
from quiz.web.rendering import render

pages = Blueprint("targets", __name__)


@pages.get("/tableau-de-bord/<ministry_id>/objectif")
@requires(Permission.DECLARE_TARGET, scope="ministry_id")
def target(call: Call[None], ministry_id: str) -> ResponseReturnValue:
    """A referent looks at the targets of the ministry, and at the form."""
    return render("insight/target.html", target_page(call, ministry_id, Declaration(), {}))


@pages.post("/tableau-de-bord/<ministry_id>/objectif")
@requires(Permission.DECLARE_TARGET, scope="ministry_id")
def declare(call: Call[None], ministry_id: str) -> ResponseReturnValue:
    """A referent declares the target; whatever is wrong is told at once, and nothing is kept."""
    typed = Declaration(*(request.form.get(field.value, "") for field in Field))
    declared = read(typed, call.today)
    if not isinstance(declared, Target):
        return render("insight/target.html", target_page(call, ministry_id, typed, declared), 422)
    target_page(call, ministry_id, typed, {})  # refuses a ministry that is not known
    store.declare(call.connection, ministry_id, declared, call.today, call.now)
    what = f"{ministry_id}: {declared.percent} %, {declared.on.isoformat()}"
    audit.write(call.connection, Act.TARGET_DECLARED, signature(call.asker.grants), what, call.now)
    return redirect(url_for("insight.dashboard", ministry_id=ministry_id, _anchor="target"), 303)


def target_page(call: Call[None], ministry_id: str, typed: Declaration, mistakes: Mistakes) -> TargetPage:
    """What the page shows of one ministry."""
    known = {ministry.id: ministry for ministry in identity.ministries(call.connection)}
    if ministry_id not in known:
        raise Refused(Reason.NOT_FOUND)
    return TargetPage(
        title=_("Target"),
        ministry=known[ministry_id],
        typed=typed,
        errors={field: told(field, mistake) for field, mistake in mistakes.items()},
        targets=store.targets(call.connection, ministry_id, call.now),
        has_headcount=ministry_id in headcounts.known(call.connection, call.now).of_ministries,
    )


def told(field: Field, mistake: Mistake) -> str:
    """What to correct, in words."""
    if mistake is Mistake.MISSING:
        missing: dict[Field, str] = {
            Field.PERCENT: _("Write the share to reach, such as 60."),
            Field.ON: _("Write the day by which it is to be reached."),
        }
        return missing[field]
    words: dict[Mistake, str] = {
        Mistake.NOT_A_SHARE: _("A share is a whole number of per cent, such as 60."),
        Mistake.NOBODY: _("A target is at least 1 per cent: there is nothing to reach at 0."),
        Mistake.MORE_THAN_ALL: _("A target is at most 100 per cent: the whole headcount."),
        Mistake.NOT_A_DAY: _("This is no day. Write it as year-month-day, such as 2026-01-31."),
        Mistake.PAST: _("This day is not to come: a target is for later."),
        Mistake.TOO_FAR: _("This day is more than three years away: choose a nearer one."),
    }
    return words[mistake]
