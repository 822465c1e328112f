"""An agent's change of organisation: a mistake to correct, or a move; told first, then agreed to."""

from flask import redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from quiz.identity import store as persons
from quiz.identity.guard import Call, requires
from quiz.identity.ministry import Entity, Evidence, Ministry
from quiz.identity.organisation import store as organisations
from quiz.identity.organisation.page import choices, others
from quiz.identity.permission import Permission
from quiz.learning.attempts.pages import pages
from quiz.learning.organisation import store
from quiz.learning.organisation.correction import Correction, Place, correction
from quiz.learning.organisation.forms import CORRECTION, ChangeForm, ConfirmForm
from quiz.learning.organisation.page import ChangePage, ConsequencesPage
from quiz.learning.pages import module_titles, signed_in
from quiz.refusal import Reason, Refused
from quiz.web.rendering import render

# The blueprint of the room, with these pages on it.
__all__ = ["pages"]

NOTHING = Correction((), ())


@pages.get("/mon-ministere/changement")
@requires(Permission.CHOOSE_MINISTRY, ministry=True)
def change_ministry(call: Call[None]) -> ResponseReturnValue:
    """The agent says that the organisation is another one, and sees what that changes."""
    known = organisations.ministries(call.connection)
    if "ministry" not in request.args:
        return render("learning/change_ministry.html", change_page(call, known, ChangeForm()))
    form = ChangeForm(request.args)
    form.ministry.choices = [(each.id, each.name) for each in (*choices(known, call.today), *others(known))]
    new = next((each for each in known if each.id == form.ministry.data), None)
    if not form.validate() or new is None or not possible(call, new):
        return render("learning/change_ministry.html", change_page(call, known, form), 422)
    return render("learning/change_consequences.html", consequences_page(call, known, new, form.reason.data or ""))


@pages.post("/mon-ministere/changement")
@requires(Permission.CHOOSE_MINISTRY, ministry=True)
def save_change(call: Call[None]) -> ResponseReturnValue:
    """The agent agrees to the change."""
    known = organisations.ministries(call.connection)
    form = ConfirmForm(request.form)
    form.ministry.choices = [(each.id, each.name) for each in (*choices(known, call.today), *others(known))]
    new = next((each for each in known if each.id == form.ministry.data), None)
    entities = entities_of(call, new)
    form.entity.choices = [("", ""), *((each.id, each.name) for each in entities)]
    form.entity.data = form.entity.data or ""
    if not form.validate() or new is None:
        raise Refused(Reason.FORGED)
    after = Place(new.id, form.entity.data or None)
    if after == place_of(call):
        page = consequences_page(call, known, new, form.reason.data or "", same=True)
        return render("learning/change_consequences.html", page, 422)
    decided = decide(call, after, form.reason.data or "", lock=True)
    if told(decided) != form.told.data:
        page = consequences_page(call, known, new, form.reason.data or "", changed_meanwhile=True)
        return render("learning/change_consequences.html", page, 409)
    store.save_moved(call.connection, signed_in(call), decided.moved)
    persons.save_ministry(call.connection, signed_in(call), new.id, Evidence.CHOSEN, after.entity_id)
    return redirect(url_for("identity.ministry"), 303)


def place_of(call: Call[None]) -> Place:
    """Where the agent is now."""
    return Place(call.asker.ministry_id or "", call.asker.entity_id)


def possible(call: Call[None], new: Ministry) -> bool:
    """True for another ministry, or for the same one where another entity can be named."""
    return new.id != call.asker.ministry_id or bool(entities_of(call, new))


def entities_of(call: Call[None], ministry: Ministry | None) -> tuple[Entity, ...]:
    """The entities that can be named in a ministry."""
    if ministry is None or not ministry.entities_open:
        return ()
    return tuple(each for each in organisations.entities(call.connection, ministry.id) if each.in_force(call.today))


def decide(call: Call[None], after: Place, reason: str, *, lock: bool = False) -> Correction:
    """What the change moves: nothing where it is a move."""
    if reason != CORRECTION:
        return NOTHING
    return correction(store.held(call.connection, signed_in(call), lock=lock), place_of(call), after)


def told(decided: Correction) -> str:
    """What a page said would move, for the post to be compared with."""
    return " ".join(path.module_slug for path in decided.moved)


def change_page(call: Call[None], known: tuple[Ministry, ...], form: ChangeForm) -> ChangePage:
    """What the first page shows, with what is missing in the form."""
    current = next(each for each in known if each.id == call.asker.ministry_id)
    parts = organisations.entities(call.connection, current.id) if call.asker.entity_id else ()
    same = form.ministry.data == current.id
    missing = _("Choose your organisation in the list, or “I do not know”.")
    return ChangePage(
        title=_("I have changed ministry, or I made a mistake"),
        current=current,
        current_entity=next((each for each in parts if each.id == call.asker.entity_id), None),
        choices=choices(known, call.today),
        others=others(known),
        reason=form.reason.data or "",
        chosen=form.ministry.data or "",
        reason_error=_("Say whether you have moved or made a mistake.") if form.reason.errors else "",
        ministry_error=missing if form.ministry.errors else _("This is your ministry already.") if same else "",
    )


def consequences_page(
    call: Call[None],
    known: tuple[Ministry, ...],
    new: Ministry,
    reason: str,
    *,
    changed_meanwhile: bool = False,
    same: bool = False,
) -> ConsequencesPage:
    """What the second page shows."""
    current = next(each for each in known if each.id == call.asker.ministry_id)
    decided = decide(call, Place(new.id), reason)
    titles = module_titles(call)
    return ConsequencesPage(
        title=_("What this changes"),
        current=current,
        new=new,
        reason=reason,
        entities=entities_of(call, new),
        moved=tuple(titles[path.module_slug] for path in decided.moved),
        kept=tuple(titles[slug] for slug in decided.kept),
        told=told(decided),
        changed_meanwhile=changed_meanwhile,
        entity_error=_("Choose another entity than yours.") if same else "",
    )
