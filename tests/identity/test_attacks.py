"""What someone else's page, link or proxy may try; each of these fails when its guard is taken away.

`test_without_their_guards.py` takes them away.
"""

from dataclasses import replace

import pytest
from flask import Flask

from quiz.application import create_app
from quiz.settings import Settings
from quiz.storage.database import db
from quiz.web.csrf import csrf
from tests import build
from tests.build import Clock
from tests.databases import Sqlite
from tests.granting import grant
from tests.identity.test_every_route_as_every_role import GRANTS, address, arguments, token
from tests.taking import start
from tests.visit import Visit, form_of

ELSEWHERE = (
    "https://evil.example/",
    "//evil.example/",
    "/\\evil.example",
    "/\t/evil.example",
    "\\\\evil.example",
    "javascript:alert(1)",
    "/modules\r\nSet-Cookie: session=stolen",
    "http:evil.example",
    "/%0d%0a//evil.example\n",
)


@pytest.fixture
def database(sqlite: Sqlite) -> Sqlite:
    """One database is enough for what happens before it is asked anything."""
    return sqlite


@pytest.fixture
def settings(database: Sqlite) -> Settings:
    """With the demonstration, for its routes."""
    return build.settings(database.url, demonstration=True)


@pytest.mark.parametrize("there", ELSEWHERE)
def test_no_page_sends_anyone_to_another_site(app: Flask, visit: Visit, there: str) -> None:
    unconfirmed = visit.sign_in(ministry=None)
    secret = token(unconfirmed)
    answers = [
        unconfirmed.client.get("/connexion", query_string={"suite": there}),
        unconfirmed.client.post("/preferences", data={"path": there, "theme": "dark"}),
        unconfirmed.client.post("/mon-ministere", data={"csrf_token": secret, "ministry": "rivages", "suite": there}),
        Visit(app).client.post("/preferences", data={"path": there}),
        Visit(app).client.get(
            "/mes-resultats", query_string={"suite": there}, headers={"Referer": " ".join(there.split())}
        ),
    ]
    entering = Visit(app)
    answers.append(entering.post("/demonstration/portes/pilot", {"csrf_token": token(entering), "suite": there}))
    for answer in answers:
        assert answer.status_code in (302, 303), answer.request.path
        assert answer.location.startswith("/") and not answer.location.startswith(("//", "/\\"))
        assert "stolen" not in str(answer.headers.getlist("Set-Cookie"))
        assert answer.location.split("?")[0] in ("/", "/connexion", "/mon-ministere", "/pilotage"), answer.location


def posts(app: Flask) -> list[tuple[str, str]]:
    """Every address that receives posts, with the endpoint behind it."""
    found = []
    for rule in app.url_map.iter_rules():
        if "POST" in (rule.methods or ()) and not rule.rule.startswith("/fournisseur"):
            found += [(address(rule, values), rule.endpoint) for values in arguments(rule)]
    return found


def test_a_post_that_another_site_made_the_browser_send_is_refused_everywhere(app: Flask) -> None:
    grant(app, "author@example.org", *GRANTS["author"], *GRANTS["pilot"])
    visit = Visit(app).sign_in("author", email="author@example.org")
    secret, let_through = token(visit), []
    for path, _endpoint in posts(app):
        for headers in (
            {"Sec-Fetch-Site": "cross-site"},
            {"Sec-Fetch-Site": "same-site"},
            {"Origin": "https://evil.example"},
        ):
            answer = visit.client.post(path, data={"csrf_token": secret}, headers=headers)
            if answer.status_code != 400:
                let_through.append(f"{path} {headers}: {answer.status_code}")
    assert let_through == []


def test_a_post_without_the_token_of_its_session_is_refused_everywhere(app: Flask) -> None:
    grant(app, "author@example.org", *GRANTS["author"], *GRANTS["pilot"])
    visit = Visit(app).sign_in("author", email="author@example.org")
    page = start(visit, build.a_module())
    stranger = token(Visit(app).sign_in("bruno"))
    let_through = []
    for path, endpoint in posts(app):
        if endpoint == "preferences.save":
            continue  # two cookies that hold a choice; the browser's own word on the sender is asked all the same
        if endpoint == "learning.answer" and path != page.path:
            continue  # a question of nobody: not found, before anything is compared
        for forged in ({}, {"csrf_token": stranger}, {"csrf_token": "x"}):
            values = {**form_of(page, "/questions/").values, **forged} if endpoint == "learning.answer" else forged
            if not forged:
                values = {name: value for name, value in values.items() if name != "csrf_token"}
            answer = visit.client.post(path, data=values)
            if answer.status_code != 400:
                let_through.append(f"{path} {forged}: {answer.status_code}")
    assert let_through == []


def test_no_other_view_is_exempt_from_the_token() -> None:
    ours = {name for name in csrf._exempt_views if name.startswith("quiz.")}
    assert ours == {"quiz.web.preferences.save", "quiz.learning.attempts.pages.answer"}


@pytest.mark.parametrize("name", ["evil.example", "localhost.evil.example", "localhost@evil.example", "127.0.0.1"])
def test_another_host_is_told_that_it_is_not_ours(settings: Settings, clock: Clock, name: str) -> None:
    app = create_app(replace(settings, hosts=frozenset({"localhost"})), clock, build.Chance())
    client = app.test_client()
    answer = client.get("/", headers={"Host": name})
    assert answer.status_code == 400
    assert "evil.example" not in answer.text
    assert client.get("/", headers={"Host": "localhost:8000"}).status_code == 200
    with app.app_context():
        db.engine.dispose()


@pytest.mark.parametrize(("proxies", "secure"), [(0, False), (1, True)])
def test_no_proxy_is_believed_unless_told_to(settings: Settings, clock: Clock, proxies: int, secure: bool) -> None:
    app = create_app(replace(settings, trusted_proxies=proxies), clock, build.Chance())
    headers = {"X-Forwarded-Proto": "https", "X-Forwarded-Host": "evil.example", "X-Forwarded-For": "192.0.2.1"}
    answer = app.test_client().get("/demonstration", headers=headers)
    assert ("Strict-Transport-Security" in answer.headers) is secure
    assert "evil.example" not in answer.text
    with app.app_context():
        db.engine.dispose()


def test_a_proxy_that_strips_what_browsers_say_of_themselves_breaks_nothing(visit: Visit) -> None:
    visit.sign_in()
    assert start(visit, build.a_module()).path.endswith("/questions/1")


@pytest.mark.parametrize("name", ["../modules/enjeux.yaml", "..%2f..%2fquiz%2fsettings.py", "%2e%2e/x", "/etc/passwd"])
def test_an_image_is_no_way_to_other_files(visit: Visit, name: str) -> None:
    assert visit.client.get(f"/images/{name}").status_code in (404, 308)


def test_security_txt_says_whom_to_tell(settings: Settings, clock: Clock) -> None:
    told = replace(settings, security_contact="mailto:securite@example.org", address="http://localhost")
    app = create_app(told, clock, build.Chance())
    answer = app.test_client().get("/.well-known/security.txt")
    assert answer.mimetype == "text/plain"
    assert answer.text.splitlines() == [
        "Contact: mailto:securite@example.org",
        "Expires: 2027-05-22T00:00:00Z",
        "Preferred-Languages: fr, en",
        "Canonical: http://localhost/.well-known/security.txt",
    ]
    with app.app_context():
        db.engine.dispose()
