"""The audit log, for those who answer for the service."""

from dataclasses import dataclass
from datetime import datetime

from flask import Blueprint, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import LazyString, lazy_gettext
from flask_babel import gettext as _

from quiz.identity import store as identity
from quiz.identity.audit import store
from quiz.identity.audit.act import ACCEPTED, BETWEEN, CLOSED, LOADED, OPENED, Act, Entry, Who
from quiz.identity.guard import Call, requires
from quiz.identity.organisation import store as organisations
from quiz.identity.permission import Permission
from quiz.identity.roles.words import ROLES
from quiz.web.rendering import render

pages = Blueprint("audit", __name__, template_folder="templates")
A_PAGE = 50
ACTS: dict[Act, LazyString] = {
    Act.ROLE_GRANTED: lazy_gettext("Role given"),
    Act.ROLE_REVOKED: lazy_gettext("Role taken back"),
    Act.ROLE_REQUEST_DECLINED: lazy_gettext("Request for a role declined"),
    Act.MODULE_PUBLISHED: lazy_gettext("Module published"),
    Act.FIGURES_PUBLISHED: lazy_gettext("Figures published"),
    Act.FIGURES_EXPORTED: lazy_gettext("Figures exported"),
    Act.TOKEN_MADE: lazy_gettext("Token of the API made"),
    Act.TOKEN_REVOKED: lazy_gettext("Token of the API taken back"),
    Act.HEADCOUNT_DECLARED: lazy_gettext("Headcount declared"),
    Act.TARGET_DECLARED: lazy_gettext("Target declared"),
    Act.ACTION_DECLARED: lazy_gettext("Other action declared"),
    Act.ACTION_WITHDRAWN: lazy_gettext("Other action withdrawn"),
    Act.ORGANISATIONS_CHANGED: lazy_gettext("Organisations changed"),
    Act.DATABASE_COPIED: lazy_gettext("Database copied"),
    Act.DATABASE_RESTORED: lazy_gettext("Database restored from a copy"),
    Act.KEY_ROTATED: lazy_gettext("Hashing key changed"),
    Act.LINES_DELETED: lazy_gettext("Lines of this log over a year old deleted"),
}
CHANGES: dict[str, LazyString] = {
    LOADED: lazy_gettext("reference files loaded"),
    OPENED: lazy_gettext("entities opened"),
    CLOSED: lazy_gettext("entities closed"),
    ACCEPTED: lazy_gettext("entities proposed, accepted"),
}
ON_ROLES = frozenset((Act.ROLE_GRANTED, Act.ROLE_REVOKED, Act.ROLE_REQUEST_DECLINED))
WITHOUT_ANYONE = {"command": lazy_gettext("Operator, by command"), "timer": lazy_gettext("The timer")}


@dataclass(frozen=True)
class Line:
    """One act, in words."""

    at: datetime
    act: str
    who: str
    what: str


@dataclass(frozen=True)
class AuditPage:
    """A stretch of the log, and where older acts are."""

    title: str
    lines: tuple[Line, ...]
    older_url: str | None


@pages.get("/journal")
@requires(Permission.READ_AUDIT)
def log(call: Call[None]) -> ResponseReturnValue:
    """A pilot or an operator reads who did what."""
    before = request.args.get("avant", "")
    number = int(before) if before.isdecimal() and len(before) < 10 else None
    entries = store.latest(call.connection, A_PAGE + 1, number)
    names = {each.id: each.name for each in organisations.every_entity(call.connection)}
    names |= {ministry.id: ministry.short_name for ministry in identity.ministries(call.connection)}
    shown = entries[:A_PAGE]
    older = url_for("audit.log", avant=shown[-1].number) if len(entries) > A_PAGE else None
    page = AuditPage(_("Audit log"), tuple(in_words(entry, names) for entry in shown), older)
    return render("audit/log.html", page)


def in_words(entry: Entry, names: dict[str, str]) -> Line:
    """A line of the log in the reader's language; labels and slugs are as they were written."""
    what = entry.what
    if entry.act in ON_ROLES:
        role, *rest = what.split(BETWEEN)
        what = ", ".join([_(ROLES.get(role, role)), *(names.get(part, part) for part in rest)])
    if entry.act is Act.ORGANISATIONS_CHANGED:
        what = ", ".join(str(CHANGES.get(part) or names.get(part, part)) for part in what.split(BETWEEN))
    return Line(entry.at, str(ACTS[entry.act]), said(entry.who), what)


def said(who: Who) -> str:
    """Who acted: a role and its label."""
    role = str(WITHOUT_ANYONE.get(who.role) or _(ROLES.get(who.role, who.role)))
    return f"{role} ({who.label})" if who.label else role
