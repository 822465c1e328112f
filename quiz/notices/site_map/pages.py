"""The site map, by role: an address that would be refused is not listed."""

from dataclasses import dataclass

from flask import Blueprint, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext

from quiz.identity.guard import Call, requires
from quiz.identity.permission import Permission
from quiz.identity.person import Asker
from quiz.identity.role import Role
from quiz.web.frame import Link, current_frame
from quiz.web.rendering import render

pages = Blueprint("site_map", __name__)


@dataclass(frozen=True)
class Entry:
    """A page: its words, its endpoint, and the permission it asks for; `own` where it is of one's ministry."""

    text: str
    endpoint: str
    permission: Permission
    own: bool = False


@dataclass(frozen=True)
class Chapter:
    """What someone comes for, and the pages of it that they may open."""

    title: str
    links: tuple[Link, ...]


@dataclass(frozen=True)
class SiteMapPage:
    """The site map of whoever asks."""

    title: str
    chapters: tuple[Chapter, ...]


SHEETS, STATISTICS = Permission.DECLARE_HEADCOUNT, Permission.SEE_ITEM_STATISTICS
CHAPTERS = (
    (
        lazy_gettext("Learn"),
        Entry(lazy_gettext("The path and its modules"), "learning.home", Permission.READ_MODULES),
        Entry(lazy_gettext("Help and contact"), "notices.help_page", Permission.READ_MODULES),
        Entry(lazy_gettext("Public statistics"), "public.statistics", Permission.READ_MODULES),
    ),
    (
        lazy_gettext("What is yours"),
        Entry(lazy_gettext("My results"), "learning.results", Permission.SEE_OWN_RESULTS),
        Entry(lazy_gettext("Your ministry"), "identity.ministry", Permission.CHOOSE_MINISTRY),
        Entry(lazy_gettext("All my data"), "privacy.own_data", Permission.SEE_OWN_DATA),
        Entry(lazy_gettext("Your devices"), "identity.sessions", Permission.SIGN_OUT),
        Entry(lazy_gettext("Join two paths"), "joining.show", Permission.JOIN_IDENTITIES),
        Entry(lazy_gettext("Ask for a referent’s access"), "roles.ask", Permission.ASK_FOR_ROLE),
    ),
    (
        lazy_gettext("Follow your ministry"),
        Entry(lazy_gettext("Dashboard"), "insight.dashboard", Permission.SEE_MINISTRY_FIGURES, own=True),
        Entry(lazy_gettext("Headcount"), "headcounts.headcount", Permission.DECLARE_HEADCOUNT, own=True),
        Entry(lazy_gettext("Target"), "targets.target", Permission.DECLARE_TARGET, own=True),
        Entry(lazy_gettext("Other actions"), "actions.actions", Permission.DECLARE_ACTIONS, own=True),
        Entry(lazy_gettext("Entities"), "entities.of_ministry", Permission.PROPOSE_ENTITIES, own=True),
    ),
    (
        lazy_gettext("Read the figures"),
        Entry(lazy_gettext("All ministries"), "insight.pilot", Permission.SEE_ALL_FIGURES),
        Entry(lazy_gettext("Prepare the meeting"), "preparation.preparation", Permission.SEE_ALL_FIGURES),
        Entry(lazy_gettext("Closed quarters"), "quarters.quarters", Permission.SEE_ALL_FIGURES),
        Entry(lazy_gettext("What is often missed"), "missed.missed", Permission.SEE_MINISTRY_FIGURES),
        Entry(lazy_gettext("Take the figures away"), "exports.choose", Permission.EXPORT_FIGURES),
        Entry(lazy_gettext("Declare headcounts with a spreadsheet"), "headcount_sheets.sheet", SHEETS),
        Entry(lazy_gettext("Tokens of the API"), "tokens.tokens", Permission.MANAGE_TOKENS),
    ),
    (
        lazy_gettext("Write and improve"),
        Entry(lazy_gettext("Write"), "authoring.modules", Permission.WRITE_MODULES),
        Entry(lazy_gettext("How questions behave, once answered"), "item_analysis.modules", STATISTICS),
    ),
    (
        lazy_gettext("Run the service"),
        Entry(lazy_gettext("Entities proposed"), "entities.proposals", Permission.DECIDE_ENTITIES),
        Entry(lazy_gettext("Roles"), "roles.review", Permission.MANAGE_ROLES),
        Entry(lazy_gettext("Audit log"), "audit.log", Permission.READ_AUDIT),
        Entry(lazy_gettext("State of the system"), "system.system", Permission.SEE_SYSTEM),
    ),
)  # fmt: skip


@pages.get("/plan-du-site")
@requires(Permission.READ_MODULES)
def show(call: Call[None]) -> ResponseReturnValue:
    """Someone looks for a page."""
    asker = call.asker
    chapters = [Chapter(str(title), tuple(links(asker, entries))) for title, *entries in CHAPTERS]
    if not asker.signed_in:
        chapters[0] = Chapter(chapters[0].title, (*chapters[0].links, Link(_("Sign in"), url_for("identity.sign_in"))))
    if call.given.settings.demonstration:
        doors = Link(_("The four doors of the demonstration"), "/demonstration")
        chapters[0] = Chapter(chapters[0].title, (*chapters[0].links, doors))
    chapters.append(
        Chapter(_("About this service"), tuple(link for link in current_frame().footer if link.url not in ELSEWHERE))
    )
    return render("notices/site_map.html", SiteMapPage(_("Site map"), tuple(each for each in chapters if each.links)))


# This very page, and what stands in the first chapter.
ELSEWHERE = ("/plan-du-site", "/aide")


def links(asker: Asker, entries: list[Entry]) -> list[Link]:
    """Those of the pages that the asker may open; of their own ministry, those of the first they were given."""
    own = next(iter(asker.ministries(Role.REFERENT) or asker.ministries(Role.FORMER_REFERENT)), None)
    found = []
    for entry in entries:
        if entry.own and own and asker.may(entry.permission, own):
            found.append(Link(str(entry.text), url_for(entry.endpoint, ministry_id=own)))
        elif not entry.own and asker.may(entry.permission):
            found.append(Link(str(entry.text), url_for(entry.endpoint)))
    if entries[0].endpoint == "insight.dashboard":
        found += [
            Link(
                _("Dashboard of your entity"), url_for("entity.dashboard", ministry_id=ministry_id, entity_id=entity_id)
            )
            for ministry_id, entity_id in asker.entities
        ]
    return found
