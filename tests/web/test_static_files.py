"""Style and script are named by their content, compressed once, and kept for ever."""

import re

import brotli
import pytest
from flask.testing import FlaskClient

from quiz.web.static_files import FOLDER
from tests.web.sample import sample_application

BROTLI = {"Accept-Encoding": "br"}
CEILINGS = {"style.css": 12_000, "enhance.js": 4_000}


@pytest.fixture
def client() -> FlaskClient:
    return sample_application().test_client()


def address(client: FlaskClient, name: str) -> str:
    stem, suffix = name.split(".")
    found = re.search(rf'"(/statique/{stem}\.[0-9a-f]{{12}}\.{suffix})"', client.get("/").text)
    assert found
    return found[1]


@pytest.mark.parametrize("name", CEILINGS)
def test_a_file_weighs_less_than_its_ceiling_and_is_kept_for_ever(client: FlaskClient, name: str) -> None:
    answer = client.get(address(client, name), headers=BROTLI)
    assert len(answer.data) <= CEILINGS[name]
    assert brotli.decompress(answer.data) == (FOLDER / name).read_bytes()
    assert answer.headers["Cache-Control"] == "public, max-age=31536000, immutable"


def test_a_file_is_given_plain_to_those_who_read_nothing_else(client: FlaskClient) -> None:
    answer = client.get(address(client, "style.css"), headers={"Accept-Encoding": "identity"})
    assert answer.data == (FOLDER / "style.css").read_bytes()
    assert answer.mimetype == "text/css"


def test_during_an_upgrade_the_name_of_another_version_still_gives_a_style(client: FlaskClient) -> None:
    answer = client.get("/statique/style.0123456789ab.css")
    assert answer.status_code == 200
    assert answer.headers["Cache-Control"] == "public, max-age=60"


@pytest.mark.parametrize("name", ["autre.0123456789ab.css", "style.css", "..%2fframe.py", "style"])
def test_nothing_else_is_served(client: FlaskClient, name: str) -> None:
    assert client.get(f"/statique/{name}").status_code == 404


def test_files_open_no_session_and_name_nobody(client: FlaskClient) -> None:
    headers = client.get(address(client, "style.css")).headers
    assert "Set-Cookie" not in headers
    assert "Cookie" not in headers["Vary"]
