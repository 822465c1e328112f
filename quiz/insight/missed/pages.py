"""The page of what is often missed, for referents and pilots. It reads shown histograms only."""

from flask import Blueprint
from flask.typing import ResponseReturnValue
from flask_babel import get_locale
from flask_babel import gettext as _

from quiz.content import store as content
from quiz.identity.guard import Call, requires
from quiz.identity.permission import Permission
from quiz.insight.item_analysis import store
from quiz.insight.item_analysis.page import Counted, item_lines
from quiz.insight.item_analysis.statistics import FEWEST
from quiz.insight.missed.page import MissedModule, MissedPage, missed_of
from quiz.web.rendering import render

pages = Blueprint("missed", __name__)


@pages.get("/questions-souvent-manquees")
@requires(Permission.SEE_MINISTRY_FIGURES)
def missed(call: Call[None]) -> ResponseReturnValue:
    """A referent looks at what is often missed, to speak of it."""
    series, versions = content.proposed(call.connection)
    modules = tuple(
        missed_in(call, slug, versions[slug]) for slug in (series.modules if series else ()) if slug in versions
    )
    return render("insight/missed.html", MissedPage(_("What is often missed"), FEWEST, modules))


def missed_in(call: Call[None], slug: str, version_id: int) -> MissedModule:
    """What is often missed in a module, as it is proposed now."""
    shelf = call.given.shelf
    version = shelf.version(call.connection, version_id)
    counted = [
        Counted(known.number, each.language, known.module, each.totals, each.items, each.max_scores)
        for each in store.histograms(call.connection, slug)
        if (known := shelf.version(call.connection, each.version_id))
    ]
    read = shelf.module(call.connection, version, str(get_locale()), call.now)
    return missed_of(read, item_lines(version.module, read, counted) if counted else ())
