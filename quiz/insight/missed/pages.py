"""The page of what is often missed, for referents and pilots. It reads shown histograms only."""

from flask import Blueprint
from flask.typing import ResponseReturnValue
from flask_babel import get_locale
from flask_babel import gettext as _

from quiz.content import store as content
from quiz.identity.guard import Call, requires
from quiz.identity.permission import Permission
from quiz.insight.item_analysis import store
from quiz.insight.item_analysis.statistics import FEWEST
from quiz.insight.item_analysis.store import Scores
from quiz.insight.missed.page import MissedModule, MissedPage, Scored, missed_of
from quiz.web.rendering import render

pages = Blueprint("missed", __name__)


@pages.get("/questions-souvent-manquees")
@requires(Permission.SEE_MINISTRY_FIGURES)
def missed(call: Call[None]) -> ResponseReturnValue:
    """A referent looks at what is often missed, to speak of it."""
    series, versions = content.proposed(call.connection)
    scores = store.scores(call.connection)
    modules = tuple(
        missed_in(call, versions[slug], scores.get(slug, ()))
        for slug in (series.modules if series else ())
        if slug in versions
    )
    return render("insight/missed.html", MissedPage(_("What is often missed"), FEWEST, modules))


def missed_in(call: Call[None], version_id: int, scores: tuple[Scores, ...]) -> MissedModule:
    """What is often missed in a module, as it is proposed now."""
    shelf = call.given.shelf
    version = shelf.version(call.connection, version_id)
    versions = [
        Scored(known.number, known.module, each.items, each.max_scores)
        for each in scores
        if (known := shelf.version(call.connection, each.version_id))
    ]
    read = shelf.module(call.connection, version, str(get_locale()), call.now)
    return missed_of(version.module, read, versions)
