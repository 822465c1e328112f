"""The pages of the service's own texts; each has its own address, so that links to it can be read."""

from dataclasses import replace
from datetime import timedelta

from flask import Blueprint, Response
from flask.typing import ResponseReturnValue
from flask_babel import get_locale
from flask_babel import gettext as _

from quiz.identity.guard import Call, requires
from quiz.identity.permission import Permission
from quiz.identity.sign_in import SESSION_LENGTH
from quiz.notices.files import notice
from quiz.notices.filling import filled, operator_words
from quiz.notices.robots import robots
from quiz.refusal import Reason, Refused
from quiz.web.preferences import KEPT_MONTHS
from quiz.web.rendering import render

pages = Blueprint("notices", __name__, template_folder="templates")
# Engines keep it for a day at most (RFC 9309, 2.4); it changes with a new version alone.
ROBOTS_KEPT = "public, max-age=86400"


def show(call: Call[None], name: str, *, told: bool = False) -> ResponseReturnValue:
    """One of the texts, or not found where the operator has written none; `told` names who runs the service."""
    page = notice(call.given.settings.content_folder / "pages", name, str(get_locale()))
    if page is None:
        raise Refused(Reason.NOT_FOUND)
    values = operator_words(call.given.settings) | {
        "session_hours": str(SESSION_LENGTH // timedelta(hours=1)),
        "preference_months": str(KEPT_MONTHS),
    }
    page = replace(page, html=filled(page.html, values, _("to be completed by the operator")))
    if told:
        page = replace(page, told=True, operator=call.given.settings.operator, contact=call.given.settings.contact)
    return render("notices/notice.html", page)


@pages.get("/aide")
@requires(Permission.READ_MODULES)
def help_page(call: Call[None]) -> ResponseReturnValue:
    """Someone looks for help."""
    return show(call, "aide", told=True)


@pages.get("/.well-known/security.txt")
@requires(Permission.READ_MODULES)
def security(call: Call[None]) -> ResponseReturnValue:
    """Someone found a weakness, and looks for whom to tell (RFC 9116)."""
    settings = call.given.settings
    if not settings.security_contact:
        raise Refused(Reason.NOT_FOUND)
    # It promises to be right for half a year, and is made anew at each request.
    expires = (call.now + timedelta(days=180)).replace(hour=0, minute=0, second=0, microsecond=0)
    lines = [f"Contact: {settings.security_contact}", f"Expires: {expires:%Y-%m-%dT%H:%M:%SZ}"]
    lines.append("Preferred-Languages: fr, en")
    if settings.address:
        lines.append(f"Canonical: {settings.address}/.well-known/security.txt")
    return Response("\n".join(lines) + "\n", mimetype="text/plain")


@pages.get("/robots.txt")
@requires(Permission.READ_MODULES)
def what_engines_may_read(call: Call[None]) -> ResponseReturnValue:
    """A search engine asks what it may read (RFC 9309)."""
    response = Response(robots(demonstration=call.given.settings.demonstration), mimetype="text/plain")
    response.headers["Cache-Control"] = ROBOTS_KEPT
    return response


@pages.get("/accessibilite")
@requires(Permission.READ_MODULES)
def accessibility(call: Call[None]) -> ResponseReturnValue:
    """Someone asks how accessible the service is."""
    return show(call, "accessibilite")


@pages.get("/mentions-legales")
@requires(Permission.READ_MODULES)
def legal(call: Call[None]) -> ResponseReturnValue:
    """Someone asks who is responsible for the service."""
    return show(call, "mentions-legales")


@pages.get("/cookies")
@requires(Permission.READ_MODULES)
def cookies(call: Call[None]) -> ResponseReturnValue:
    """Someone asks what the service keeps on their device."""
    return show(call, "cookies")


@pages.get("/ecoconception")
@requires(Permission.READ_MODULES)
def eco_design(call: Call[None]) -> ResponseReturnValue:
    """Someone asks how sober the service is."""
    return show(call, "ecoconception")
