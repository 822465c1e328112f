"""Each test of an attack fails once its guard is taken away: the attack then passes, so the test was not idle."""

import doctest
import logging
import sys
from collections.abc import Callable
from dataclasses import replace
from types import ModuleType

import pytest
from flask import Flask, request
from flask.typing import ResponseReturnValue
from sqlalchemy import BinaryExpression, true
from sqlalchemy.sql.visitors import replacement_traverse

from quiz.application import create_app
from quiz.identity import guard, person
from quiz.identity.role import Grant, Role
from quiz.identity.store import AskerQuery
from quiz.insight.exports.line import Scope
from quiz.learning import store as learning
from quiz.learning.tables import AttemptRow, PathRow, ResponseRow
from quiz.refusal import Reason, Refused
from quiz.settings import Settings
from quiz.storage.database import db
from quiz.web import errors, host, log_line
from quiz.web.csrf import csrf, refuse_other_sites
from quiz.web.safe_path import safe_path
from tests import build
from tests.build import Clock
from tests.databases import Sqlite
from tests.granting import grant
from tests.identity import test_attacks as attacks
from tests.identity import test_every_route_as_every_role as routes
from tests.insight import test_report
from tests.insight.exports import test_exports
from tests.interop import test_api
from tests.visit import Visit

Remove = Callable[[pytest.MonkeyPatch, Flask], None]
Attack = Callable[[Flask, Settings, Clock], None]


@pytest.fixture
def database(sqlite: Sqlite) -> Sqlite:
    """One database is enough: the attacks themselves are tried on both."""
    return sqlite


@pytest.fixture
def settings(database: Sqlite) -> Settings:
    """With the demonstration, for its routes."""
    return build.settings(database.url, demonstration=True)


def any_path_is_safe(patch: pytest.MonkeyPatch, _app: Flask) -> None:
    for module in [each for name, each in sys.modules.items() if name.startswith("quiz.")]:
        if isinstance(module, ModuleType) and getattr(module, "safe_path", None) is safe_path:
            patch.setattr(module, "safe_path", lambda text, default: default if text is None else text)


def no_token_is_asked_for(patch: pytest.MonkeyPatch, _app: Flask) -> None:
    patch.setattr(csrf, "protect", lambda *_given, **_named: None)


def any_site_may_send(_patch: pytest.MonkeyPatch, app: Flask) -> None:
    app.before_request_funcs[None].remove(refuse_other_sites)


def any_host_is_ours(patch: pytest.MonkeyPatch, _app: Flask) -> None:
    patch.setattr(host, "start", lambda _app, _hosts: None)


def every_role_may_everything(patch: pytest.MonkeyPatch, _app: Flask) -> None:
    patch.setattr(person, "may", lambda *_asked: True)


def nobody_is_asked_who_they_are(patch: pytest.MonkeyPatch, _app: Flask) -> None:
    patch.setattr(guard, "admit", lambda *_asked: None)


def every_scope_covers_everything(patch: pytest.MonkeyPatch, _app: Flask) -> None:
    patch.setattr(Scope, "covers", lambda _scope, _ministry: True)


def attempts_are_anybodys(patch: pytest.MonkeyPatch, _app: Flask) -> None:
    whose = {row.__table__.c.person_id for row in (AttemptRow, PathRow)}

    def without_person(element: object, **_named: object) -> object:
        owned = isinstance(element, BinaryExpression) and element.left in whose
        return true() if owned and getattr(element.right, "key", "") == "asker" else None

    def opened(query: object) -> object:
        return replacement_traverse(query, {}, without_person)  # type: ignore[type-var]  # a select, kept as an object

    whose.add(ResponseRow.__table__.c.person_id)
    reads, writes = opened(learning.ATTEMPT.reads), opened(learning.ATTEMPT.writes)
    both = AskerQuery(reads, writes)  # type: ignore[arg-type]  # what was a select still is one
    patch.setattr(learning, "ATTEMPT", both)


def the_session_is_never_renewed(patch: pytest.MonkeyPatch, app: Flask) -> None:
    given = app.extensions["quiz_given"]
    patch.setitem(
        app.extensions, "quiz_given", replace(given, chance=lambda bits: 7 if bits == 256 else given.chance(bits))
    )


def words_from_outside_are_logged_as_they_come(patch: pytest.MonkeyPatch, _app: Flask) -> None:
    patch.setattr(errors, "quoted", str)


def open_redirect(app: Flask, _settings: Settings, _clock: Clock) -> None:
    attacks.test_no_page_sends_anyone_to_another_site(app, Visit(app), "//evil.example/")


def header_injection(app: Flask, _settings: Settings, _clock: Clock) -> None:
    attacks.test_no_page_sends_anyone_to_another_site(app, Visit(app), "/modules\r\nSet-Cookie: session=stolen")


def forged_post(app: Flask, _settings: Settings, _clock: Clock) -> None:
    attacks.test_a_post_without_the_token_of_its_session_is_refused_everywhere(app)


def post_from_another_site(app: Flask, _settings: Settings, _clock: Clock) -> None:
    attacks.test_a_post_that_another_site_made_the_browser_send_is_refused_everywhere(app)


def host_of_another(_app: Flask, settings: Settings, clock: Clock) -> None:
    attacks.test_another_host_is_told_that_it_is_not_ours(settings, clock, "evil.example")


def another_ministry(app: Flask, _settings: Settings, _clock: Clock) -> None:
    routes.test_outside_ones_scope_forbidden_and_not_there_look_alike(app)


def another_role(app: Flask, _settings: Settings, _clock: Clock) -> None:
    routes.test_the_table_is_what_happens(app, "agent")


def another_person(app: Flask, _settings: Settings, _clock: Clock) -> None:
    routes.test_what_hangs_on_another_person_is_not_there(app)


def figures_of_another_ministry_as_a_file(app: Flask, _settings: Settings, _clock: Clock) -> None:
    test_exports.test_outside_ones_scope_and_not_there_look_alike(app, referent(app))


def report_of_another_ministry(app: Flask, _settings: Settings, clock: Clock) -> None:
    grant(app, "former@example.org", Grant(Role.REFERENT, "rivages", clock().date().replace(day=1)))
    former = Visit(app).sign_in("former", email="former@example.org")
    test_report.test_no_report_outside_ones_scope_nor_after_ones_role(app, referent(app), former)


def figures_of_another_ministry_by_a_program(app: Flask, _settings: Settings, _clock: Clock) -> None:
    pilot = test_api.pilot.__wrapped__(app)  # type: ignore[attr-defined]  # the function behind the fixture
    test_api.test_a_token_of_one_ministry_opens_no_other_and_does_not_say_which_there_are(app, pilot)


def cookie_of_before(app: Flask, _settings: Settings, _clock: Clock) -> None:
    visit = Visit(app).sign_in()
    copied = visit.another_tab()
    visit.sign_out()
    visit.sign_in()
    assert copied.get("/mes-resultats").path.startswith("/connexion")


def line_forged_in_the_log(_app: Flask, settings: Settings, clock: Clock) -> None:
    app = create_app(settings, clock, build.Chance())
    app.add_url_rule("/mots", "words", words_from_outside)
    told: list[str] = []

    class Listener(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            told.append(record.getMessage())

    listener = Listener()
    app.logger.addHandler(listener)
    try:
        app.test_client().get("/mots", query_string={"words": "oops\r\nK7QF-M2XA forged: 200 GET pilot"})
        [line] = told
        assert "forged" in line
        assert len(line.splitlines()) == 1
    finally:
        app.logger.removeHandler(listener)
        with app.app_context():
            db.engine.dispose()


def words_from_outside() -> ResponseReturnValue:
    """A refusal whose detail quotes what was sent, as those of a sign-in quote a provider."""
    raise Refused(Reason.SIGN_IN_UNAVAILABLE, detail=request.args["words"])


def referent(app: Flask) -> Visit:
    """The referent of one ministry."""
    grant(app, "referent@example.org", Grant(Role.REFERENT, "rivages"))
    return Visit(app).sign_in("referent", email="referent@example.org")


@pytest.mark.parametrize(
    ("remove", "attack"),
    [
        (any_path_is_safe, open_redirect),
        (any_path_is_safe, header_injection),
        (no_token_is_asked_for, forged_post),
        (any_site_may_send, post_from_another_site),
        (any_host_is_ours, host_of_another),
        (the_session_is_never_renewed, cookie_of_before),
        (every_role_may_everything, another_ministry),
        (nobody_is_asked_who_they_are, another_role),
        (attempts_are_anybodys, another_person),
        (every_role_may_everything, figures_of_another_ministry_as_a_file),
        (every_role_may_everything, report_of_another_ministry),
        (every_scope_covers_everything, figures_of_another_ministry_by_a_program),
        (words_from_outside_are_logged_as_they_come, line_forged_in_the_log),
    ],
    ids=lambda given: given.__name__.replace("_", " "),
)
def test_without_its_guard_an_attack_passes(
    app: Flask, settings: Settings, clock: Clock, monkeypatch: pytest.MonkeyPatch, remove: Remove, attack: Attack
) -> None:
    remove(monkeypatch, app)
    # What Werkzeug would still refuse, it refuses without a page.
    with pytest.raises((AssertionError, ValueError)):
        attack(app, settings, clock)


@pytest.mark.parametrize("attack", [cookie_of_before, line_forged_in_the_log])
def test_with_its_guard_it_does_not(app: Flask, settings: Settings, clock: Clock, attack: Attack) -> None:
    attack(app, settings, clock)


def test_the_examples_hold() -> None:
    assert doctest.testmod(log_line).failed == 0
