"""The pages of statistics of items: for those who write them, and for pilots. They read shown histograms only."""

from flask import Blueprint, url_for
from flask.typing import ResponseReturnValue
from flask_babel import get_locale
from flask_babel import gettext as _

from quiz.content import store as content
from quiz.identity.guard import Call, requires
from quiz.identity.permission import Permission
from quiz.insight.item_analysis import store
from quiz.insight.item_analysis.page import (
    Counted,
    ItemsModulesPage,
    ItemsPage,
    ModuleEntry,
    item_lines,
    language_lines,
    to_look_at,
    whole_module,
)
from quiz.insight.item_analysis.statistics import FEWEST
from quiz.refusal import Reason, Refused
from quiz.web.rendering import render

pages = Blueprint("item_analysis", __name__, template_folder="../templates", url_prefix="/analyse-des-questions")


@pages.get("")
@requires(Permission.SEE_ITEM_STATISTICS)
def modules(call: Call[None]) -> ResponseReturnValue:
    """An author or a pilot chooses a module."""
    attempts = store.shown_attempts(call.connection)
    series, versions = content.proposed(call.connection)
    order = [slug for slug in series.modules if slug in versions] if series else []
    slugs = (*order, *sorted(versions.keys() - set(order)))
    entries = tuple(
        ModuleEntry(
            call.given.shelf.version(call.connection, versions[slug]).module.title,
            attempts.get(slug, 0),
            url_for("item_analysis.items", slug=slug),
        )
        for slug in slugs
    )
    return render("insight/items_modules.html", ItemsModulesPage(_("How questions behave"), FEWEST, entries))


@pages.get("/<slug>")
@requires(Permission.SEE_ITEM_STATISTICS)
def items(call: Call[None], slug: str) -> ResponseReturnValue:
    """An author or a pilot looks at the items of a module, as it is proposed now."""
    version_id = content.current_versions(call.connection).get(slug)
    if version_id is None:
        raise Refused(Reason.NOT_FOUND)
    shelf = call.given.shelf
    version = shelf.version(call.connection, version_id)
    counted = [
        Counted(known.number, each.language, known.module, each.totals, each.items, each.max_scores)
        for each in store.histograms(call.connection, slug)
        if (known := shelf.version(call.connection, each.version_id))
    ]
    module = shelf.module(call.connection, version, str(get_locale()), call.now)
    lines = item_lines(version.module, module, version.number, counted)
    attempts, whole = whole_module(version.number, counted)
    page = ItemsPage(
        title=_("How the questions of “%(module)s” behave", module=module.title),
        module_title=module.title,
        fewest=FEWEST,
        attempts=attempts,
        whole=whole,
        drawn=version.module.draw < len(version.module.scored_items()),
        lines=lines,
        to_look_at=to_look_at(lines),
        languages=language_lines(counted),
        list_url=url_for("item_analysis.modules"),
    )
    return render("insight/items.html", page)
