"""Whatever fails, the reader gets a page that says what to do next, and the log has the rest."""

import logging
import re

import pytest
from flask.testing import FlaskClient
from jinja2 import DictLoader

from quiz.refusal import Reason
from quiz.web.errors import WORDINGS
from quiz.web.frame import Visitor
from tests.web.sample import application_told_by, sample_application

REFERENCE = re.compile(r"Reference\xa0: ([2-9A-HJKMNP-TV-Z]{4}-[2-9A-HJKMNP-TV-Z]{4})")


@pytest.fixture
def client() -> FlaskClient:
    app = sample_application()
    # As in production: a defect becomes a page.
    app.config["PROPAGATE_EXCEPTIONS"] = False
    return app.test_client()


def reference_in(text: str) -> str:
    found = REFERENCE.search(text)
    assert found, text
    return found[1]


def test_no_reason_is_without_words() -> None:
    assert set(WORDINGS) == set(Reason)


@pytest.mark.parametrize("reason", Reason)
def test_each_refusal_is_a_page_with_a_way_on(client: FlaskClient, reason: Reason) -> None:
    answer = client.get(f"/refus/{reason.value}")
    wording = WORDINGS[reason]
    assert answer.status_code == wording.status
    assert f'href="{wording.link_url}"' in answer.text
    assert reference_in(answer.text)


def test_the_way_on_of_a_refusal_is_the_one_it_names(client: FlaskClient) -> None:
    assert (
        'href="/modules/enjeux/tentatives/2"'
        in client.get("/refus/already_answered?suite=/modules/enjeux/tentatives/2").text
    )


def test_an_unknown_address_is_a_page(client: FlaskClient) -> None:
    answer = client.get("/nulle-part")
    assert answer.status_code == 404
    assert "Page not found" in answer.text


def test_a_wrong_method_says_which_are_right(client: FlaskClient) -> None:
    answer = client.get("/preferences")
    assert answer.status_code == 405
    assert "POST" in answer.headers["Allow"]


def test_a_post_that_is_too_large_is_refused(client: FlaskClient) -> None:
    answer = client.post("/question", data={"texte": "x" * 30_000})
    assert answer.status_code == 413
    assert "too large" in answer.text


@pytest.mark.parametrize("path", ["/panne", "/attente"])
def test_without_a_database_the_page_says_what_was_not_recorded_and_when_to_retry(
    client: FlaskClient, path: str
) -> None:
    answer = client.get(path)
    assert answer.status_code == 503
    assert answer.headers["Retry-After"] == "60"
    assert "was not recorded" in answer.text


def test_a_defect_shows_a_reference_and_nothing_of_the_machine(
    client: FlaskClient, caplog: pytest.LogCaptureFixture
) -> None:
    answer = client.get("/defaut")
    assert answer.status_code == 500
    assert "ZeroDivisionError" not in answer.text
    assert "secret of the machine" not in answer.text
    (record,) = [record for record in caplog.records if record.levelno == logging.ERROR]
    assert record.getMessage() == f"{reference_in(answer.text)} defect: 500 GET sample.defect"
    assert record.exc_info
    assert record.exc_info[0] is ZeroDivisionError


def test_a_defect_is_raised_again_under_test() -> None:
    with pytest.raises(ZeroDivisionError):
        sample_application().test_client().get("/defaut")


def test_an_error_is_a_whole_page_even_when_nobody_can_tell_who_asks() -> None:
    def nobody_knows() -> Visitor:
        raise LookupError

    answer = application_told_by(nobody_knows).test_client().get("/panne")
    assert answer.status_code == 503
    assert '<footer class="fr-footer"' in answer.text


def test_an_error_is_told_even_when_its_page_cannot_be_made(client: FlaskClient) -> None:
    client.application.jinja_env.loader = DictLoader({})
    answer = client.get("/nulle-part")
    assert answer.status_code == 404
    assert "<h1>Page not found</h1>" in answer.text
