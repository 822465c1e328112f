"""The pages of one's own data: see it, take it away, erase it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from flask import Blueprint, Response, redirect, request, session, url_for
from flask.typing import ResponseReturnValue
from flask_babel import get_locale
from flask_babel import gettext as _
from sqlalchemy.engine import Connection

from quiz.content.markdown import inline
from quiz.identity import store as identity
from quiz.identity.guard import Call, requires
from quiz.identity.joining.store import absorbed
from quiz.identity.permission import Permission
from quiz.identity.role import Role
from quiz.identity.sign_in import SESSION_LENGTH
from quiz.marking import response as responses
from quiz.notices.files import notice
from quiz.notices.filling import filled, operator_words
from quiz.privacy import files, journal, store
from quiz.privacy.answer_words import said
from quiz.privacy.kept import KEPT, As
from quiz.privacy.page import Answered, ErasurePage, OwnDataPage, ReceiptPage
from quiz.privacy.purge import store as purging
from quiz.privacy.receipt import BITS, is_ours, receipt_code
from quiz.privacy.retention import (
    AUDIT_KEPT_YEARS,
    IDLE_ATTEMPT_KEPT_MONTHS,
    RESPONSES_KEPT_DAYS,
    RESULTS_KEPT_YEARS,
)
from quiz.privacy.telling import Tell, as_file, sections
from quiz.refusal import Reason, Refused
from quiz.storage.keys import refuse_other_keys
from quiz.web.formats import day, moment, number
from quiz.web.headers import leaving_nothing
from quiz.web.rendering import render

pages = Blueprint("privacy", __name__, template_folder="templates")
Kept = Mapping[str, Sequence[Mapping[str, Any]]]


@pages.get("/donnees-personnelles")
@requires(Permission.READ_MODULES)
def personal_data(call: Call[None]) -> ResponseReturnValue:
    """Someone asks what the service knows of them, why, and for how long."""
    settings = call.given.settings
    page = notice(settings.content_folder / "pages", "donnees-personnelles", str(get_locale()))
    if page is None:
        raise Refused(Reason.NOT_FOUND)
    last = purging.last_run(call.connection)
    values = operator_words(settings) | {
        "responses_kept": str(RESPONSES_KEPT_DAYS),
        "idle_attempts_kept": str(IDLE_ATTEMPT_KEPT_MONTHS),
        "results_kept": str(RESULTS_KEPT_YEARS),
        "audit_kept": str(AUDIT_KEPT_YEARS),
        "session_hours": str(SESSION_LENGTH // timedelta(hours=1)),
        "small_group": str(settings.small_group),
        "last_purge": _("It last ran on %(day)s.", day=day(last)) if last else _("It has not run yet."),
    }
    html = filled(page.html, values, _("to be completed by the operator"))
    return render("notices/notice.html", replace(page, html=html))


@pages.get("/mes-donnees")
@requires(Permission.SEE_OWN_DATA)
def own_data(call: Call[None]) -> ResponseReturnValue:
    """Someone looks at everything kept of them."""
    kept = store.everything(call.connection, signed_in(call))
    answers = tuple(answered(call, kept))
    told = sections(KEPT, kept, _, teller(call.connection, kept, titles(call, kept)))
    return render("privacy/own_data.html", OwnDataPage(_("My data"), told, answers, RESPONSES_KEPT_DAYS))


@pages.get("/mes-donnees/fichier")
@requires(Permission.SEE_OWN_DATA)
def export(call: Call[None]) -> ResponseReturnValue:
    """Someone takes away everything kept of them."""
    kept = store.everything(call.connection, signed_in(call))
    legend = {table.table: f"{_(table.title)}. {_(table.why)}" for table in KEPT}
    response = Response(as_file(kept, legend, call.now), mimetype="application/json")
    response.headers["Content-Disposition"] = f'attachment; filename="mes-donnees-{call.today}.json"'
    return response


@pages.get("/mes-donnees/effacement")
@requires(Permission.ERASE_OWN_DATA)
def erasure(call: Call[None]) -> ResponseReturnValue:
    """Someone reads what an erasure does before asking for it."""
    holds_a_role = any(grant.role not in (Role.VISITOR, Role.AGENT) for grant in call.asker.grants)
    return render("privacy/erasure.html", ErasurePage(_("Erase my data"), holds_a_role))


@pages.post("/mes-donnees/effacement")
@requires(Permission.ERASE_OWN_DATA)
def erase(call: Call[None]) -> ResponseReturnValue:
    """Someone erases everything kept of them, at once."""
    person_id, key = signed_in(call), call.given.settings.hashing_key
    refuse_other_keys(call.connection)
    erased = journal.erasures(key, person_id, absorbed(call.connection, person_id), call.today)
    if file := files.journal_file(call.given.settings, call.connection.engine):
        # Before the commit: were it lost, these lines would erase from a backup someone who asked for it.
        files.append(file, erased)
    for each in erased:
        store.remember(call.connection, each)
    store.erase(call.connection, [person_id])
    session.clear()
    code = receipt_code(key.chain[-1], call.today, call.given.chance(BITS))
    return leaving_nothing(redirect(url_for("privacy.receipt", jour=call.today.isoformat(), code=code), 303))


@pages.get("/mes-donnees/recu")
@requires(Permission.READ_MODULES)
def receipt(call: Call[None]) -> ResponseReturnValue:
    """Someone no longer known here reads, or prints, that the erasure was done."""
    settings = call.given.settings
    code = request.args.get("code", "")
    try:
        on = date.fromisoformat(request.args.get("jour", ""))
    except ValueError:
        raise Refused(Reason.NOT_FOUND) from None
    if not is_ours(settings.hashing_key, on, code):
        raise Refused(Reason.NOT_FOUND)
    page = ReceiptPage(_("Your data are erased"), on, code, settings.operator, settings.contact)
    return render("privacy/receipt.html", page)


def signed_in(call: Call[None]) -> UUID:
    """The person asking, on pages the guard opens to signed-in people only."""
    if call.asker.person_id is None:
        raise Refused(Reason.SIGN_IN_FIRST)
    return call.asker.person_id


def titles(call: Call[None], kept: Kept) -> dict[str, str]:
    """The titles of the modules someone has begun, as they were at their last attempt."""
    versions = {row["module_slug"]: row["version_id"] for row in kept["attempt"]}
    shelf = call.given.shelf
    return {slug: shelf.version(call.connection, version).module.title for slug, version in versions.items()}


def answered(call: Call[None], kept: Kept) -> Iterator[Answered]:
    """Each answer kept, in the words of its question."""
    attempts = {row["id"]: row for row in kept["attempt"]}
    shelf, language = call.given.shelf, str(get_locale())
    for row in kept["response"]:
        version = shelf.version(call.connection, attempts[row["attempt_id"]]["version_id"])
        module = shelf.module(call.connection, version, language, call.now)
        item = next(item for item in module.items if item.id == row["item_id"])
        given = responses.from_json(row["given"])
        sure = given.certainty.value if given.certainty else None
        yield Answered(module.title, inline(item.prompt), tuple(said(item, given)), given.unknown, sure)


def teller(connection: Connection, kept: Mapping[str, store.Rows], modules: Mapping[str, str]) -> Tell:
    """How each sort of value is told, in the reader's language."""
    entities = store.entities(connection, kept)
    ministries = {ministry.id: ministry.name for ministry in identity.ministries(connection)}

    def tell(how: As, value: Any) -> str:
        if value is None:
            return str(_("not yet"))
        match how:
            case As.DAY:
                return day(value)
            case As.MOMENT:
                return moment(value)
            case As.MINISTRY:
                return ministries.get(value, str(value))
            case As.ENTITY:
                return entities.get(value, str(value))
            case As.MODULE:
                return modules.get(value, str(value))
            case As.NUMBER:
                return number(value)
            case As.YES_NO:
                return str(_("yes") if value else _("no"))
            case As.MARK:
                return str(_("kept, unreadable"))
            case As.TEXT:
                return str(value)

    return tell
