"""A post is taken only from our own pages."""

import re

import pytest
from flask import session
from flask.testing import FlaskClient

from quiz.web.csrf import csrf_field, masked, unmasked
from tests.web.sample import sample_application

FIELD = re.compile(r'<input type="hidden" name="csrf_token" value="([^"]+)">')


@pytest.fixture
def client() -> FlaskClient:
    return sample_application().test_client()


def token(client: FlaskClient) -> str:
    found = FIELD.search(client.get("/question").text)
    assert found
    return found[1]


def test_a_form_of_ours_is_taken(client: FlaskClient) -> None:
    assert client.post("/question", data={"csrf_token": token(client)}).status_code == 303


def test_a_token_is_never_written_twice_the_same_and_each_is_good(client: FlaskClient) -> None:
    one, other = token(client), token(client)
    assert one != other
    assert client.post("/question", data={"csrf_token": one}).status_code == 303
    assert client.post("/question", data={"csrf_token": other}).status_code == 303


@pytest.mark.parametrize("sent", ["", "x", "é", "A" * 48, "A" * 47 + "="])
def test_a_form_without_the_session_s_token_is_refused(client: FlaskClient, sent: str) -> None:
    token(client)
    answer = client.post("/question", data={"csrf_token": sent})
    assert answer.status_code == 400
    assert "This page had expired" in answer.text


def test_a_token_is_worth_nothing_in_another_session(client: FlaskClient) -> None:
    other = client.application.test_client()
    token(other)
    assert other.post("/question", data={"csrf_token": token(client)}).status_code == 400


def test_signing_in_makes_the_earlier_tokens_worthless(client: FlaskClient) -> None:
    before = token(client)
    client.post("/connexion", data={"csrf_token": before})
    assert client.post("/question", data={"csrf_token": before}).status_code == 400


def test_a_view_that_checks_by_itself_keeps_what_was_typed(client: FlaskClient) -> None:
    answer = client.post("/reponse", data={"texte": "mon texte"})
    assert answer.status_code == 400
    assert "mon texte" in answer.text


def test_a_view_that_checks_by_itself_takes_a_good_token(client: FlaskClient) -> None:
    assert client.post("/reponse", data={"texte": "x", "csrf_token": token(client)}).status_code == 303


@pytest.mark.parametrize(
    "headers",
    [
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
        {"Origin": "https://ailleurs.example"},
        {"Origin": "null"},
        {"Sec-Fetch-Site": "cross-site", "Origin": "http://localhost"},
    ],
)
@pytest.mark.parametrize("path", ["/question", "/reponse", "/preferences"])
def test_a_post_from_another_site_is_refused_even_with_a_good_token(
    client: FlaskClient, path: str, headers: dict[str, str]
) -> None:
    answer = client.post(path, data={"csrf_token": token(client)}, headers=headers)
    assert answer.status_code == 400
    assert "This request was not accepted" in answer.text


@pytest.mark.parametrize("headers", [{"Sec-Fetch-Site": "same-origin"}, {"Origin": "http://localhost"}])
def test_a_post_from_this_site_is_taken(client: FlaskClient, headers: dict[str, str]) -> None:
    assert client.post("/question", data={"csrf_token": token(client)}, headers=headers).status_code == 303


def test_a_page_without_a_form_opens_no_session(client: FlaskClient) -> None:
    assert "Set-Cookie" not in client.get("/").headers


def test_one_page_bears_one_mask_and_never_that_of_a_session_that_is_over() -> None:
    with sample_application().test_request_context():
        assert csrf_field() == csrf_field()
        session.clear()
        found = FIELD.search(csrf_field())
        assert found
        assert unmasked(found[1]).hex() == session["csrf_token"]


def test_a_mask_hides_the_token_and_can_be_taken_off() -> None:
    secret = bytes(range(18))
    assert len({masked(secret) for _ in range(50)}) == 50
    assert unmasked(masked(secret)) == secret
