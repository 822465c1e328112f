"""An agent joins two persons they are, signed in to both in one browser; nobody else can, and nothing does it alone."""

from dataclasses import dataclass
from uuid import UUID

from flask import Blueprint, redirect, request, session, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from quiz.identity import store as identity
from quiz.identity.guard import (
    TOKEN,
    Call,
    begin_joining,
    go_on_as,
    joining_offered,
    other_session,
    requires,
    stop_joining,
)
from quiz.identity.joining import store as persons
from quiz.identity.keyed_hash import token_hash
from quiz.identity.permission import Permission
from quiz.learning.joining import store
from quiz.refusal import Reason, Refused
from quiz.web.rendering import render

pages = Blueprint("joining", __name__, template_folder="templates", url_prefix="/rapprochement")


@dataclass(frozen=True)
class JoiningPage:
    """Whether both are proven, and whether one address is known to both."""

    title: str
    proven: bool
    offered: bool
    done: bool


@pages.get("")
@requires(Permission.JOIN_IDENTITIES)
def show(call: Call[None]) -> ResponseReturnValue:
    """An agent wants two paths to become one."""
    page = JoiningPage(_("Join two paths"), proven(call) is not None, joining_offered(), "fait" in request.args)
    return render("joining/joining.html", page)


@pages.post("/preuve")
@requires(Permission.JOIN_IDENTITIES)
def prove(call: Call[None]) -> ResponseReturnValue:
    """They sign in the other way, without leaving this one."""
    begin_joining()
    return redirect(url_for("identity.sign_in", suite=url_for("joining.show")), 303)


@pages.post("/renoncement")
@requires(Permission.JOIN_IDENTITIES)
def give_up(call: Call[None]) -> ResponseReturnValue:
    """They leave things as they are."""
    if other := other_session():
        identity.close_session_by_hash(call.connection, other[0])
    stop_joining()
    return redirect(url_for("learning.home"), 303)


@pages.post("")
@requires(Permission.JOIN_IDENTITIES)
def join(call: Call[None]) -> ResponseReturnValue:
    """They say that both are theirs: one transaction, and one person."""
    other = proven(call)
    if other is None or call.asker.person_id is None:
        return redirect(url_for("joining.show"), 303)
    both = persons.lock_persons(call.connection, call.asker.person_id, other)
    if len(both) != 2:
        # Erased or joined meanwhile, from another device.
        raise Refused(Reason.SIGN_IN_FIRST)
    kept, gone = both
    store.join(call.connection, kept, gone)
    persons.absorb(call.connection, kept, gone, token_hash(session[TOKEN]), call.given.settings.hashing_key)
    go_on_as(kept)
    return redirect(url_for("joining.show", fait="oui"), 303)


def proven(call: Call[None]) -> UUID | None:
    """The other person this browser is signed in as, if that session is still open."""
    other = other_session()
    if other is None or other[1] == call.asker.person_id:
        return None
    return other[1] if persons.is_open(call.connection, *other, call.now) else None
