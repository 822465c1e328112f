"""Signing in and out."""

from dataclasses import dataclass
from datetime import datetime

from flask import Blueprint, redirect, request, session, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from quiz.identity import store
from quiz.identity.email_code.pages import domains_by_email
from quiz.identity.guard import TOKEN, Call, joining, requires
from quiz.identity.permission import Permission
from quiz.identity.proconnect.pages import addresses_known, sign_out_there
from quiz.identity.proconnect.store import unseal
from quiz.web.formats import hour
from quiz.web.headers import leaving_nothing
from quiz.web.rendering import render
from quiz.web.safe_path import safe_path

pages = Blueprint("identity", __name__, template_folder="templates")


@dataclass(frozen=True)
class SignInPage:
    """The ways in, and where they lead back to; `strong` where several factors are needed."""

    title: str
    next_path: str
    demonstration: bool
    proconnect: bool
    by_email: bool
    strong: bool
    held: bool


@dataclass(frozen=True)
class HeldPage:
    """What was sent once the session was over, to be sent again by whoever sent it."""

    title: str
    path: str
    fields: tuple[tuple[str, str], ...]
    expires_at: str


@dataclass(frozen=True)
class SessionsPage:
    """Where someone is signed in."""

    title: str
    opened: tuple[datetime, ...]


@pages.get("/connexion")
@requires(Permission.SIGN_IN)
def sign_in(call: Call[None]) -> ResponseReturnValue:
    """Someone wants to sign in."""
    next_path = safe_path(request.args.get("suite"), "/")
    settings = call.given.settings
    strong = settings.proconnect is not None and "renforcee" in request.args
    if call.asker.signed_in and (call.asker.strong or not strong) and not joining():
        return redirect(next_path, 303)
    page = SignInPage(
        title=_("A second factor is needed") if strong else _("Sign in"),
        next_path=next_path,
        demonstration=settings.demonstration,
        proconnect=settings.proconnect is not None,
        by_email=not strong and bool(domains_by_email(call.connection, settings)),
        strong=strong,
        held=next_path == url_for("identity.held"),
    )
    return render("identity/sign_in.html", page)


@pages.get("/reponse-gardee")
@requires(Permission.TAKE_MODULES)
def held(call: Call[None]) -> ResponseReturnValue:
    """Someone is back, and finds what they had sent once their session was over."""
    person_id = call.asker.person_id
    post = store.held_post(call.connection, person_id, call.now) if person_id else None
    if post is None:
        return redirect("/", 303)
    page = HeldPage(_("Your answer was kept"), post.path, post.fields, hour(post.expires_at))
    return render("identity/held.html", page)


@pages.get("/mes-connexions")
@requires(Permission.SIGN_OUT)
def sessions(call: Call[None]) -> ResponseReturnValue:
    """Someone looks at where they are signed in."""
    opened = store.open_sessions(call.connection, call.asker.person_id, call.now) if call.asker.person_id else ()
    return render("identity/sessions.html", SessionsPage(_("Your devices"), opened))


@pages.post("/deconnexion/partout")
@addresses_known(needed=False)
@requires(Permission.SIGN_OUT)
def sign_out_everywhere(call: Call[None]) -> ResponseReturnValue:
    """Someone signs out of every device at once."""
    return leave(call, everywhere=True)


@pages.post("/deconnexion")
@addresses_known(needed=False)
@requires(Permission.SIGN_OUT)
def sign_out(call: Call[None]) -> ResponseReturnValue:
    """Someone leaves."""
    return leave(call, everywhere=False)


def leave(call: Call[None], *, everywhere: bool) -> ResponseReturnValue:
    """Close the session, or all of someone's, then go and do so at the provider it came from."""
    token = session[TOKEN]
    id_token = unseal(call.connection, token)
    if everywhere and call.asker.person_id is not None:
        store.close_sessions(call.connection, call.asker.person_id)
    store.close_session(call.connection, token)
    session.clear()
    return leaving_nothing(sign_out_there(call, id_token) or redirect("/", 303))
