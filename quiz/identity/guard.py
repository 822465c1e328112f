"""The guard of every route: who asks, may they, and in which transaction."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import wraps
from typing import Any, Generic, TypeVar
from urllib.parse import urlsplit
from uuid import UUID

from flask import Flask, current_app, g, redirect, request, session, url_for
from flask.typing import ResponseReturnValue
from flask_wtf.csrf import CSRFError
from sqlalchemy.engine import Connection

from quiz.content.store import Shelf
from quiz.identity import store
from quiz.identity.joining.store import known_to_another
from quiz.identity.keyed_hash import token_hash
from quiz.identity.permission import Permission, needs_strong
from quiz.identity.person import VISITOR, Asker
from quiz.identity.sign_in import HELD_FOR, IDLE_LENGTH, SignIn
from quiz.identity.store import Asked, load_asker
from quiz.refusal import Reason, Refused
from quiz.settings import Settings
from quiz.storage.transaction import reading, writing
from quiz.web.csrf import FIELD, csrf
from quiz.web.formats import PARIS
from quiz.web.safe_path import safe_path

Loaded = TypeVar("Loaded")
Loader = Callable[..., tuple[Asker, Loaded]]
TOKEN = "token"  # noqa: S105 - the name of a key in the session cookie, not a secret
PERSON = "person"
CAMPAIGN = "campaign"
SEEN = "seen"
# Two persons who are one agent: the wish to prove both, the session of the first, an address known to another.
JOINING, OTHER, OFFERED = "joining", "other", "offered"
# How exactly the cookie says when its holder was last here; more exactly would mean a cookie at each page.
SEEN_WITHIN = timedelta(minutes=5)


@dataclass(frozen=True)
class Given:
    """What is handed to every page: the hour, random bits, the settings, the versions already read."""

    clock: Callable[[], datetime]
    chance: Callable[[int], int]
    settings: Settings
    shelf: Shelf


@dataclass(frozen=True)
class Call(Generic[Loaded]):
    """What a page function receives: the asker, the open connection, what was loaded, the hour."""

    asker: Asker
    connection: Connection
    loaded: Loaded
    now: datetime
    given: Given

    @property
    def today(self) -> date:
        """The day in Paris: figures are by Paris day."""
        return paris_day(self.now)


def paris_day(now: datetime) -> date:
    """The day it is in Paris."""
    return now.astimezone(PARIS).date()


def start(app: Flask, given: Given) -> None:
    """Hand the clock, chance and settings to the guard."""
    app.extensions["quiz_given"] = given


def given() -> Given:
    """The clock, chance and settings of this application."""
    value: Given = current_app.extensions["quiz_given"]
    return value


def requires(
    permission: Permission,
    *,
    load: Loader[Any] = load_asker,
    scope: str | None = None,
    entity: str | None = None,
    ministry: bool = False,
) -> Callable[[Callable[..., ResponseReturnValue]], Callable[..., ResponseReturnValue]]:
    """Guard a route: a GET only reads; a POST is one transaction, committed before the answer leaves.

    `load` brings who asks together with what the page needs, in one statement where it can;
    `scope` names the argument that holds a ministry, `entity` the one that holds a part of it; `ministry` demands
    a confirmed organisation.
    """

    def decorate(view: Callable[..., ResponseReturnValue]) -> Callable[..., ResponseReturnValue]:
        @wraps(view)
        def guarded(**arguments: Any) -> ResponseReturnValue:
            writes = request.method == "POST"
            if writes:
                request.form  # noqa: B018 - read the whole post before the transaction opens
            asked = asked_by_cookie(given().clock(), writes)
            with (writing if writes else reading)() as connection:
                asker, loaded = load(connection, asked, **arguments)
                g.asker = asker = asker.on(paris_day(asked.now))
                if asker.signed_in:
                    stay_awake(asked.now)
                named = (arguments.get(scope) if scope else None, arguments.get(entity) if entity else None)
                if elsewhere := admit(asker, permission, named, ministry):
                    return elsewhere(connection, asked)
                return view(Call(asker, connection, loaded, asked.now, given()), **arguments)

        guarded.permission = permission  # type: ignore[attr-defined]  # read by the house tests
        guarded.scope, guarded.entity = scope, entity  # type: ignore[attr-defined]  # by other tests
        return guarded

    return decorate


def asked_by_cookie(now: datetime, writes: bool) -> Asked:
    """What the session cookie, which is signed, says of whoever asks; nobody, where it has been idle too long."""
    token, person = session.get(TOKEN), session.get(PERSON)
    if not token or not person or now.timestamp() - session.get(SEEN, 0) > IDLE_LENGTH.total_seconds():
        return Asked(None, None, now, writes)
    return Asked(token_hash(token), UUID(person), now, writes)


def stay_awake(now: datetime) -> None:
    """Let the cookie say that its holder is here."""
    if now.timestamp() - session[SEEN] > SEEN_WITHIN.total_seconds():
        session[SEEN] = int(now.timestamp())


@dataclass(frozen=True)
class Arrival:
    """Someone who has just signed in, and the organisation they confirmed, if they did."""

    person_id: UUID
    ministry_id: str | None

    def path(self, next_path: str) -> str:
        """Where they go on to: their organisation comes first."""
        return next_path if self.ministry_id else url_for("identity.ministry", suite=next_path)


def open_session(call: Call[Any], sign_in: SignIn) -> Arrival:
    """Sign someone in: a fresh token in the cookie, whatever the cookie held before."""
    chance, connection = call.given.chance, call.connection
    token = f"{chance(256):064x}"
    hashing_key = call.given.settings.hashing_key
    new_person_id = store.random_person_id(chance)
    # The link of a campaign is told once: nothing of it is kept but what it suggests.
    campaign = session.get(CAMPAIGN)
    person_id = store.open_session(connection, sign_in, hashing_key, token, new_person_id, call.now, campaign)
    before, someone = session.get(TOKEN), session.get(PERSON)
    other = [before, someone] if joining() and before and someone != person_id.hex else None
    if before and not other:
        store.close_session(connection, before)
    if someone and someone != person_id.hex:
        # What was held is for whoever sent it.
        store.drop_held_post(connection, UUID(someone))
    session.clear()
    if other:
        session[OTHER] = other
    elif sign_in.verified_email and known_to_another(connection, sign_in.verified_email, hashing_key, person_id):
        session[OFFERED] = True
    session[TOKEN], session[PERSON], session[SEEN] = token, person_id.hex, int(call.now.timestamp())
    return Arrival(person_id, store.ministry_of(connection, person_id))


def joining() -> bool:
    """True for whoever wants to prove a second identity without leaving the first."""
    return bool(session.get(JOINING))


def begin_joining() -> None:
    """Keep the session that is open when the next one opens, as the other of two to join."""
    stop_joining()
    session[JOINING] = True


def stop_joining() -> None:
    """Forget the wish, and the offer; the other session closes by itself."""
    for name in (JOINING, OTHER, OFFERED):
        session.pop(name, None)


def joining_offered() -> bool:
    """True where the address that was just vouched for is known to another person."""
    return bool(session.get(OFFERED))


def other_session() -> tuple[str, UUID] | None:
    """The session proven before this one, by the hash of its token, and its person."""
    other = session.get(OTHER)
    return (token_hash(other[0]), UUID(other[1])) if other else None


def go_on_as(person_id: UUID) -> None:
    """Go on in this session as the person that two have become."""
    stop_joining()
    session[PERSON] = person_id.hex


def admit(
    asker: Asker, permission: Permission, named: tuple[str | None, str | None], ministry: bool
) -> Callable[[Connection, Asked], ResponseReturnValue] | None:
    """Nothing when the asker may pass; the way to what is missing first; else a refusal."""
    if not asker.may(permission, *named):
        if asker.signed_in:
            # Forbidden and not found look alike to someone outside the scope.
            raise Refused(Reason.NOT_FOUND if any(named) else Reason.NOT_ALLOWED)
        return to_sign_in
    if needs_strong(permission) and not asker.strong and given().settings.proconnect:
        return to_sign_in_strongly
    if ministry and asker.ministry_id is None:
        return to_ministry
    return None


def to_sign_in(connection: Connection, asked: Asked) -> ResponseReturnValue:
    """To the ways of signing in, with what was sent held meanwhile."""
    return redirect(way_in(hold(connection, asked) or way_back()), 303)


def to_sign_in_strongly(connection: Connection, asked: Asked) -> ResponseReturnValue:
    """The same, with several factors."""
    return redirect(way_in(hold(connection, asked) or way_back(), strong=True), 303)


def to_ministry(_connection: Connection, _asked: Asked) -> ResponseReturnValue:
    """To the organisation, which is to be confirmed first."""
    return redirect(url_for("identity.ministry", suite=way_back()), 303)


def way_in(next_path: str, *, strong: bool = False) -> str:
    """The address of the ways of signing in, for those who then go on to a path."""
    return url_for("identity.sign_in", suite=next_path, renforcee="oui" if strong else None)


def hold(connection: Connection, asked: Asked) -> str | None:
    """Hold what was sent for the person whose session is over; returns where they will find it again.

    Only a post of a page of ours, from a cookie of ours: nobody else can make this table grow. Never an
    e-mail address: none is kept, not even for a quarter of an hour.
    """
    person = session.get(PERSON)
    if not asked.writes or not person or request.files or "email" in request.form:
        return None
    try:
        csrf.protect()
    except CSRFError:
        return None
    fields = [(name, value) for name, value in request.form.items(multi=True) if name != FIELD]
    store.hold_post(connection, UUID(person), request.path, fields, asked.now + HELD_FOR)
    return url_for("identity.held")


def way_back() -> str:
    """Where to return after a detour: this page, or for a post the page it came from, as a path."""
    if request.method == "GET":
        return request.full_path.rstrip("?")
    page = urlsplit(request.referrer or "")
    came_from = page.path if page.netloc == request.host else "/"
    return safe_path(request.form.get("suite"), safe_path(came_from, "/"))


def current_asker() -> Asker:
    """Who is asking, once the guard has told; a visitor on pages without a guard, such as errors."""
    asker: Asker = g.get("asker", VISITOR)
    return asker
