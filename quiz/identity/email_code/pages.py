"""Signing in with a code sent by e-mail. The mail leaves once the code is on disk; nothing in it signs anyone in."""

from dataclasses import dataclass
from datetime import datetime

from flask import Blueprint, Response, after_this_request, current_app, redirect, request, session, url_for
from flask.typing import ResponseReturnValue
from flask_babel import get_locale
from flask_babel import gettext as _
from sqlalchemy.engine import Connection

from quiz.identity.address import Address, read_address, read_domain
from quiz.identity.email_code import store
from quiz.identity.email_code.code import BITS, LIFE, new_code, read_code, spoken
from quiz.identity.email_code.forms import AddressForm, CodeForm
from quiz.identity.email_code.message import Words, message
from quiz.identity.email_code.remote import MailFailed, deliver
from quiz.identity.email_code.throttle import (
    CODES_SENT,
    WRONG_FOR_ADDRESS,
    WRONG_FOR_NETWORK,
    Limit,
    closed_until,
    network,
)
from quiz.identity.guard import Call, joining, open_session, requires
from quiz.identity.permission import Permission
from quiz.identity.sign_in import SignIn
from quiz.refusal import Reason, Refused
from quiz.settings import Settings
from quiz.storage.transaction import writing
from quiz.web.formats import hour
from quiz.web.frame import current_frame
from quiz.web.log_line import quoted
from quiz.web.rendering import render
from quiz.web.safe_path import safe_path
from quiz.web.sealed import seal, unseal

pages = Blueprint("email_code", __name__, template_folder="templates", url_prefix="/connexion/code")
ISSUER = "email"
# In the session cookie: the browser's secret and the address, sealed, until the code is typed.
WAITING = "code"
PURPOSE = "e-mail code"


@dataclass(frozen=True)
class AddressPage:
    """Where the address is asked for; `error` says what is wrong with the one given."""

    title: str
    next_path: str
    email: str
    domains: tuple[str, ...]
    error: str = ""


@dataclass(frozen=True)
class CodePage:
    """Where the code is typed."""

    title: str
    next_path: str
    email: str
    minutes: int
    error: str = ""


@dataclass(frozen=True)
class ClosedPage:
    """When one may try again, or what to do where no mail can leave."""

    title: str
    sentence: str
    advice: str
    again_url: str


@pages.get("")
@requires(Permission.SIGN_IN)
def address(call: Call[None]) -> ResponseReturnValue:
    """Someone asks for a code."""
    if call.asker.signed_in and not joining():
        return redirect(next_path(), 303)
    return render("email_code/address.html", address_page(call, ""))


@pages.post("")
@requires(Permission.SIGN_IN)
def send(call: Call[None]) -> ResponseReturnValue:
    """Someone gives the address to send it to. Known or not, it is answered alike: nobody is looked up here."""
    form = AddressForm(request.form)
    typed = (form.email.data or "").strip()
    to = read_address(typed) if form.validate() else None
    error = what_is_wrong(to, allowed_domains(call))
    if error or to is None:
        return render("email_code/address.html", address_page(call, typed, error), 422)
    key = call.given.settings.hashing_key
    sent = store.count(call.connection, CODES_SENT, str(to), key, call.now)
    if sent.count > CODES_SENT.most:
        sentence = _("Several codes have already been sent to this address.")
        advice = _(
            "Try again after %(hour)s. The codes already received can still be typed until they expire.",
            hour=hour(sent.until),
        )
        return closed(sent.until, sentence, advice)
    browser = waiting(call)[0] or f"{call.given.chance(256):064x}"
    code = new_code(call.given.chance(BITS))
    number = store.keep_code(call.connection, browser, to, code, key, call.now)
    session[WAITING] = seal(call.given.settings.secret_key, PURPOSE, f"{browser} {to}", call.now)
    send_after_commit(call, to, code, number)
    return redirect(url_for("email_code.code", suite=next_path()), 303)


@pages.get("/saisie")
@requires(Permission.SIGN_IN)
def code(call: Call[None]) -> ResponseReturnValue:
    """Someone is about to type the code."""
    if call.asker.signed_in and not joining():
        return redirect(next_path(), 303)
    _browser, to = waiting(call)
    if to is None:
        return redirect(url_for("email_code.address", suite=next_path()), 303)
    return render("email_code/code.html", code_page(to))


@pages.post("/saisie")
@requires(Permission.SIGN_IN)
def check(call: Call[None]) -> ResponseReturnValue:
    """Someone types the code."""
    browser, to = waiting(call)
    if browser is None or to is None:
        return redirect(url_for("email_code.address", suite=next_path()), 303)
    key = call.given.settings.hashing_key
    limits: tuple[tuple[Limit, str], ...] = (
        (WRONG_FOR_ADDRESS, str(to)),
        (WRONG_FOR_NETWORK, network(request.remote_addr)),
    )
    for limit, what in limits:
        if until := closed_until(limit, store.counted(call.connection, limit, what, key), call.now):
            advice = _("Try again after %(hour)s.", hour=hour(until))
            return closed(until, _("Too many wrong codes were typed."), advice)
    form = CodeForm(request.form)
    typed = read_code(form.code.data or "") if form.validate() else None
    if typed is None:
        # A slip of the finger is no guess: it costs no try.
        error = _("The code has eight letters and digits, such as %(example)s.", example="K7QF M2XA")
        return render("email_code/code.html", code_page(to, error), 422)
    if not store.try_code(call.connection, browser, to, typed, key, call.now):
        for limit, what in limits:
            store.count(call.connection, limit, what, key, call.now)
        left = store.tries_left(call.connection, browser, to, key, call.now)
        return render("email_code/code.html", code_page(to, not_the_one(left)), 422)
    leads_to = next_path()
    arrival = open_session(call, SignIn(ISSUER, str(to), str(to)))
    return redirect(arrival.path(leads_to), 303)


def next_path() -> str:
    """Where to go once signed in."""
    return safe_path(request.values.get("suite"), "/")


def allowed_domains(call: Call[None]) -> tuple[str, ...]:
    """The domains of the addresses that may sign in; refuses where this way in is not open at all."""
    settings = call.given.settings
    found = domains_by_email(call.connection, settings)
    if not found:
        raise Refused(Reason.NOT_FOUND)
    return found


def domains_by_email(connection: Connection, settings: Settings) -> tuple[str, ...]:
    """The domains whose addresses may sign in with a code: those of ministries and of the settings, compared exactly.

    None where no mail can leave.
    """
    if settings.mail is None and not settings.demonstration:
        return ()
    named = (*settings.mail_domains, *store.mail_domains(connection))
    return tuple(sorted({domain for name in named if (domain := read_domain(name))}))


def what_is_wrong(to: Address | None, domains: tuple[str, ...]) -> str:
    """What is wrong with an address, or an empty text. Domains are public: this tells nothing of anyone."""
    if to is None:
        return str(_("Type a whole address, such as prenom.nom@%(domain)s.", domain=domains[0]))
    if to.domain not in domains:
        sentence = _(
            "Addresses ending in @%(domain)s cannot sign in here. Use your professional address.", domain=to.domain
        )
        return str(sentence)
    if to.tagged:
        return str(_("Type the address without what follows the + sign: one agent has one address here."))
    return ""


def not_the_one(left: int) -> str:
    """What is said of a wrong code, with the tries that are left."""
    if left == 0:
        sentence = _(
            "This code can no longer be used: it was used, is over thirty minutes old, or was missed five times. "
            "Ask for another one."
        )
        return str(sentence)
    if left == 1:
        return str(_("This is not the code we sent. One try is left."))
    return str(_("This is not the code we sent. %(left)s tries are left.", left=left))


def waiting(call: Call[None]) -> tuple[str | None, Address | None]:
    """The browser's secret and the address a code was sent to, for as long as a code lives."""
    kept = unseal(call.given.settings.secret_key, PURPOSE, session.get(WAITING), call.now, LIFE)
    browser, _space, typed = (kept or "").partition(" ")
    return browser or None, read_address(typed)


def address_page(call: Call[None], email: str, error: str = "") -> AddressPage:
    """The page that asks for the address."""
    return AddressPage(_("Sign in with a code"), next_path(), email, allowed_domains(call), error)


def code_page(to: Address, error: str = "") -> CodePage:
    """The page that asks for the code."""
    minutes = int(LIFE.total_seconds() // 60)
    return CodePage(_("Type the code you received"), next_path(), str(to), minutes, error)


def closed(until: datetime, sentence: str, advice: str) -> Response:
    """The page of whoever must wait."""
    page = ClosedPage(_("A little later"), sentence, advice, url_for("email_code.address", suite=next_path()))
    response = render("email_code/closed.html", page, 429)
    response.retry_after = until
    return response


def send_after_commit(call: Call[None], to: Address, code: str, number: int) -> None:
    """Have the mail leave once the code is on disk: never a mail whose code would not be known.

    Where the mail cannot leave, the code is forgotten again and the page says so.
    """
    mail, sender = call.given.settings.mail, call.given.settings.mail_from
    now, random_bits = call.now, call.given.chance(128)
    words = in_words(code)

    def leave(response: Response) -> Response:
        if response.status_code != 303:
            # The transaction was not committed.
            return response
        try:
            deliver(mail, message(words, sender, to, now, random_bits))
        except MailFailed as failure:
            current_app.logger.error("a code could not be sent: %s", quoted(str(failure)))
            with writing() as connection:
                store.forget_code(connection, number)
            return mail_down()
        return response

    after_this_request(leave)


def mail_down() -> Response:
    """The page of whoever no mail can reach at this moment."""
    page = ClosedPage(
        _("No e-mail can leave at this moment"),
        _("Our mail relay does not answer. No code was sent, and nothing was recorded."),
        _("Try again in a few minutes. Reading and watching stay open meanwhile."),
        url_for("email_code.address", suite=next_path()),
    )
    response = render("email_code/closed.html", page, 503)
    response.headers["Retry-After"] = "120"
    return response


def in_words(code: str) -> Words:
    """The mail, in the language of the page. No address of ours in it: anyone may send us any Host."""
    body = _(
        "Your code to sign in to the service “%(service)s”:\n\n    %(code)s\n\n"
        "Type it on the page where you asked for it, within thirty minutes. It works once.\n\n"
        "You did not ask for it? Ignore this message: without the page it was asked from, the code opens nothing. "
        "Nobody will ever ask you for it, by e-mail or by telephone.",
        service=current_frame().service,
        code=spoken(code),
    )
    return Words(str(get_locale()), _("Your code to sign in"), f"{body}\n")
