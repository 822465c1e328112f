"""The organisation of an agent: suggested, confirmed or chosen; their entity; and the link of a campaign."""

from flask import redirect, request, session, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext

from quiz.identity import store as persons
from quiz.identity.guard import CAMPAIGN, Call, requires
from quiz.identity.ministry import Entity, Evidence
from quiz.identity.organisation import store
from quiz.identity.organisation.changes import names_before
from quiz.identity.organisation.forms import EntityForm, MinistryForm
from quiz.identity.organisation.page import EntityPage, MinistryPage, choices, others
from quiz.identity.organisation.suggestion import Why, evidence_of
from quiz.identity.pages import pages
from quiz.identity.permission import Permission
from quiz.refusal import Reason, Refused
from quiz.web.rendering import render
from quiz.web.safe_path import safe_path

# The blueprint of the room, with these pages on it.
__all__ = ["pages"]

WHY = {
    Why.SIRET: lazy_gettext("So says the establishment your sign-in named."),
    Why.DOMAIN: lazy_gettext("So says the domain of your e-mail address."),
    Why.PATTERN: lazy_gettext("So says the domain of your e-mail address."),
    Why.CAMPAIGN: lazy_gettext("So says the link you followed."),
    Why.SUCCESSOR: lazy_gettext("The ministry you had named has become this one."),
    Why.ENDED: lazy_gettext(
        "The ministry you had named is no longer what it was: choose yours. Your results are kept."
    ),
    Why.SHARED_DOMAIN: lazy_gettext("Several ministries share the domain of your e-mail address: choose yours."),
    Why.CONTRADICTION: lazy_gettext("What we were told of your employer contradicts itself: choose yours."),
    Why.UNKNOWN_SIRET: lazy_gettext("We do not know the establishment your sign-in named: choose your ministry."),
}


@pages.get("/mon-ministere")
@requires(Permission.CHOOSE_MINISTRY)
def ministry(call: Call[None]) -> ResponseReturnValue:
    """The agent is asked which organisation is theirs."""
    return render("identity/ministry.html", ministry_page(call))


@pages.post("/mon-ministere")
@requires(Permission.CHOOSE_MINISTRY)
def save_ministry(call: Call[None]) -> ResponseReturnValue:
    """The agent confirms or chooses an organisation."""
    if call.asker.ministry_id is not None:
        raise Refused(Reason.MINISTRY_CONFIRMED)
    page = ministry_page(call)
    form = MinistryForm(request.form)
    if form.other.data:
        form.ministry.data = form.other.data
    form.ministry.choices = [(each.id, each.name) for each in page.choices + page.others]
    if not form.validate() or call.asker.person_id is None:
        error = _("Choose your organisation in the list, or “I do not know”.")
        return render("identity/ministry.html", ministry_page(call, error), 422)
    chosen = form.ministry.data
    confirmed = chosen == call.asker.suggested_ministry_id
    evidence = evidence_of(call.asker.suggestion_reason) if confirmed else Evidence.CHOSEN
    entity = page.suggested_entity if confirmed and page.suggested_entity else None
    named = entity.id if entity and form.entity.data == entity.id else None
    persons.save_ministry(call.connection, call.asker.person_id, chosen, evidence, named)
    if named is None and entities_to_choose(call, chosen):
        return redirect(url_for("identity.entity", suite=page.next_path), 303)
    return redirect(page.next_path, 303)


@pages.get("/mon-ministere/entite")
@requires(Permission.CHOOSE_MINISTRY, ministry=True)
def entity(call: Call[None]) -> ResponseReturnValue:
    """The agent may say which part of the ministry is theirs."""
    page = entity_page(call)
    if call.asker.entity_id is not None or not page.entities:
        return redirect(page.next_path, 303)
    return render("identity/entity.html", page)


@pages.post("/mon-ministere/entite")
@requires(Permission.CHOOSE_MINISTRY, ministry=True)
def save_entity(call: Call[None]) -> ResponseReturnValue:
    """The agent names their entity."""
    if call.asker.entity_id is not None:
        raise Refused(Reason.MINISTRY_CONFIRMED)
    page = entity_page(call)
    form = EntityForm(request.form)
    form.entity.choices = [(each.id, each.name) for each in page.entities]
    if not form.validate() or call.asker.person_id is None:
        error = _("Choose your entity in the list, or go on without it.")
        return render("identity/entity.html", entity_page(call, error), 422)
    persons.save_entity(call.connection, call.asker.person_id, form.entity.data)
    return redirect(page.next_path, 303)


@pages.get("/c/<code>")
@requires(Permission.READ_MODULES)
def campaign(call: Call[None], code: str) -> ResponseReturnValue:
    """Someone follows the link of a campaign: it suggests an organisation at sign-in, and follows nobody."""
    if store.campaign(call.connection, code, call.today) is None:
        raise Refused(Reason.NOT_FOUND)
    if not call.asker.signed_in:
        session[CAMPAIGN] = code
    return redirect(safe_path(request.args.get("suite"), url_for("learning.home")), 303)


def ministry_page(call: Call[None], error: str | None = None) -> MinistryPage:
    """What the page of the organisation shows."""
    known = store.ministries(call.connection)
    by_id = {each.id: each for each in known}
    asker = call.asker
    may_choose = choices(known, call.today)
    asked = asker.ministry_id is None
    shown = asker.ministry_id or asker.suggested_ministry_id
    parts = store.entities(call.connection, shown) if shown and by_id[shown].entities_open else ()
    by_code = {each.id: each for each in parts}
    choosing = error is not None or "choisir" in request.args
    suggested = by_id.get(asker.suggested_ministry_id or "") if asked and not choosing else None
    next_path = safe_path(request.values.get("suite"), url_for("learning.home"))
    return MinistryPage(
        title=_("Your organisation"),
        next_path=next_path,
        suggested=suggested if suggested in may_choose else None,
        suggested_entity=by_code.get(asker.suggested_entity_id or "") if asked else None,
        why=str(WHY.get(asker.suggestion_reason, "")) if asker.suggestion_reason and not choosing else "",
        current=by_id.get(asker.ministry_id or ""),
        former_names=names_before(store.former_names(call.connection), shown) if shown else (),
        current_entity=by_code.get(asker.entity_id or ""),
        entity_awaited=asker.entity_id is None and any(each.in_force(call.today) for each in parts),
        choices=may_choose,
        others=others(known),
        choose_url=url_for("identity.ministry", choisir="oui", suite=next_path),
        error=error,
    )


def entities_to_choose(call: Call[None], ministry_id: str | None) -> tuple[Entity, ...]:
    """The entities an agent of a ministry may name: none where it has not opened them."""
    known = {each.id: each for each in store.ministries(call.connection)}
    if ministry_id not in known or not known[ministry_id].entities_open:
        return ()
    return tuple(each for each in store.entities(call.connection, ministry_id) if each.in_force(call.today))


def entity_page(call: Call[None], error: str | None = None) -> EntityPage:
    """What the page of the entity shows."""
    known = {each.id: each for each in store.ministries(call.connection)}
    ministry_id = call.asker.ministry_id or ""
    return EntityPage(
        title=_("Your entity"),
        next_path=safe_path(request.values.get("suite"), url_for("learning.home")),
        ministry=known[ministry_id],
        entities=entities_to_choose(call, ministry_id),
        small_group=call.given.settings.small_group,
        error=error,
    )
