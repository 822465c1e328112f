"""Refusals, HTTP errors and defects as pages: what happened, what to do next, and a reference that is in the log."""

import logging
import secrets
from dataclasses import dataclass, replace

from flask import Flask, Response, current_app, request
from flask_babel import lazy_gettext
from flask_wtf.csrf import CSRFError
from markupsafe import escape
from sqlalchemy import exc
from werkzeug.exceptions import HTTPException

from quiz.refusal import Reason, Refused
from quiz.web.frame import Frame, Link, current_frame, frame_without_visitor
from quiz.web.log_line import quoted
from quiz.web.problem import asked_by_program, problem
from quiz.web.rendering import render_in
from quiz.web.sign_in_wordings import SIGN_IN_WORDINGS
from quiz.web.token_wordings import TOKEN_WORDINGS
from quiz.web.wording import Wording

# Without the letters and digits that are mistaken for one another, read aloud or on paper.
ALPHABET = "23456789ABCDEFGHJKMNPQRSTVWXYZ"
RETRY_AFTER = "60"


@dataclass(frozen=True)
class ErrorPage:
    """An error as it is shown."""

    title: str
    sentence: str
    advice: str
    link: Link
    reference: str


HOME = lazy_gettext("Go to the home page")
RESUME = lazy_gettext("Continue where you were")

WORDINGS = (
    {
        Reason.NOT_FOUND: Wording(
            404,
            lazy_gettext("Page not found"),
            lazy_gettext("There is nothing at this address, or it is not open to you."),
            lazy_gettext("Check the address, or start again from the home page."),
            HOME,
        ),
        Reason.NOT_ALLOWED: Wording(
            403,
            lazy_gettext("This page is not open to you"),
            lazy_gettext("Your role does not include it."),
            lazy_gettext("If you need it for your work, ask for it through the help page."),
            lazy_gettext("Open the help page"),
            "/aide",
        ),
        Reason.SIGN_IN_FIRST: Wording(
            403,
            lazy_gettext("Sign in first"),
            lazy_gettext("Your session has ended, or you have not signed in yet. What you had submitted is kept."),
            lazy_gettext("Sign in, then take up where you were."),
            lazy_gettext("Sign in"),
            "/connexion",
        ),
        Reason.MINISTRY_CONFIRMED: Wording(
            409,
            lazy_gettext("Your organisation is already confirmed"),
            lazy_gettext("What was counted stays where it was counted; nothing was changed."),
            lazy_gettext("If it is wrong, or if you have moved, say so on the page made for it."),
            lazy_gettext("I have changed ministry, or I made a mistake"),
            "/mon-ministere/changement",
        ),
        Reason.LAST_PILOT: Wording(
            409,
            lazy_gettext("The last pilot stays one"),
            lazy_gettext("Without a pilot nobody could give a role here any more. Nothing was changed."),
            lazy_gettext("Give the role of pilot to someone else first, then take this one back."),
            lazy_gettext("Go back to the roles"),
            "/roles",
        ),
        Reason.ALREADY_ANSWERED: Wording(
            409,
            lazy_gettext("This question was already answered"),
            lazy_gettext("Your first answer is kept; the one just sent was not recorded."),
            lazy_gettext("Go on with the questions that remain."),
            RESUME,
        ),
        Reason.ATTEMPT_CLOSED: Wording(
            409,
            lazy_gettext("This attempt is over"),
            lazy_gettext("Its result is kept; what was just sent was not recorded."),
            lazy_gettext("See its result, or start another attempt."),
            RESUME,
        ),
        Reason.ATTEMPT_INCOMPLETE: Wording(
            409,
            lazy_gettext("Some questions are not answered yet"),
            lazy_gettext("Your answers are kept, but the quiz was not sent."),
            lazy_gettext("Answer those that remain, or choose “I do not know”, then send again."),
            RESUME,
        ),
        Reason.FORGED: Wording(
            400,
            lazy_gettext("This request was not accepted"),
            lazy_gettext("It did not come from a page of this service as it was shown to you. Nothing was recorded."),
            lazy_gettext("Open the page again from the home page, and start over."),
            HOME,
        ),
        Reason.PAGE_EXPIRED: Wording(
            400,
            lazy_gettext("This page had expired"),
            lazy_gettext("It was opened before you signed in or out. Nothing was recorded."),
            lazy_gettext("Go back, reload the page, and send it again."),
            HOME,
        ),
        Reason.TOO_LARGE: Wording(
            413,
            lazy_gettext("What was sent is too large"),
            lazy_gettext("Nothing was recorded."),
            lazy_gettext("Go back, make the text or the file smaller, and send it again."),
            HOME,
        ),
        Reason.DRAFT_CHANGED: Wording(
            409,
            lazy_gettext("Someone else changed this draft"),
            lazy_gettext("Their text is kept; yours was not recorded over it."),
            lazy_gettext("Go back and copy your text, then open the draft again and put in what is missing."),
            lazy_gettext("Open the draft again"),
        ),
        Reason.DATABASE_DOWN: Wording(
            503,
            lazy_gettext("The service is resting for a moment"),
            lazy_gettext(
                "It cannot reach its data. What you have just sent was not recorded; all that came before is kept."
            ),
            lazy_gettext("Wait a minute, then reload this page: your browser will offer to send it again."),
            HOME,
        ),
        Reason.FIGURES_UNDER_WAY: Wording(
            409,
            lazy_gettext("Figures are being counted at this moment"),
            lazy_gettext("Your two paths cannot be joined meanwhile. Nothing was changed."),
            lazy_gettext("Try again in a few minutes."),
            lazy_gettext("Try again"),
            "/rapprochement",
        ),
        Reason.PATH_SHORTENED: Wording(
            409,
            lazy_gettext("A module cannot leave the path"),
            lazy_gettext("Agents have counted it already. Nothing was changed."),
            lazy_gettext("Keep it in the series."),
            HOME,
        ),
    }
    | SIGN_IN_WORDINGS
    | TOKEN_WORDINGS
)

DEFECT = Wording(
    500,
    lazy_gettext("Something went wrong on our side"),
    lazy_gettext("It is not your doing. What you had submitted before is kept."),
    lazy_gettext("Try again; if it happens again, send us the reference below through the help page."),
    lazy_gettext("Open the help page"),
    "/aide",
)
WRONG_METHOD = Wording(
    405,
    lazy_gettext("This address is not a page to open"),
    lazy_gettext("It only receives what a form sends. Nothing was recorded."),
    lazy_gettext("Start again from the home page."),
    HOME,
)
REASONS_BY_STATUS = {401: Reason.SIGN_IN_FIRST, 403: Reason.NOT_ALLOWED, 404: Reason.NOT_FOUND, 410: Reason.NOT_FOUND}
REASONS_BY_STATUS |= {413: Reason.TOO_LARGE, 503: Reason.DATABASE_DOWN}
KINDS = frozenset(reason.value for reason in Reason)
DATABASE_ERRORS = (exc.OperationalError, exc.InterfaceError, exc.TimeoutError)

# What is left when not even a page can be made.
LAST_RESORT = '<!DOCTYPE html><html lang="fr"><meta charset="utf-8"><title>{0}</title><h1>{0}</h1><p>{1}</p><p>{2}</p>'


def start(app: Flask) -> None:
    """Make a page of everything that is raised."""
    app.register_error_handler(Refused, refused)
    app.register_error_handler(CSRFError, expired)
    app.register_error_handler(HTTPException, http_error)
    for kind in DATABASE_ERRORS:
        app.register_error_handler(kind, database_down)
    app.register_error_handler(Exception, defect)
    app.before_request(refuse_nul)


def refuse_nul() -> None:
    """Nothing has an address with a NUL in it, and PostgreSQL would not even look."""
    if "\0" in request.path or any("\0" in value for value in request.args.values()):
        raise Refused(Reason.NOT_FOUND)


def refused(refusal: Refused) -> Response:
    """The domain said no."""
    wording = WORDINGS[refusal.reason]
    why = f"{refusal.reason.value} {quoted(refusal.detail)}" if refusal.detail else refusal.reason.value
    response = shown(replace(wording, link_url=refusal.next_url or wording.link_url), why)
    if wording.status == 503:
        response.headers["Retry-After"] = RETRY_AFTER
    return response


def expired(_error: CSRFError) -> Response:
    """A form was sent without the token of its session."""
    if not request.cookies:
        return shown(WORDINGS[Reason.COOKIES_OFF], Reason.COOKIES_OFF.value)
    return shown(WORDINGS[Reason.PAGE_EXPIRED], Reason.PAGE_EXPIRED.value)


def http_error(error: HTTPException) -> Response | HTTPException:
    """The request was not one that could be served."""
    if error.code is None or error.response is not None:
        return error
    response = shown(wording_of(error.code), error.name)
    for name, value in error.get_headers():
        if name not in ("Content-Type", "Content-Length"):
            response.headers[name] = value
    return response


def wording_of(status: int) -> Wording:
    """How an HTTP error is said."""
    if status in REASONS_BY_STATUS:
        return replace(WORDINGS[REASONS_BY_STATUS[status]], status=status)
    if status == WRONG_METHOD.status:
        return WRONG_METHOD
    return replace(DEFECT if status >= 500 else WORDINGS[Reason.FORGED], status=status)


def database_down(error: Exception) -> Response:
    """The database did not answer: nothing was recorded, and a retry is safe."""
    response = shown(WORDINGS[Reason.DATABASE_DOWN], Reason.DATABASE_DOWN.value, error)
    response.headers["Retry-After"] = RETRY_AFTER
    return response


def defect(error: Exception) -> Response:
    """Something nobody foresaw; under test it is raised again, to be read where it happened."""
    if current_app.testing and current_app.config["PROPAGATE_EXCEPTIONS"] is not False:
        raise error
    return shown(DEFECT, "defect", error)


def shown(wording: Wording, why: str, error: Exception | None = None) -> Response:
    """The page of an error, whose reference is also in the log with where it happened."""
    reference = new_reference()
    current_app.logger.log(
        logging.ERROR if error else logging.INFO,
        "%s %s: %s %s %s",
        reference,
        why,
        wording.status,
        request.method,
        request.endpoint or "-",
        exc_info=error,
    )
    if asked_by_program():
        kind = why.split(" ", maxsplit=1)[0] if why.split(" ", maxsplit=1)[0] in KINDS else ""
        return problem(wording.status, kind, str(wording.title), f"{wording.sentence} {wording.advice}", reference)
    page = ErrorPage(
        title=str(wording.title),
        sentence=str(wording.sentence),
        advice=str(wording.advice),
        link=Link(str(wording.link_text), wording.link_url),
        reference=reference,
    )
    try:
        return render_in("error.html", page, any_frame(reference), wording.status)
    except Exception:
        # The page of errors must not be one more error for the reader; the log has both.
        current_app.logger.exception("%s: the page of the error could not be made", reference)
        html = LAST_RESORT.format(escape(page.title), escape(page.sentence), escape(reference))
        return Response(html, wording.status, mimetype="text/html")


def any_frame(reference: str) -> Frame:
    """The visitor's frame; nobody's where the application cannot tell who is asking."""
    try:
        return current_frame()
    except Exception:
        current_app.logger.exception("%s: who is asking could not be told", reference)
        return frame_without_visitor()


def new_reference() -> str:
    """Eight characters easy to read out, such as K7QF-M2XA."""
    letters = "".join(secrets.choice(ALPHABET) for _ in range(8))
    return f"{letters[:4]}-{letters[4:]}"
