"""Texts travel small, whoever asks for them."""

import gzip

import brotli
import pytest
from flask.testing import FlaskClient

from tests.web.sample import sample_application


@pytest.fixture
def client() -> FlaskClient:
    return sample_application(tells_weight=False).test_client()


def test_brotli_comes_first_and_gives_the_page_back(client: FlaskClient) -> None:
    answer = client.get("/", headers={"Accept-Encoding": "gzip, deflate, br"})
    assert answer.headers["Content-Encoding"] == "br"
    assert int(answer.headers["Content-Length"]) == len(answer.data)
    assert brotli.decompress(answer.data).decode() == client.get("/").text


def test_gzip_is_for_those_who_cannot_read_brotli(client: FlaskClient) -> None:
    answer = client.get("/", headers={"Accept-Encoding": "gzip"})
    assert answer.headers["Content-Encoding"] == "gzip"
    assert gzip.decompress(answer.data).decode() == client.get("/").text


@pytest.mark.parametrize("accepted", ["", "identity", "br;q=0, gzip;q=0"])
def test_a_browser_that_asks_for_nothing_gets_the_plain_page(client: FlaskClient, accepted: str) -> None:
    answer = client.get("/", headers={"Accept-Encoding": accepted})
    assert "Content-Encoding" not in answer.headers
    assert answer.text.startswith("<!DOCTYPE html>")


def test_caches_are_told_that_the_encoding_counts(client: FlaskClient) -> None:
    assert "Accept-Encoding" in client.get("/").headers["Vary"]


def test_a_short_answer_is_left_as_it_is(client: FlaskClient) -> None:
    assert "Content-Encoding" not in client.get("/court", headers={"Accept-Encoding": "br"}).headers
