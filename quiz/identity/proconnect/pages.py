"""To ProConnect and back, and out of it again."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import wraps
from typing import Any

from flask import Blueprint, redirect, request, session
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from quiz.identity.guard import TOKEN, Call, given, open_session, requires, way_in
from quiz.identity.permission import Permission
from quiz.identity.proconnect import store
from quiz.identity.proconnect.pending import begun, reason_of
from quiz.identity.proconnect.remote import RETURN_PATH, SIGNED_OUT_PATH, Provider, provider
from quiz.refusal import Reason, Refused
from quiz.storage.transaction import writing
from quiz.web.rendering import render
from quiz.web.safe_path import safe_path

View = Callable[..., ResponseReturnValue]
pages = Blueprint("proconnect", __name__, template_folder="templates")
# What ties a sign-in to the browser that began it, so that nobody is signed in by another one's link.
BROWSER = "browser"
LEFT = "left"


@dataclass(frozen=True)
class LeavingPage:
    """The browser goes to ProConnect by itself; the link is for one that does not."""

    title: str
    sentence: str
    url: str


@dataclass(frozen=True)
class SignedOutPage:
    """Signed out, here and at ProConnect."""

    title: str


def addresses_known(*, needed: bool) -> Callable[[View], View]:
    """Look ProConnect's addresses up before the view's transaction opens, which must not wait for the network."""

    def decorate(view: View) -> View:
        @wraps(view)
        def ready(**arguments: Any) -> ResponseReturnValue:
            try:
                if found := provider():
                    found.addresses(given().clock())
            except Refused:
                if needed:
                    raise
            return view(**arguments)

        return ready

    return decorate


@pages.post("/connexion/proconnect")
@addresses_known(needed=True)
@requires(Permission.SIGN_IN)
def begin(call: Call[None]) -> ResponseReturnValue:
    """Someone wants to sign in with ProConnect."""
    asked = set_up()
    strong = "renforcee" in request.form or asked.settings.strong_for_all
    next_path = safe_path(request.form.get("suite"), "/")
    return leave_for(call, asked, next_path, strong=strong)


@pages.get(RETURN_PATH)
@requires(Permission.SIGN_IN)
def come_back(call: Call[None]) -> ResponseReturnValue:
    """Someone comes back from ProConnect. The one GET that writes: OpenID Connect has no other way."""
    asked, state, browser = set_up(), request.args.get("state", ""), session.get(BROWSER)
    if not browser and not call.asker.signed_in:
        raise Refused(Reason.SIGN_IN_EXPIRED if request.cookies else Reason.COOKIES_OFF)
    with writing() as connection:
        pending = store.take(connection, state, browser or "", call.now)
    if pending is None:
        if call.asker.signed_in:
            # The same address, loaded again.
            return redirect("/", 303)
        raise Refused(Reason.SIGN_IN_EXPIRED)
    again = way_in(pending.next_path, strong=pending.strong)
    if error := request.args.get("error"):
        told = request.args.get("error_description", "")
        raise Refused(reason_of(error, told), again, f"{error}: {told}")
    try:
        proven = asked.prove(request.args.get("code", ""), pending, call.now)
    except Refused as refused:
        if refused.reason is Reason.SIGN_IN_EXPIRED and not pending.again:
            with writing() as connection:
                writes = replace(call, connection=connection)
                return leave_for(writes, asked, pending.next_path, strong=pending.strong, again=True)
        raise Refused(refused.reason, again, refused.detail) from refused
    if pending.strong and not proven.sign_in.strong:
        raise Refused(Reason.SIGN_IN_NOT_STRONG, again, "the level asked for was not given")
    with writing() as connection:
        arrival = open_session(replace(call, connection=connection), proven.sign_in)
        store.seal(connection, proven.id_token, session[TOKEN])
    return redirect(arrival.path(pending.next_path), 303)


@pages.get(SIGNED_OUT_PATH)
@requires(Permission.SIGN_IN)
def signed_out(_call: Call[None]) -> ResponseReturnValue:
    """Someone comes back from ProConnect, signed out there too."""
    left = session.pop(LEFT, None)
    if left is None or left != request.args.get("state"):
        return redirect("/", 303)
    return render("proconnect/signed_out.html", SignedOutPage(_("You are signed out")))


def set_up() -> Provider:
    """The provider; a service without one has no such page."""
    found = provider()
    if found is None:
        raise Refused(Reason.NOT_FOUND)
    return found


def leave_for(
    call: Call[None], asked: Provider, next_path: str, *, strong: bool, again: bool = False
) -> ResponseReturnValue:
    """Keep what must come back, and send the browser to ProConnect."""
    pending = begun(call.given.chance, next_path, strong=strong, again=again)
    session.setdefault(BROWSER, f"{call.given.chance(256):064x}")
    store.keep(call.connection, pending, session[BROWSER], call.now)
    return leaving(asked.authorization_url(pending, call.now), _("You are going to ProConnect to sign in."))


def sign_out_there(call: Call[Any], id_token: str | None) -> ResponseReturnValue | None:
    """Send the browser to sign out of ProConnect too, where the session came from there and it can be reached."""
    found = provider()
    if found is None or id_token is None:
        return None
    state = f"{call.given.chance(256):064x}"
    url = found.end_session_url(id_token, state)
    if url is None:
        return None
    session[LEFT] = state
    return leaving(url, _("You are signed out here. You are going to ProConnect to sign out there too."))


def leaving(url: str, sentence: str) -> ResponseReturnValue:
    """A page that leaves for ProConnect at once.

    A redirection would do, but Chromium holds every address that follows a form to `form-action`, and
    ProConnect goes on to the agent's own provider, which nobody can list. RGAA 13.1 allows it: at once.
    """
    response = render("proconnect/leaving.html", LeavingPage(_("One moment"), sentence, url))
    response.headers["Refresh"] = f"0; url={url}"
    return response
