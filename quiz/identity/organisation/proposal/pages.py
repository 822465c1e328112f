"""A referent brings the entities of a ministry in a sheet; the pilot accepts or refuses what it changes."""

from flask import Blueprint, Response, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext

from quiz.identity.audit import act
from quiz.identity.audit import store as audit
from quiz.identity.guard import Call, requires
from quiz.identity.ministry import Ministry, MinistryKind, alphabetical
from quiz.identity.organisation import store as organisations
from quiz.identity.organisation.proposal import store
from quiz.identity.organisation.proposal.difference import Difference, difference
from quiz.identity.organisation.proposal.files import Unreadable, rows_of
from quiz.identity.organisation.proposal.forms import DecisionForm, OpenForm
from quiz.identity.organisation.proposal.page import EntitiesPage, ProposalLine, ProposalPage, ProposalsPage, ToCorrect
from quiz.identity.organisation.proposal.render import SPREADSHEET, template
from quiz.identity.organisation.proposal.sheet import Found, read
from quiz.identity.organisation.proposal.store import ACCEPTED, Proposal
from quiz.identity.permission import Permission
from quiz.refusal import Reason, Refused
from quiz.web.rendering import render

pages = Blueprint("entities", __name__, template_folder="../../templates")
FROM_THE_TEMPLATE = lazy_gettext("Start from the template, and save it as XLSX, ODS or CSV.")
UNREADABLE = {
    Unreadable.TOO_LARGE: lazy_gettext("This file is too large for a list of entities."),
    Unreadable.UNFOLDS: lazy_gettext("This file unfolds into far more than a list of entities: it was not read."),
    Unreadable.NOT_A_SHEET: lazy_gettext("This file is no spreadsheet."),
    Unreadable.BROKEN: lazy_gettext("This file cannot be read as a spreadsheet: it is damaged, or of another kind."),
}
NOTHING_SENT = lazy_gettext("No file was chosen.")
NOTHING_NEW = lazy_gettext("This sheet says what is known already: there is nothing to propose.")


@pages.get("/tableau-de-bord/<ministry_id>/entites")
@requires(Permission.PROPOSE_ENTITIES, scope="ministry_id")
def of_ministry(call: Call[None], ministry_id: str) -> ResponseReturnValue:
    """A referent looks at the entities of a ministry."""
    return render("identity/entities.html", entities_page(call, known_ministry(call, ministry_id)))


@pages.get("/tableau-de-bord/<ministry_id>/entites/modele")
@requires(Permission.PROPOSE_ENTITIES, scope="ministry_id")
def sheet_template(call: Call[None], ministry_id: str) -> ResponseReturnValue:
    """A referent takes the sheet to fill in."""
    ministry = known_ministry(call, ministry_id)
    sheet = template(ministry.id, organisations.entities(call.connection, ministry.id))
    named = {"Content-Disposition": f'attachment; filename="entites-{ministry.id}.xlsx"'}
    return Response(sheet, mimetype=SPREADSHEET, headers=named)


@pages.post("/tableau-de-bord/<ministry_id>/entites")
@requires(Permission.PROPOSE_ENTITIES, scope="ministry_id")
def propose(call: Call[None], ministry_id: str) -> ResponseReturnValue:
    """A referent sends a sheet: everything wrong with it at once, or a proposal for the pilot."""
    ministry = known_ministry(call, ministry_id)
    sent = request.files.get("sheet")
    rows = rows_of(sent.read()) if sent and sent.filename else None
    if rows is None:
        return refused(call, ministry, ToCorrect("", str(NOTHING_SENT), str(FROM_THE_TEMPLATE)))
    if isinstance(rows, Unreadable):
        return refused(call, ministry, ToCorrect("", str(UNREADABLE[rows]), str(FROM_THE_TEMPLATE)))
    known = organisations.entities(call.connection, ministry.id)
    said = read(rows, ministry.id, known, store.elsewhere(call.connection, ministry.id))
    if said.found:
        return refused(call, ministry, *(to_correct(each) for each in said.found))
    if difference(known, said.entities, call.today).nothing:
        return refused(call, ministry, ToCorrect("", str(NOTHING_NEW), ""))
    store.propose(call.connection, ministry.id, said.entities, call.now)
    return redirect(url_for("entities.of_ministry", ministry_id=ministry.id), 303)


@pages.post("/tableau-de-bord/<ministry_id>/entites/ouverture")
@requires(Permission.PROPOSE_ENTITIES, scope="ministry_id")
def open_or_close(call: Call[None], ministry_id: str) -> ResponseReturnValue:
    """A referent decides whether agents are asked for their entity."""
    ministry = known_ministry(call, ministry_id)
    form = OpenForm(request.form)
    if not form.validate():
        raise Refused(Reason.FORGED)
    opened = form.opened.data == "yes"
    organisations.open_entities(call.connection, ministry.id, opened)
    log(call, ministry.id, act.OPENED if opened else act.CLOSED)
    return redirect(url_for("entities.of_ministry", ministry_id=ministry.id), 303)


@pages.get("/pilotage/entites")
@requires(Permission.DECIDE_ENTITIES)
def proposals(call: Call[None]) -> ResponseReturnValue:
    """The pilot sees what referents propose."""
    names = {each.id: each.name for each in organisations.ministries(call.connection)}
    lines = tuple(
        ProposalLine(
            url_for("entities.proposal", number=each.id), names[each.ministry_id], each.proposed_at, each.decision
        )
        for each in store.proposals(call.connection)
    )
    return render("identity/proposals.html", ProposalsPage(_("Entities proposed"), lines))


@pages.get("/pilotage/entites/<int:number>")
@requires(Permission.DECIDE_ENTITIES)
def proposal(call: Call[None], number: int) -> ResponseReturnValue:
    """The pilot compares a proposal with what is known."""
    asked = found(store.proposal(call.connection, number))
    ministry = known_ministry(call, asked.ministry_id)
    page = ProposalPage(
        title=_("Entities of %(name)s", name=ministry.short_name),
        ministry=ministry,
        proposed_at=asked.proposed_at,
        decision=asked.decision,
        decided_at=asked.decided_at,
        difference=changes(call, asked),
    )
    return render("identity/proposal.html", page)


@pages.post("/pilotage/entites/<int:number>")
@requires(Permission.DECIDE_ENTITIES)
def decide(call: Call[None], number: int) -> ResponseReturnValue:
    """The pilot accepts or refuses a proposal; decided already, it stays as it was decided."""
    asked = found(store.proposal(call.connection, number, lock=True))
    form = DecisionForm(request.form)
    if not form.validate():
        raise Refused(Reason.FORGED)
    if asked.decision is None:
        if form.decision.data == ACCEPTED:
            organisations.save_entities(call.connection, changes(call, asked).saved)
            log(call, asked.ministry_id, act.ACCEPTED)
        store.decide(call.connection, number, form.decision.data or "", call.now)
    return redirect(url_for("entities.proposal", number=number), 303)


def log(call: Call[None], ministry_id: str, what: str) -> None:
    """Keep in the audit log what was done to the entities of a ministry."""
    audit.write(
        call.connection,
        act.Act.ORGANISATIONS_CHANGED,
        act.signature(call.asker.grants),
        act.BETWEEN.join((ministry_id, what)),
        call.now,
    )


def known_ministry(call: Call[None], ministry_id: str) -> Ministry:
    """A ministry that has entities; the answers that are no ministry have none."""
    for each in organisations.ministries(call.connection):
        if each.id == ministry_id and each.kind is MinistryKind.MINISTRY:
            return each
    raise Refused(Reason.NOT_FOUND)


def found(asked: Proposal | None) -> Proposal:
    """The proposal asked for, or not found."""
    if asked is None:
        raise Refused(Reason.NOT_FOUND)
    return asked


def changes(call: Call[None], asked: Proposal) -> Difference:
    """What accepting a proposal changes; entities that have left the ministry since are left alone."""
    known = organisations.entities(call.connection, asked.ministry_id)
    gone = store.elsewhere(call.connection, asked.ministry_id)
    return difference(known, (each for each in asked.entities if each.id not in gone), call.today)


def to_correct(each: Found) -> ToCorrect:
    """What is wrong in a cell, in words."""
    message, hint = each.fault.value
    return ToCorrect(each.cell, _(message).format(**each.parameters), _(hint))


def refused(call: Call[None], ministry: Ministry, *problems: ToCorrect) -> ResponseReturnValue:
    """The page again, with all that is wrong; nothing was kept."""
    return render("identity/entities.html", entities_page(call, ministry, problems), 422)


def entities_page(call: Call[None], ministry: Ministry, problems: tuple[ToCorrect, ...] = ()) -> EntitiesPage:
    """What the page of a ministry's entities shows."""
    proposed = store.proposals(call.connection, ministry_id=ministry.id)
    last = proposed[0] if proposed else None
    listed = organisations.entities(call.connection, ministry.id)
    return EntitiesPage(
        title=_("Entities of %(name)s", name=ministry.short_name),
        ministry=ministry,
        entities=tuple(sorted(listed, key=lambda each: alphabetical(each.name))),
        waiting_since=last.proposed_at if last and last.decision is None else None,
        refused_on=last.decided_at if last and last.decision == store.REFUSED else None,
        problems=problems,
    )
