"""Roles in the browser: a pilot gives, reviews and takes back; an agent asks for a referent's access."""

from dataclasses import replace
from datetime import timedelta

from flask import Blueprint, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from werkzeug.datastructures import MultiDict

from quiz.identity import store as identity
from quiz.identity.address import Address, read_address
from quiz.identity.audit import store as audit
from quiz.identity.audit.act import BETWEEN, Act, signature
from quiz.identity.guard import Call, requires
from quiz.identity.ministry import Entity, Ministry, MinistryKind
from quiz.identity.organisation import store as organisations
from quiz.identity.permission import Permission
from quiz.identity.role import GRANTABLE, Grant, Role
from quiz.identity.roles import store
from quiz.identity.roles.forms import AskForm, DecisionForm, GrantForm
from quiz.identity.roles.given import Given, leaves_no_pilot
from quiz.identity.roles.label import label_problem
from quiz.identity.roles.page import AskPage, Line, Names, RolesPage, Typed, Waiting
from quiz.identity.roles.request import Position, Request, new_reference
from quiz.identity.roles.words import LABEL_PROBLEMS, POSITIONS, ROLES
from quiz.refusal import Reason, Refused
from quiz.web.rendering import render

pages = Blueprint("roles", __name__, template_folder="templates")
A_YEAR = timedelta(days=365)
REFERENCE_BITS = 128


@pages.get("/roles")
@requires(Permission.MANAGE_ROLES)
def review(call: Call[None]) -> ResponseReturnValue:
    """The pilot reviews who holds what, and who asks."""
    return render("roles/roles.html", roles_page(call))


@pages.post("/roles")
@requires(Permission.MANAGE_ROLES)
def give(call: Call[None]) -> ResponseReturnValue:
    """The pilot gives a role to a verified address."""
    form = GrantForm(request.form)
    form.validate()
    address = read_address(form.email.data or "")
    known = {ministry.id for ministry in in_charge(call)}
    if errors := grant_errors(call, form, address, known):
        return render("roles/roles.html", roles_page(call, typed_in(request.form, errors)), 422)
    role = Role(form.role.data)
    ministry_id, entity_id = scope_of(call, form, role)
    until = form.until.data or call.today + A_YEAR
    granted = Grant(role, ministry_id, until, (form.label.data or "").strip(), entity_id)
    keep(call, str(address), granted, deputy=form.deputy.data)
    return redirect(url_for("roles.review"), 303)


@pages.post("/roles/<int(max=2147483647):number>/retrait")
@requires(Permission.MANAGE_ROLES)
def take_back(call: Call[None], number: int) -> ResponseReturnValue:
    """The pilot takes a role back; it acts at once. The last pilot stays one."""
    if leaves_no_pilot(store.pilots(call.connection), [number], call.today):
        raise Refused(Reason.LAST_PILOT)
    if not store.revoke(call.connection, number, signature(call.asker.grants), call.now):
        raise Refused(Reason.NOT_FOUND)
    return redirect(url_for("roles.review"), 303)


@pages.post("/roles/demandes/<int(max=2147483647):number>")
@requires(Permission.MANAGE_ROLES)
def decide(call: Call[None], number: int) -> ResponseReturnValue:
    """The pilot accepts a request, by the address it was written from, or declines it."""
    form = DecisionForm(request.form)
    form.validate()
    if form.decline.data:
        asked = store.close_request(call.connection, number)
        if asked is None:
            raise Refused(Reason.NOT_FOUND)
        scope = [part for part in (asked.ministry_id, asked.entity_id) if part]
        what = BETWEEN.join((Role.REFERENT.value, *scope, asked.reference))
        audit.write(call.connection, Act.ROLE_REQUEST_DECLINED, signature(call.asker.grants), what, call.now)
        return redirect(url_for("roles.review"), 303)
    typed = form.email.data or ""
    address = read_address(typed)
    if address is None or not store.asked_from(call.connection, number, hashed(call, str(address))):
        error = _("This is not the address of whoever asked. Copy the one the request was written from.")
        return render("roles/roles.html", roles_page(call, wrong=(number, typed, error)), 422)
    asked = store.close_request(call.connection, number)
    if asked is None:
        raise Refused(Reason.NOT_FOUND)
    label = f"{_(POSITIONS[asked.position])}, {asked.reference}"
    role = Role.ENTITY_REFERENT if asked.entity_id else Role.REFERENT
    granted = Grant(role, asked.ministry_id, call.today + A_YEAR, label, asked.entity_id)
    keep(call, str(address), granted, deputy=asked.deputy)
    return redirect(url_for("roles.review"), 303)


@pages.get("/acces-referent")
@requires(Permission.ASK_FOR_ROLE)
def ask(call: Call[None]) -> ResponseReturnValue:
    """An agent sees their roles, and asks for a referent's access."""
    return render("roles/ask.html", ask_page(call))


@pages.post("/acces-referent")
@requires(Permission.ASK_FOR_ROLE)
def send(call: Call[None]) -> ResponseReturnValue:
    """An agent asks; the pilot will know them by the mail they write."""
    asker = call.asker.person_id and store.verified(call.connection, call.asker.person_id)
    form = AskForm(request.form)
    fits = form.validate()
    ministry = next((each.id for each in in_charge(call) if each.id == form.ministry.data), None)
    entity = form.entity.data or None
    of_it = entity is None or any(each.id == entity and each.ministry_id == ministry for each in nameable(call))
    if not fits or not asker or ministry is None or not of_it:
        page = replace(
            ask_page(call),
            ministry_error="" if ministry else _("Choose a ministry in the list."),
            entity_error="" if of_it else _("This entity is not one of that ministry: choose again, or leave it out."),
            position_error=_("Choose a position in the list.") if form.position.errors else "",
        )
        return render("roles/ask.html", page, 422)
    reference = new_reference(call.given.chance(REFERENCE_BITS))
    position, deputy = Position(form.position.data), form.deputy.data
    store.ask(call.connection, asker, ministry, position, reference, call.now, deputy=deputy, entity_id=entity)
    return redirect(url_for("roles.ask"), 303)


def hashed(call: Call[None], email: str) -> str:
    """The keyed hash of an address."""
    return store.email_hash(email, call.given.settings.hashing_key)


def keep(call: Call[None], email: str, granted: Grant, *, deputy: bool) -> None:
    """Give a role, in the name of the pilot who asks."""
    who = signature(call.asker.grants)
    store.grant(call.connection, hashed(call, email), granted, who, call.now, deputy=deputy)


def in_charge(call: Call[None]) -> tuple[Ministry, ...]:
    """The ministries a referent may have."""
    return tuple(each for each in identity.ministries(call.connection) if each.kind is MinistryKind.MINISTRY)


def nameable(call: Call[None]) -> tuple[Entity, ...]:
    """The entities a referent may have: those that agents may name today."""
    return names_of(call).nameable(call.today)


def scope_of(call: Call[None], form: GrantForm, role: Role) -> tuple[str | None, str | None]:
    """The ministry, and the entity of it, that the role chosen is bounded to."""
    if role is Role.REFERENT:
        return form.ministry.data, None
    if role is Role.ENTITY_REFERENT:
        return next(
            ((each.ministry_id, each.id) for each in nameable(call) if each.id == form.entity.data), (None, None)
        )
    return None, None


def grant_errors(call: Call[None], form: GrantForm, address: Address | None, known: set[str]) -> dict[str, str]:
    """What is wrong with a role about to be given, by field."""
    errors = {}
    if address is None:
        errors["email"] = _("Type a whole e-mail address.")
    if form.role.errors:
        errors["role"] = _("Choose a role in the list.")
    elif form.role.data == Role.REFERENT.value and form.ministry.data not in known:
        errors["ministry"] = _("A referent has a ministry: choose it in the list.")
    elif form.role.data == Role.ENTITY_REFERENT.value and scope_of(call, form, Role.ENTITY_REFERENT) == (None, None):
        errors["entity"] = _("A referent of an entity has one: choose it in the list.")
    if problem := label_problem(form.label.data or "", address):
        errors["label"] = _(LABEL_PROBLEMS[problem])
    if form.until.errors or (form.until.data and form.until.data < call.today):
        errors["until"] = _("Give a day to come, or leave it empty for one year.")
    return errors


def typed_in(posted: MultiDict[str, str], errors: dict[str, str]) -> Typed:
    """The form as it was typed."""
    fields = {name: posted.get(name, "")[:320] for name in ("email", "role", "ministry", "entity", "label", "until")}
    return Typed(**fields, deputy="deputy" in posted, errors=errors)


def roles_page(call: Call[None], typed: Typed | None = None, wrong: tuple[int, str, str] | None = None) -> RolesPage:
    """What the pilot sees of roles; `wrong` is the request an unfit address was just typed for."""
    names = names_of(call)
    given = store.given(call.connection)
    waiting = [waits(each, names) for each in store.requests(call.connection)]
    if wrong:
        number, email, error = wrong
        waiting = [replace(each, email=email, error=error) if each.number == number else each for each in waiting]
    return RolesPage(
        title=_("Roles"),
        waiting=tuple(waiting),
        lines=tuple(line(call, each, names) for each in given),
        ending=sum(each.grant.ends_soon(call.today) for each in given),
        roles=tuple((role.value, _(ROLES[role.value])) for role in GRANTABLE),
        ministries=choices(names),
        entities=entity_choices(call, names),
        typed=typed or Typed(),
    )


def ask_page(call: Call[None]) -> AskPage:
    """What an agent sees of their own roles."""
    names = names_of(call)
    email_hash = store.verified(call.connection, call.asker.person_id) if call.asker.person_id else None
    own = [Given(0, grant, False, call.now) for grant in call.asker.grants if grant.role is not Role.AGENT]
    return AskPage(
        title=_("Referent’s access"),
        lines=tuple(line(call, each, names) for each in own),
        waiting=tuple(waits(each, names) for each in store.requests(call.connection, email_hash)) if email_hash else (),
        known=email_hash is not None,
        contact=call.given.settings.contact,
        ministries=choices(names),
        entities=entity_choices(call, names),
        positions=tuple((position.value, _(POSITIONS[position])) for position in Position),
        chosen_ministry=call.asker.ministry_id or "",
    )


def choices(names: Names) -> tuple[tuple[str, str], ...]:
    """The ministries a list offers."""
    return tuple((each.id, each.name) for each in names.listed if each.kind is MinistryKind.MINISTRY)


def names_of(call: Call[None]) -> Names:
    """What ministries and entities are called."""
    return Names(identity.ministries(call.connection), organisations.every_entity(call.connection))


def entity_choices(call: Call[None], names: Names) -> tuple[tuple[str, str], ...]:
    """The entities a list offers, each with its ministry."""
    return tuple((each.id, names.name(each.ministry_id, each.id)) for each in names.nameable(call.today))


def line(call: Call[None], each: Given, names: Names) -> Line:
    """A role given, in words."""
    held = each.grant
    ended, soon = held.ended(call.today), held.ends_soon(call.today)
    role, scope = _(ROLES[held.role.value]), names.name(held.ministry_id, held.entity_id)
    return Line(each.number, role, scope, held.label, each.deputy, held.until, ended, soon)


def waits(each: Request, names: Names) -> Waiting:
    """A request, in words."""
    scope, position = names.name(each.ministry_id, each.entity_id), _(POSITIONS[each.position])
    return Waiting(each.number, each.reference, scope, position, each.deputy, each.asked_at.date())
