"""A stand-in for the identity provider, through the same seam as any other: whoever is named is signed in."""

from flask import Blueprint, Response, redirect, request
from flask.typing import ResponseReturnValue

from quiz.identity import store
from quiz.identity.guard import Call, open_session, requires
from quiz.identity.ministry import Evidence
from quiz.identity.permission import Permission
from quiz.identity.sign_in import SignIn
from quiz.web.csrf import csrf

ISSUER = "stand-in"
pages = Blueprint("identity_provider", __name__)


@pages.post("/fournisseur")
@csrf.exempt
@requires(Permission.SIGN_IN)
def sign_in(call: Call[None]) -> ResponseReturnValue:
    """The provider vouches for someone, who may have confirmed an organisation already."""
    ministry_id = request.form["ministry"] or None
    email, siret = request.form["email"] or None, request.form.get("siret") or None
    open_session(call, SignIn(ISSUER, request.form["subject"], email, ministry_id, siret, "strong" in request.form))
    return redirect("/", 303)


@pages.post("/fournisseur/organisation")
@csrf.exempt
@requires(Permission.CHOOSE_MINISTRY)
def confirm(call: Call[None]) -> ResponseReturnValue:
    """The organisation suggested is confirmed, as its page would."""
    suggested = call.asker.suggested_ministry_id
    if call.asker.person_id and suggested and call.asker.ministry_id is None:
        store.save_ministry(call.connection, call.asker.person_id, suggested, Evidence.PROVIDER)
    return Response(status=204)
