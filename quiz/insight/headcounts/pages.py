"""The page on which a referent or a pilot declares a ministry's headcount."""

from collections.abc import Iterable, Mapping

from flask import Blueprint, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from quiz.identity import store as identity
from quiz.identity.audit import store as audit
from quiz.identity.audit.act import Act, signature
from quiz.identity.guard import Call, requires
from quiz.identity.ministry import Ministry
from quiz.identity.organisation import store as organisations
from quiz.identity.permission import Permission
from quiz.insight import store
from quiz.insight.entities import store as entities
from quiz.insight.figures import MinistryFigures
from quiz.insight.headcount import (
    LARGEST,
    LONGEST,
    AnyHeadcount,
    Declaration,
    EntityHeadcount,
    Field,
    Mistake,
    Mistakes,
    read,
)
from quiz.insight.headcounts import store as headcounts
from quiz.insight.headcounts.files import job_ceilings
from quiz.insight.headcounts.page import HeadcountPage, too_near, too_small
from quiz.insight.publication import Publication
from quiz.insight.publication_calendar import next_publication
from quiz.refusal import Reason, Refused
from quiz.web.formats import PARIS, number
from quiz.web.rendering import render

pages = Blueprint("headcounts", __name__)
# What is written, beside the entities that are ticked.
WRITTEN = (Field.AGENTS, Field.ON, Field.SOURCE, Field.PERIMETER)
SOME_ENTITIES = "entities"


@pages.get("/tableau-de-bord/<ministry_id>/effectif")
@requires(Permission.DECLARE_HEADCOUNT, scope="ministry_id")
def headcount(call: Call[None], ministry_id: str) -> ResponseReturnValue:
    """A referent looks at the headcounts of the ministry, and at the form."""
    return render("insight/headcount.html", headcount_page(call, ministry_id, Declaration(), {}))


@pages.post("/tableau-de-bord/<ministry_id>/effectif")
@requires(Permission.DECLARE_HEADCOUNT, scope="ministry_id")
def declare(call: Call[None], ministry_id: str) -> ResponseReturnValue:
    """A referent declares the headcount; whatever is wrong is told at once, and nothing is kept."""
    known = dict(named(call, known_ministry(call, ministry_id)))
    typed = typed_in(request.form, known)
    declared = read(typed, call.today, known)
    if isinstance(declared, dict):
        return render("insight/headcount.html", headcount_page(call, ministry_id, typed, declared), 422)
    keep(call, ministry_id, declared)
    return redirect(url_for("headcounts.headcount", ministry_id=ministry_id), 303)


def typed_in(form: Mapping[str, str], known: Iterable[str]) -> Declaration:
    """What was typed; entities that may not be named are none of the boxes."""
    agents, on, source, perimeter = (form.get(field.value, "") for field in WRITTEN)
    ticked = tuple(entity for entity in known if entity in form) if form.get("counted") == SOME_ENTITIES else None
    return Declaration(agents, on, source, perimeter, ticked)


def keep(call: Call[None], ministry_id: str, declared: AnyHeadcount) -> None:
    """Keep a headcount, of the whole ministry or of some entities; the log says which."""
    if isinstance(declared, EntityHeadcount):
        headcount, of = declared.headcount, f"{ministry_id} ({', '.join(declared.entities)})"
    else:
        headcount, of = declared, ministry_id
    headcounts.declare(call.connection, ministry_id, declared, call.now)
    what = f"{headcount.value}, {headcount.on.isoformat()}"
    audit.write(call.connection, Act.HEADCOUNT_DECLARED, signature(call.asker.grants), f"{of}: {what}", call.now)


def known_ministry(call: Call[None], ministry_id: str) -> Ministry:
    """The ministry, which is refused where there is none."""
    known = {ministry.id: ministry for ministry in identity.ministries(call.connection)}
    if ministry_id not in known:
        raise Refused(Reason.NOT_FOUND)
    return known[ministry_id]


def named(call: Call[None], ministry: Ministry) -> tuple[tuple[str, str], ...]:
    """The entities that agents of a ministry may name; none where it has not opened them."""
    listed = organisations.entities(call.connection, ministry.id) if ministry.entities_open else ()
    return tuple((each.id, each.name) for each in listed if each.in_force(call.today))


def headcount_page(call: Call[None], ministry_id: str, typed: Declaration, mistakes: Mistakes) -> HeadcountPage:
    """What the page shows of one ministry."""
    ministry = known_ministry(call, ministry_id)
    history = headcounts.history(call.connection, ministry_id)
    of_ministry = next((each.headcount for each in history if not each.entities), None)
    of_some = any(each.entities for each in history)
    publication = store.latest_publication(call.connection)
    published = store.figures(call.connection, publication, ministry_id).get(ministry_id) if publication else None
    small_group = publication.small_group if publication else call.given.settings.small_group
    return HeadcountPage(
        title=_("Headcount"),
        ministry=ministry,
        typed=typed,
        errors={field: told(field, mistake) for field, mistake in mistakes.items()},
        latest_day=call.today.isoformat(),
        history=history,
        ceiling=job_ceilings(call.given.settings.content_folder / "reference").get(ministry_id),
        too_small=too_small(of_ministry, published, small_group),
        too_near=bool(of_some and published and publication and near(call, publication, published)),
        next_at=next_publication(call.now, PARIS),
        entities=named(call, ministry),
    )


def near(call: Call[None], publication: Publication, published: MinistryFigures) -> bool:
    """Whether the headcount of some entities comes too near to what is published of them."""
    ministry_id = published.ministry
    declared = headcounts.known(call.connection, call.now).of_entities.get(ministry_id)
    told = entities.figures(call.connection, publication.id, ministry_id).get(ministry_id) if declared else None
    return too_near(declared, published, told, publication.small_group)


def told(field: Field, mistake: Mistake) -> str:
    """What to correct, in words."""
    if mistake is Mistake.MISSING:
        missing: dict[Field, str] = {
            Field.AGENTS: _("Write how many agents there were."),
            Field.ON: _("Write the day on which they were counted."),
            Field.SOURCE: _("Write where the number comes from: without a source, no rate can be defended."),
            Field.ENTITIES: _("Tick the entities that are counted in it, or choose the whole ministry."),
            Field.PERIMETER: _("Write who is counted in it, and who is not."),
        }
        return missing[field]
    words: dict[Mistake, str] = {
        Mistake.NOT_A_NUMBER: _("A headcount is a whole number written in digits, such as 5 500."),
        Mistake.NOBODY: _("A headcount is at least 1: there is no rate over nobody."),
        Mistake.TOO_MANY: _("Over %(most)s agents: is there a digit too many?", most=number(LARGEST)),
        Mistake.NOT_A_DAY: _("This is no day. Write it as year-month-day, such as 2026-01-31."),
        Mistake.IN_THE_FUTURE: _("This day is still to come: a headcount says how many agents there were."),
        Mistake.TOO_LONG: _("%(most)s characters at most.", most=LONGEST),
        Mistake.NO_SUCH_ENTITY: _("These are not all entities that agents of this ministry can name today."),
    }
    return words[mistake]
