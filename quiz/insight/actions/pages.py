"""The page on which a referent or a pilot declares what a ministry did besides the modules."""

from flask import Blueprint, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from quiz.identity import store as identity
from quiz.identity.audit import store as audit
from quiz.identity.audit.act import Act, signature
from quiz.identity.guard import Call, requires
from quiz.identity.ministry import Ministry
from quiz.identity.permission import Permission
from quiz.insight.actions import store
from quiz.insight.actions.action import (
    LONGEST_SOURCE,
    LONGEST_TITLE,
    MOST,
    Action,
    Declaration,
    Field,
    Mistake,
    Mistakes,
    read,
)
from quiz.insight.actions.page import ActionLine, ActionsPage
from quiz.refusal import Reason, Refused
from quiz.web.formats import number as written
from quiz.web.rendering import render

pages = Blueprint("actions", __name__)


@pages.get("/tableau-de-bord/<ministry_id>/actions")
@requires(Permission.DECLARE_ACTIONS, scope="ministry_id")
def actions(call: Call[None], ministry_id: str) -> ResponseReturnValue:
    """A referent looks at the actions of the ministry, and at the form."""
    return render("insight/actions.html", actions_page(call, ministry_id, Declaration(), {}))


@pages.post("/tableau-de-bord/<ministry_id>/actions")
@requires(Permission.DECLARE_ACTIONS, scope="ministry_id")
def declare(call: Call[None], ministry_id: str) -> ResponseReturnValue:
    """A referent declares an action; whatever is wrong is told at once, and nothing is kept."""
    typed = Declaration(*(request.form.get(field.value, "") for field in Field))
    declared = read(typed, call.today)
    if not isinstance(declared, Action):
        return render("insight/actions.html", actions_page(call, ministry_id, typed, declared), 422)
    known_ministry(call, ministry_id)
    store.declare(call.connection, ministry_id, declared, call.now)
    log(call, Act.ACTION_DECLARED, ministry_id, declared)
    return redirect(url_for("actions.actions", ministry_id=ministry_id), 303)


@pages.post("/tableau-de-bord/<ministry_id>/actions/<int(max=2147483647):number>/retrait")
@requires(Permission.DECLARE_ACTIONS, scope="ministry_id")
def withdraw(call: Call[None], ministry_id: str, number: int) -> ResponseReturnValue:
    """A referent withdraws an action; the log remembers what it was."""
    withdrawn = store.withdraw(call.connection, ministry_id, number)
    if withdrawn is None:
        raise Refused(Reason.NOT_FOUND)
    log(call, Act.ACTION_WITHDRAWN, ministry_id, withdrawn)
    return redirect(url_for("actions.actions", ministry_id=ministry_id), 303)


def log(call: Call[None], act: Act, ministry_id: str, action: Action) -> None:
    """Write the act in the audit log, in the same transaction."""
    what = f"{ministry_id}: {action.on.isoformat()}, {action.title}, {action.participants}"
    audit.write(call.connection, act, signature(call.asker.grants), what, call.now)


def actions_page(call: Call[None], ministry_id: str, typed: Declaration, mistakes: Mistakes) -> ActionsPage:
    """What the page shows of one ministry."""
    kept = store.actions(call.connection, ministry_id, call.now)
    return ActionsPage(
        title=_("Other actions"),
        ministry=known_ministry(call, ministry_id),
        typed=typed,
        errors={field: told(field, mistake) for field, mistake in mistakes.items()},
        lines=tuple(
            ActionLine(each.action, url_for("actions.withdraw", ministry_id=ministry_id, number=each.number))
            for each in kept
        ),
    )


def known_ministry(call: Call[None], ministry_id: str) -> Ministry:
    """The ministry, where there is one."""
    for ministry in identity.ministries(call.connection):
        if ministry.id == ministry_id:
            return ministry
    raise Refused(Reason.NOT_FOUND)


def told(field: Field, mistake: Mistake) -> str:
    """What to correct, in words."""
    if mistake is Mistake.MISSING:
        missing: dict[Field, str] = {
            Field.TITLE: _("Write what was done, such as “Workshop: sorting one’s mailbox”."),
            Field.ON: _("Write the day on which it took place."),
            Field.PARTICIPANTS: _("Write how many people took part."),
            Field.SOURCE: _("Write where the number comes from, such as a sign-in sheet."),
        }
        return missing[field]
    words: dict[Mistake, str] = {
        Mistake.TOO_LONG: _(
            "%(most)s characters at most.", most=LONGEST_TITLE if field is Field.TITLE else LONGEST_SOURCE
        ),
        Mistake.NAMES_SOMEONE: _("Name the action or the post, never a person, nor an address."),
        Mistake.NOT_A_DAY: _("This is no day. Write it as year-month-day, such as 2026-01-31."),
        Mistake.IN_THE_FUTURE: _("This day is still to come: declare the action once it has taken place."),
        Mistake.TOO_OLD: _("This day is more than ten years ago: is the year right?"),
        Mistake.NOT_A_NUMBER: _("A number of participants is a whole number written in digits, such as 120."),
        Mistake.NOBODY: _("An action had at least one participant."),
        Mistake.TOO_MANY: _("Over %(most)s participants: is there a digit too many?", most=written(MOST)),
    }
    return words[mistake]
