"""The guard of the API: a token says who asks and what they may read; no cookie is read, none is set."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import wraps
from typing import Any

from flask import Response, request
from flask.typing import ResponseReturnValue
from sqlalchemy.engine import Connection

from quiz.identity.guard import Given, given, paris_day
from quiz.identity.permission import Permission
from quiz.insight.exports.line import Scope
from quiz.interop.api.tokens import store
from quiz.interop.api.tokens.token import Token, borne
from quiz.refusal import Reason, Refused
from quiz.storage.transaction import reading, writing

VARIES = ("Authorization", "Accept-Language")


@dataclass(frozen=True)
class ApiCall:
    """What a function of the API receives: what its token opens, the open connection, the hour."""

    scope: Scope
    connection: Connection
    now: datetime
    given: Given


def with_token(view: Callable[..., Response]) -> Callable[..., ResponseReturnValue]:
    """Guard a route of the API: it only reads, within the scope of the token it is asked with.

    The day of the last use is kept, once a day, so that a token that nobody uses can be seen: the one thing that
    this GET writes, in a transaction of its own.
    """

    @wraps(view)
    def guarded(**arguments: Any) -> ResponseReturnValue:
        now = given().clock()
        with reading() as connection:
            token = admitted(connection, now)
            response = view(ApiCall(token.scope, connection, now, given()), **arguments)
        if token.used_on != paris_day(now):
            with writing() as connection:
                store.keep_use(connection, token.number, paris_day(now))
        # To be asked again each time, and answered in a few bytes where nothing has changed.
        response.headers["Cache-Control"] = "private, no-cache"
        response.vary.update(VARIES)
        response.add_etag()
        return response.make_conditional(request)

    # Anyone may ask; what they may read is their token's business, which the table of roles does not know.
    guarded.permission = Permission.CALL_API  # type: ignore[attr-defined]  # read by the house tests
    guarded.scope = None  # type: ignore[attr-defined]
    return guarded


def admitted(connection: Connection, now: datetime) -> Token:
    """The token that is borne, where it opens something today."""
    sent = request.headers.get("Authorization", "")
    if not sent:
        raise Refused(Reason.TOKEN_MISSING)
    written = borne(sent)
    token = store.find(connection, written, given().settings.hashing_key) if written else None
    if token is None:
        raise Refused(Reason.TOKEN_UNKNOWN)
    if reason := token.refused_on(paris_day(now)):
        raise Refused(reason)
    return token
