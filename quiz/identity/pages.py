"""Signing in and out, and the organisation an agent confirms at the first sign-in."""

from dataclasses import dataclass
from datetime import datetime

from flask import Blueprint, redirect, request, session, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from quiz.identity import store
from quiz.identity.email_code.pages import domains_by_email
from quiz.identity.forms import MinistryForm
from quiz.identity.guard import TOKEN, Call, joining, requires
from quiz.identity.ministry import Evidence, Ministry, MinistryKind
from quiz.identity.organisation.suggestion import evidence_of
from quiz.identity.permission import Permission
from quiz.identity.proconnect.pages import addresses_known, sign_out_there
from quiz.identity.proconnect.store import unseal
from quiz.refusal import Reason, Refused
from quiz.web.formats import hour
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


@dataclass(frozen=True)
class MinistryPage:
    """The organisation suggested, those that can be chosen, and what is wrong with the last choice."""

    title: str
    next_path: str
    suggested: Ministry | None
    current: Ministry | None
    ministries: tuple[Ministry, ...]
    others: tuple[Ministry, ...]
    error: str | None = None


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


@pages.get("/mon-ministere")
@requires(Permission.CHOOSE_MINISTRY)
def ministry(call: Call[None]) -> ResponseReturnValue:
    """The agent is asked which organisation is theirs."""
    return render("identity/ministry.html", ministry_page(call))


@pages.post("/mon-ministere")
@requires(Permission.CHOOSE_MINISTRY)
def save_ministry(call: Call[None]) -> ResponseReturnValue:
    """The agent confirms or chooses an organisation."""
    if call.asker.ministry_id is not None:
        # What was counted stays where it was counted; a change will say whether it corrects or moves.
        raise Refused(Reason.MINISTRY_CONFIRMED)
    page = ministry_page(call)
    form = MinistryForm(request.form)
    form.ministry.choices = [(ministry.id, ministry.name) for ministry in page.ministries + page.others]
    if not form.validate() or call.asker.person_id is None:
        error = _("Choose your organisation in the list, or “I do not know”.")
        return render("identity/ministry.html", ministry_page(call, error), 422)
    confirmed = form.ministry.data == call.asker.suggested_ministry_id
    evidence = evidence_of(call.asker.suggestion_reason) if confirmed else Evidence.CHOSEN
    store.save_ministry(call.connection, call.asker.person_id, form.ministry.data, evidence)
    return redirect(page.next_path, 303)


def leave(call: Call[None], *, everywhere: bool) -> ResponseReturnValue:
    """Close the session, or all of someone's, then go and do so at the provider it came from."""
    token = session[TOKEN]
    id_token = unseal(call.connection, token)
    if everywhere and call.asker.person_id is not None:
        store.close_sessions(call.connection, call.asker.person_id)
    store.close_session(call.connection, token)
    session.clear()
    return sign_out_there(call, id_token) or redirect("/", 303)


def ministry_page(call: Call[None], error: str | None = None) -> MinistryPage:
    """What the page of the organisation shows."""
    known = store.ministries(call.connection)
    by_id = {ministry.id: ministry for ministry in known}
    return MinistryPage(
        title=_("Your organisation"),
        next_path=safe_path(request.values.get("suite"), url_for("learning.home")),
        suggested=by_id.get(call.asker.suggested_ministry_id or ""),
        current=by_id.get(call.asker.ministry_id or ""),
        ministries=tuple(ministry for ministry in known if ministry.kind is MinistryKind.MINISTRY),
        others=tuple(ministry for ministry in known if ministry.kind is not MinistryKind.MINISTRY),
        error=error,
    )
