"""The page on which a pilot or a referent declares headcounts of several ministries by a sheet."""

from collections.abc import Mapping

from flask import Blueprint, Response, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext

from quiz.identity import store as identity
from quiz.identity.guard import Call, requires
from quiz.identity.ministry import Ministry, MinistryKind
from quiz.identity.organisation import store as organisations
from quiz.identity.organisation.proposal.files import Unreadable, rows_of
from quiz.identity.organisation.proposal.page import ToCorrect
from quiz.identity.permission import Permission
from quiz.insight.headcount import AnyHeadcount
from quiz.insight.headcounts import store as headcounts
from quiz.insight.headcounts.page import SheetPage
from quiz.insight.headcounts.pages import keep
from quiz.insight.headcounts.pages import told as told_of_field
from quiz.insight.headcounts.sheets.render import SPREADSHEET, template
from quiz.insight.headcounts.sheets.sheet import Fault, Known, Wrong, read_sheet
from quiz.web.rendering import render

pages = Blueprint("headcount_sheets", __name__, url_prefix="/effectifs")
FROM_THE_TEMPLATE = lazy_gettext("Start from the template, and save it as XLSX, ODS or CSV.")
UNREADABLE = {
    Unreadable.TOO_LARGE: lazy_gettext("This file is too large for a list of headcounts."),
    Unreadable.UNFOLDS: lazy_gettext("This file unfolds into far more than a list of headcounts: it was not read."),
    Unreadable.NOT_A_SHEET: lazy_gettext("This file is no spreadsheet."),
    Unreadable.BROKEN: lazy_gettext("This file cannot be read as a spreadsheet: it is damaged, or of another kind."),
}
FAULTS = {
    Fault.EMPTY: (lazy_gettext("No headcount is listed."), lazy_gettext("Fill in a row, below the titles.")),
    Fault.COLUMN_MISSING: (lazy_gettext("The column “{text}” is missing."), lazy_gettext("Start from the template.")),
    Fault.TOO_LONG: (lazy_gettext("There are more than {text} rows."), lazy_gettext("Send several sheets.")),
    Fault.NO_SUCH_MINISTRY: (
        lazy_gettext("“{text}” is no ministry that you can declare for."),
        lazy_gettext("Take the identifiers of the template."),
    ),
    Fault.TWICE: (
        lazy_gettext("“{text}” has another headcount for the same day, on a row above."),
        lazy_gettext("Keep one of the two."),
    ),
    Fault.NOTHING_NEW: (lazy_gettext("This sheet says what is known already: nothing is to be declared."), ""),
}


@pages.get("")
@requires(Permission.DECLARE_HEADCOUNT)
def sheet(call: Call[None]) -> ResponseReturnValue:
    """Someone looks at the headcounts known, and at the form that takes a sheet."""
    return render("insight/headcount_sheet.html", sheet_page(call))


@pages.get("/modele")
@requires(Permission.DECLARE_HEADCOUNT)
def sheet_template(call: Call[None]) -> ResponseReturnValue:
    """Someone takes the sheet to fill in."""
    named = {"Content-Disposition": 'attachment; filename="effectifs.xlsx"'}
    return Response(template(known(call)), mimetype=SPREADSHEET, headers=named)


@pages.post("")
@requires(Permission.DECLARE_HEADCOUNT)
def declare(call: Call[None]) -> ResponseReturnValue:
    """Someone sends a sheet: everything wrong with it at once and nothing kept, or every headcount declared."""
    sent = request.files.get("sheet")
    rows = rows_of(sent.read()) if sent and sent.filename else None
    if rows is None:
        return refused(call, ToCorrect("", str(_("No file was chosen.")), str(FROM_THE_TEMPLATE)))
    if isinstance(rows, Unreadable):
        return refused(call, ToCorrect("", str(UNREADABLE[rows]), str(FROM_THE_TEMPLATE)))
    ministries = {ministry.id: headcounts for ministry, headcounts in known(call)}
    declared: list[tuple[str, AnyHeadcount]] = []
    wrong: list[Wrong] = []
    for each in read_sheet(rows, ministries, call.today):
        if isinstance(each, Wrong):
            wrong.append(each)
        else:
            declared.append(each)
    if wrong:
        return refused(call, *(to_correct(each) for each in wrong))
    for ministry_id, headcount in declared:
        keep(call, ministry_id, headcount)
    return redirect(url_for("headcount_sheets.sheet"), 303)


def known(call: Call[None]) -> tuple[tuple[Ministry, Known], ...]:
    """The ministries that whoever asks may declare for, each with what is known of it."""
    declared = headcounts.known(call.connection, call.now)
    whole, some = declared.of_ministries, declared.of_entities
    entities: dict[str, list[str]] = {}
    for entity in organisations.every_entity(call.connection):
        if entity.in_force(call.today):
            entities.setdefault(entity.ministry_id, []).append(entity.id)
    return tuple(
        (ministry, Known(whole.get(ministry.id), some.get(ministry.id), named_in(ministry, entities)))
        for ministry in identity.ministries(call.connection)
        if ministry.kind is MinistryKind.MINISTRY
        and ministry.in_force(call.today)
        and call.asker.may(Permission.DECLARE_HEADCOUNT, ministry.id)
    )


def named_in(ministry: Ministry, entities: Mapping[str, list[str]]) -> tuple[str, ...]:
    """The entities of a ministry that its agents may name."""
    return tuple(entities.get(ministry.id, ())) if ministry.entities_open else ()


def refused(call: Call[None], *problems: ToCorrect) -> ResponseReturnValue:
    """The page again, with all that is wrong; nothing was kept."""
    return render("insight/headcount_sheet.html", sheet_page(call, problems), 422)


def sheet_page(call: Call[None], problems: tuple[ToCorrect, ...] = ()) -> SheetPage:
    """What the page shows."""
    lines = tuple((ministry, each.headcount) for ministry, each in known(call))
    return SheetPage(_("Headcounts by a sheet"), lines, problems)


def to_correct(wrong: Wrong) -> ToCorrect:
    """What is wrong in a cell, in words."""
    if isinstance(wrong.what, tuple):
        return ToCorrect(wrong.cell, told_of_field(*wrong.what), "")
    message, hint = FAULTS[wrong.what]
    return ToCorrect(wrong.cell, str(message).format(text=wrong.text), str(hint))
