"""The dashboard of one entity: its own referent sees it, and those who see the whole ministry."""

from flask import Blueprint, redirect, url_for
from flask.typing import ResponseReturnValue

from quiz.identity import store as identity
from quiz.identity.guard import Call, requires
from quiz.identity.organisation import store as organisations
from quiz.identity.permission import Permission
from quiz.identity.role import READABLE_AFTER
from quiz.insight import store
from quiz.insight.entities import store as entities
from quiz.insight.entity.page import EntityPage
from quiz.insight.pages import end_of
from quiz.insight.publication_calendar import next_publication
from quiz.refusal import Reason, Refused
from quiz.web.formats import PARIS
from quiz.web.rendering import render

pages = Blueprint("entity", __name__)


@pages.get("/tableau-de-bord/<ministry_id>/entites/<entity_id>")
@requires(Permission.SEE_ENTITY_FIGURES, scope="ministry_id", entity="entity_id")
def dashboard(call: Call[None], ministry_id: str, entity_id: str) -> ResponseReturnValue:
    """A referent looks at the entity of their scope, wherever a change of ministries has moved it."""
    known = {ministry.id: ministry for ministry in identity.ministries(call.connection)}
    entity = organisations.entity(call.connection, entity_id)
    if entity is None or (entity.ministry_id != ministry_id and entity_id not in dict(call.asker.entities).values()):
        raise Refused(Reason.NOT_FOUND)
    if entity.ministry_id != ministry_id:
        return redirect(url_for("entity.dashboard", ministry_id=entity.ministry_id, entity_id=entity_id), 303)
    ministry = known[ministry_id]
    named = ministry.entities_open and entity.in_force(call.today)
    sees_all = call.asker.may(Permission.SEE_MINISTRY_FIGURES, ministry_id)
    ended = call.asker.reads_until(ministry_id, entity_id)
    publication = store.latest_publication(call.connection, before=end_of(ended) if ended else None)
    told = entities.figures(call.connection, publication.id, ministry_id).get(ministry_id) if publication else None
    page = EntityPage(
        title=entity.name,
        entity=entity,
        ministry=ministry,
        next_at=next_publication(call.now, PARIS),
        invitation_url=url_for("identity.campaign", code=entity_id, _external=True) if named else "",
        ministry_url=url_for("insight.dashboard", ministry_id=ministry_id) if sees_all else "",
        readable_until=ended + READABLE_AFTER if ended else None,
        small_group=publication.small_group if publication else call.given.settings.small_group,
        published_at=publication.published_at if publication else None,
        at_least=told.at_least(entity_id) if told else 0,
    )
    return render("insight/entity.html", page)
