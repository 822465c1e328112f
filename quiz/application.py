"""Puts the house together: the only file that knows every room; wsgi, commands and tests import it."""

import logging
import os
import secrets
from collections.abc import Callable
from datetime import UTC, datetime

from flask import Flask, request, url_for
from flask.sessions import SecureCookieSessionInterface
from flask_babel import gettext as _
from itsdangerous import URLSafeTimedSerializer
from sqlalchemy.exc import DBAPIError
from werkzeug.middleware.proxy_fix import ProxyFix

from quiz.authoring.translations.pages import pages as authoring_pages
from quiz.content.store import Shelf
from quiz.demo.pages import pages as demo_pages
from quiz.identity import guard
from quiz.identity.audit.pages import pages as audit_pages
from quiz.identity.email_code.pages import pages as email_code_pages
from quiz.identity.guard import Given, current_asker, given, joining_offered, paris_day
from quiz.identity.keyed_hash import fingerprints
from quiz.identity.organisation.pages import pages as identity_pages
from quiz.identity.organisation.proposal.pages import pages as entity_pages
from quiz.identity.permission import Permission
from quiz.identity.person import Asker
from quiz.identity.proconnect import remote as proconnect
from quiz.identity.proconnect.pages import pages as proconnect_pages
from quiz.identity.role import Role
from quiz.identity.roles.pages import pages as roles_pages
from quiz.insight.actions.pages import pages as action_pages
from quiz.insight.charts.pages import pages as chart_pages
from quiz.insight.entity.pages import pages as entity_dashboard_pages
from quiz.insight.exports.pages import pages as export_pages
from quiz.insight.headcounts.pages import pages as headcount_pages
from quiz.insight.headcounts.sheets.pages import pages as headcount_sheet_pages
from quiz.insight.item_analysis.pages import pages as item_analysis_pages
from quiz.insight.missed.pages import pages as missed_pages
from quiz.insight.pages import pages as insight_pages
from quiz.insight.preparation.pages import pages as preparation_pages
from quiz.insight.quarters.pages import pages as quarter_pages
from quiz.insight.report.pages import pages as report_pages
from quiz.insight.targets.pages import pages as target_pages
from quiz.interop.api.pages import pages as api_pages
from quiz.interop.api.tokens.pages import pages as token_pages
from quiz.interop.public.pages import pages as public_pages
from quiz.learning.joining.pages import pages as joining_pages
from quiz.learning.organisation.pages import pages as learning_pages
from quiz.learning.picture.pages import pages as picture_pages
from quiz.notices.pages import pages as notice_pages
from quiz.notices.site_map.pages import pages as site_map_pages
from quiz.privacy.pages import pages as privacy_pages
from quiz.settings import Settings, SettingsMissing, read_settings
from quiz.storage import database, keys, restoring
from quiz.storage.transaction import reading
from quiz.tasks.pages import pages as system_pages
from quiz.tasks.probe.pages import pages as probe_pages
from quiz.web.formats import day
from quiz.web.frame import Link, Service, Visitor
from quiz.web.mount import mount
from quiz.web.theme.files import read_theme

ROOMS = (
    learning_pages,
    picture_pages,
    joining_pages,
    identity_pages,
    entity_pages,
    proconnect_pages,
    email_code_pages,
    roles_pages,
    audit_pages,
    insight_pages,
    entity_dashboard_pages,
    chart_pages,
    headcount_pages,
    headcount_sheet_pages,
    target_pages,
    action_pages,
    report_pages,
    missed_pages,
    quarter_pages,
    preparation_pages,
    export_pages,
    item_analysis_pages,
    authoring_pages,
    public_pages,
    api_pages,
    token_pages,
    notice_pages,
    site_map_pages,
    privacy_pages,
    system_pages,
    probe_pages,
)
# The largest post is an author's module; a learner's post is a few hundred bytes.
LARGEST_POST = 1_200_000


def utc_now() -> datetime:
    """The hour, in UTC."""
    return datetime.now(UTC)


def create_app(
    settings: Settings | None = None,
    clock: Callable[[], datetime] = utc_now,
    chance: Callable[[int], int] = secrets.randbits,
) -> Flask:
    """The application; clock and chance can be given, so that tests need to patch nothing."""
    settings = settings or read_settings(os.environ)
    app = Flask("quiz", static_folder=None)
    app.session_interface = SessionCookie(always_secure=settings.address.startswith("https"))
    if settings.trusted_proxies:
        hops = settings.trusted_proxies
        # Not the host: proxies pass it on, and posts are compared with it.
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=hops, x_proto=hops, x_host=0)  # type: ignore[method-assign]
    # Refusals are told with a reference, which the log must hold.
    app.logger.setLevel(logging.INFO)
    app.config.update(
        SECRET_KEY=settings.secret_key,
        MAX_CONTENT_LENGTH=LARGEST_POST,
        MAX_FORM_MEMORY_SIZE=LARGEST_POST,
        MAX_FORM_PARTS=200,
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
    )
    database.start(app, settings.database_url)
    keys.start(app, fingerprints(settings.hashing_key))
    guard.start(app, Given(clock, chance, settings, Shelf()))
    theme = read_theme(settings.theme) if settings.theme else {}
    service = Service(demonstration=settings.demonstration, tells_weight=settings.page_weight)
    mount(app, visitor, service, settings.hosts, theme)
    proconnect.start(app, settings)
    for pages in ROOMS:
        app.register_blueprint(pages)
    if settings.demonstration:
        app.register_blueprint(demo_pages)
    return app


def refuse_unfit_database(app: Flask) -> None:
    """Stop where the database was written with other hashing keys, or is not wholly restored.

    Where it does not answer yet, each sign-in asks about the keys.
    """
    with app.app_context():
        try:
            with reading() as connection:
                standing, unfinished = keys.standing(connection), restoring.under_way(connection)
        except DBAPIError:
            app.logger.warning("the database does not answer yet")
            return
    if unfinished:
        raise SettingsMissing(restoring.UNFINISHED)
    if standing in keys.REFUSED:
        raise SettingsMissing(keys.REFUSED[standing])


class SessionCookie(SecureCookieSessionInterface):
    """Over https the session cookie is for https alone and for this host alone (`__Host-`).

    A service whose address is https says so whatever a proxy forgot to tell; a demonstration runs on http.
    """

    def __init__(self, *, always_secure: bool) -> None:
        self.always_secure = always_secure
        self.signing: URLSafeTimedSerializer | None = None

    def get_signing_serializer(self, app: Flask) -> URLSafeTimedSerializer | None:
        """What signs and reads the cookie, made once: the key does not change while the service runs."""
        if self.signing is None:
            self.signing = super().get_signing_serializer(app)
        return self.signing

    def get_cookie_secure(self, app: Flask) -> bool:
        """Whether this request, or every one, is secure."""
        return self.always_secure or request.is_secure

    def get_cookie_name(self, app: Flask) -> str:
        """The name that browsers keep to one host, which no sibling under the same domain can write."""
        return "__Host-session" if self.get_cookie_secure(app) else "session"


def visitor() -> Visitor:
    """What the frame shows of whoever asks: the links of their roles."""
    asker = current_asker()
    links = [Link(_("Modules"), url_for("learning.home"), within=("/modules",))]
    if asker.may(Permission.SEE_OWN_RESULTS):
        links.append(Link(_("My results"), url_for("learning.results"), within=("/mes-donnees", "/mes-connexions")))
    if asker.may(Permission.SEE_ALL_FIGURES):
        links.append(
            Link(_("Ministries"), url_for("insight.pilot"), within=("/tableau-de-bord", "/effectifs", "/exports"))
        )
    elif asker.may(Permission.SEE_MINISTRY_FIGURES):
        links.append(
            Link(
                _("Dashboard"),
                url_for("insight.own_dashboard"),
                within=("/effectifs", "/exports", "/questions-souvent-manquees"),
            )
        )
    elif asker.entities:
        ministry_id, entity_id = asker.entities[0]
        links.append(Link(_("Dashboard"), url_for("entity.dashboard", ministry_id=ministry_id, entity_id=entity_id)))
    if asker.may(Permission.DECIDE_ENTITIES):
        links.append(Link(_("Entities"), url_for("entities.proposals")))
    elif own := asker.ministries(Role.REFERENT):
        links.append(Link(_("Entities"), url_for("entities.of_ministry", ministry_id=own[0])))
    if asker.may(Permission.SEE_ITEM_STATISTICS):
        links.append(Link(_("Questions"), url_for("item_analysis.modules")))
    if asker.may(Permission.WRITE_MODULES):
        links.append(Link(_("Write"), url_for("authoring.modules")))
    # The pages of roles lead to the log: a menu of seven entries would take two rows.
    if asker.may(Permission.MANAGE_ROLES):
        links.append(Link(_("Roles"), url_for("roles.review"), within=("/journal",)))
    elif asker.may(Permission.READ_AUDIT):
        links.append(Link(_("Audit log"), url_for("audit.log")))
    if asker.may(Permission.SEE_SYSTEM):
        links.append(Link(_("System"), url_for("system.system")))
    return Visitor(signed_in=asker.signed_in, navigation=tuple(links), notice=notice(asker))


def notice(asker: Asker) -> Link | None:
    """What someone should know on whatever page they are."""
    if asker.signed_in and joining_offered():
        return Link(_("Your address is known here to another path as well: join the two"), url_for("joining.show"))
    return role_ending(asker)


def role_ending(asker: Asker) -> Link | None:
    """The warning of a role that ends within thirty days, which leads to its renewal."""
    last_day = asker.ending(paris_day(given().clock()))
    if last_day is None:
        return None
    return Link(_("Your role ends on %(day)s: ask for its renewal", day=day(last_day)), url_for("roles.ask"))
