"""What a browser is told of each response."""

import re

import pytest
from flask.testing import FlaskClient

from quiz.web.frame import Visitor
from quiz.web.headers import allow_frame
from quiz.web.static_files import in_encodings
from tests.web.sample import sample_application


@pytest.fixture
def client() -> FlaskClient:
    return sample_application().test_client()


@pytest.mark.parametrize("path", ["/", "/question", "/nulle-part", "/panne", "/court"])
def test_every_response_carries_the_strict_policy(client: FlaskClient, path: str) -> None:
    headers = client.get(path).headers
    policy = headers["Content-Security-Policy"]
    assert policy.startswith("default-src 'none'; script-src 'self'; style-src 'self'")
    assert "unsafe" not in policy
    assert "frame-src" not in policy
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["X-Frame-Options"] == "DENY"
    assert headers["Referrer-Policy"] == "same-origin"
    assert headers["Cross-Origin-Opener-Policy"] == "same-origin"


def test_a_redirection_carries_nothing_but_the_way(client: FlaskClient) -> None:
    answer = client.post("/preferences", data={"theme": "dark", "path": "/"})
    assert (answer.status_code, answer.location) == (303, "/")
    assert answer.get_data() == b""
    assert sum(len(f"{name}: {value}") for name, value in answer.headers if name != "Set-Cookie") < 300
    assert answer.headers["Cache-Control"] == "no-store"


def test_style_and_script_carry_no_rule_of_display(client: FlaskClient) -> None:
    for name in re.findall(r'"(/statique/[^"]+)"', client.get("/").text):
        headers = client.get(name).headers
        assert headers["X-Content-Type-Options"] == "nosniff"
        assert "Content-Security-Policy" not in headers


def test_fonts_are_allowed_where_a_theme_brings_some() -> None:
    assert "font-src" not in sample_application().test_client().get("/").headers["Content-Security-Policy"]
    font = in_encodings("titles.woff2", b"letters")
    client = sample_application(theme={"titles.woff2": font}).test_client()
    assert "font-src 'self'" in client.get("/").headers["Content-Security-Policy"]


def test_only_the_page_that_plays_a_film_may_frame_its_player(client: FlaskClient) -> None:
    assert "frame-src https://geo.dailymotion.com" in client.get("/video").headers["Content-Security-Policy"]
    assert "frame-src" not in client.get("/").headers["Content-Security-Policy"]


@pytest.mark.parametrize("origin", ["http://a.fr", "https://a.fr/x", "https://a.fr; script-src *", "*", "https://*.fr"])
def test_what_is_not_one_origin_cannot_be_framed(origin: str) -> None:
    with sample_application().test_request_context(), pytest.raises(ValueError, match="not an origin"):
        allow_frame(origin)


def test_https_is_asked_for_ever_once_used(client: FlaskClient) -> None:
    assert "Strict-Transport-Security" not in client.get("/").headers
    secure = client.get("/", base_url="https://localhost").headers
    assert secure["Strict-Transport-Security"].startswith("max-age=31536000")


def test_a_page_that_names_nobody_may_be_kept_for_a_minute_by_this_browser_as_it_is(client: FlaskClient) -> None:
    headers = client.get("/").headers
    assert headers["Cache-Control"] == "private, max-age=60"
    assert "Cookie" in headers["Vary"]
    assert "Accept-Language" in headers["Vary"]


def test_a_page_that_opened_a_session_is_not_kept(client: FlaskClient) -> None:
    answer = client.get("/question")
    assert "Set-Cookie" in answer.headers
    assert answer.headers["Cache-Control"] == "no-store"


def test_a_page_of_somebody_is_never_kept() -> None:
    client = sample_application(Visitor(signed_in=True)).test_client()
    client.get("/")
    assert client.get("/").headers["Cache-Control"] == "no-store"


def test_errors_and_answers_to_posts_are_never_kept(client: FlaskClient) -> None:
    assert client.get("/nulle-part").headers["Cache-Control"] == "no-store"
    assert client.post("/preferences").headers["Cache-Control"] == "no-store"
