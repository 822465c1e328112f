"""Style and script are named by their content, compressed once, and kept for ever."""

import hashlib
import re
from pathlib import Path

import brotli
import pytest
from flask.testing import FlaskClient

from quiz.web.static_files import FOLDER, read
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


def read_by_browsers(sheet: str) -> list[str]:
    """The words of a style sheet, without its comments nor its layout."""
    kept, rest = "", sheet
    while "/*" in rest:
        before, _, rest = rest.partition("/*")
        kept, rest = kept + before, rest.partition("*/")[2]
    return (kept + rest).split()


def digest(words: list[str]) -> str:
    return hashlib.sha256(" ".join(words).encode()).hexdigest()


@pytest.mark.parametrize("name", CEILINGS)
def test_a_file_weighs_less_than_its_ceiling_and_is_kept_for_ever(client: FlaskClient, name: str) -> None:
    answer = client.get(address(client, name), headers=BROTLI)
    assert len(answer.data) <= CEILINGS[name]
    plain = client.get(address(client, name), headers={"Accept-Encoding": "identity"})
    assert brotli.decompress(answer.data) == plain.data
    assert answer.headers["Cache-Control"] == "public, max-age=31536000, immutable"


def test_a_file_is_given_plain_to_those_who_read_nothing_else(client: FlaskClient) -> None:
    answer = client.get(address(client, "style.css"), headers={"Accept-Encoding": "identity"})
    assert answer.mimetype == "text/css"
    # Digests, for pytest would take half a minute to print how two style sheets differ.
    assert digest(read_by_browsers(answer.text)) == digest(read_by_browsers((FOLDER / "style.css").read_text()))


def test_comments_of_a_style_sheet_are_not_sent(client: FlaskClient) -> None:
    assert "/*" not in client.get(address(client, "style.css")).text


def test_notices_of_a_style_sheet_and_texts_of_a_script_are_sent(tmp_path: Path) -> None:
    sheet, script = tmp_path / "a.css", tmp_path / "a.js"
    sheet.write_text("/*! who made it */\n/* why */\n  a { b: c }\n")
    script.write_text("/* why,\n   at length */\n  // and how\n  a('/* said */'); b('//'); // c\n\n  d(/* e */ 1)\n")
    assert read(sheet).bodies[""].split() == b"/*! who made it */ a { b: c }".split()
    assert read(script).bodies[""] == b"a('/* said */'); b('//'); // c\nd(/* e */ 1)\n"


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
