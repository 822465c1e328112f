"""`quiz check-config`: all that is wrong at once, and nothing that is not; every gap of the notices is filled."""

import subprocess
from dataclasses import replace
from pathlib import Path

import pytest

from quiz.notices.filling import gaps, operator_words
from quiz.tasks.configuration import NOTICES
from quiz.tasks.remote import relay_problems
from tests import build
from tests.command_server import run_quiz
from tests.relay import relaying
from tests.service import ROOT, SECRETS
from tests.visit import Visit

PAGES = ROOT / "content/pages"
# What the code says by itself in the notices.
OF_THE_CODE = {
    "responses_kept",
    "idle_attempts_kept",
    "results_kept",
    "audit_kept",
    "session_hours",
    "small_group",
    "last_purge",
}
TOLD = {
    "QUIZ_OPERATOR": "Service des essais",
    "QUIZ_OPERATOR_ADDRESS": "1 rue des Essais, 75000 Paris",
    "QUIZ_CONTACT": "essais@example.org",
    "QUIZ_PUBLICATION_DIRECTOR": "le chef du service",
    "QUIZ_DPO": "dpo@example.org",
    "QUIZ_HOSTING": "Hébergeur des essais, 2 rue des Essais, 01 00 00 00 00",
    "QUIZ_ADDRESS": "https://quiz.example.org",
    "QUIZ_PROCONNECT_ISSUER": "https://auth.example.org/api/v2",
    "QUIZ_PROCONNECT_CLIENT_ID": "quiz",
    "QUIZ_PROCONNECT_CLIENT_SECRET": "a secret of the tests",
}


def quiz(*words: str, **settings: str) -> subprocess.CompletedProcess[str]:
    """A `quiz` command with these settings and no other."""
    return run_quiz(settings, *words)


def test_a_service_ready_for_real_people_has_nothing_to_correct(tmp_path: Path) -> None:
    settings = {**SECRETS, **TOLD, "QUIZ_DATABASE_URL": f"sqlite:///{tmp_path / 'quiz.db'}"}
    assert quiz("db", "upgrade", **settings).returncode == 0
    (tmp_path / "quiz.db").chmod(0o640)
    done = quiz("check-config", "--offline", **settings)
    assert (done.returncode, done.stdout) == (0, "All is well.\n"), done.stderr
    (tmp_path / "quiz.db").chmod(0o644)
    assert "anyone on this machine can read it" in quiz("check-config", "--offline", **settings).stderr
    other = quiz("check-config", "--offline", **{**settings, "QUIZ_HASHING_KEY": "o" * 40})
    assert (other.returncode, "another QUIZ_HASHING_KEY" in other.stderr) == (1, True)


def test_all_that_is_missing_is_told_at_once(tmp_path: Path) -> None:
    settings = {**SECRETS, "QUIZ_DATABASE_URL": f"sqlite:///{tmp_path / 'quiz.db'}"}
    done = quiz("check-config", **settings)
    assert done.returncode == 1
    for told in (*NOTICES, "QUIZ_PROCONNECT_ISSUER", "quiz db upgrade"):
        assert told in done.stderr, told


def test_a_demonstration_may_leave_the_notices_empty(tmp_path: Path) -> None:
    settings = {**SECRETS, "QUIZ_DATABASE_URL": f"sqlite:///{tmp_path / 'quiz.db'}", "QUIZ_DEMONSTRATION": "1"}
    assert quiz("db", "upgrade", **settings).returncode == 0
    assert quiz("check-config", **settings).returncode == 0


def test_missing_settings_are_told_without_a_trace() -> None:
    done = quiz("check-config", QUIZ_SMALL_GROUP="2")
    assert (done.returncode, "Traceback" in done.stderr) == (1, False)
    for name in ("QUIZ_DATABASE_URL", *SECRETS, "QUIZ_SMALL_GROUP", "QUIZ_OPERATOR", "QUIZ_DPO"):
        assert name in done.stderr, name


@pytest.mark.parametrize("words", [["--help"], ["db", "backup", "--help"], ["nothing-of-that-name"]])
def test_help_needs_no_setting(words: list[str]) -> None:
    done = quiz(*words)
    told = done.stdout + done.stderr
    assert ("Usage:" in told, "Traceback" in told, "QUIZ_" in told) == (True, False, False), told
    assert "--app" not in told


def test_the_mail_relay_is_asked_and_sent_nothing() -> None:
    with relaying() as relay:
        assert relay_problems(relay.mail) == []
        # This relay offers neither STARTTLS, nor TLS, nor names and passwords.
        for changed, words in (
            ({"security": "starttls"}, "cannot do what its address asks"),
            ({"security": "tls"}, "is not trusted"),
            ({"user": "nom", "password": "secret"}, "cannot do what its address asks"),
        ):
            [told] = relay_problems(replace(relay.mail, **changed))
            assert (words in told, "secret" in told) == (True, False), told
        assert relay.messages == []
    assert "does not answer as a mail relay does (ConnectionRefusedError" in relay_problems(relay.mail)[0]


def test_the_network_is_asked_unless_told_not_to(tmp_path: Path) -> None:
    settings = {**SECRETS, "QUIZ_DATABASE_URL": f"sqlite:///{tmp_path / 'quiz.db'}"}
    settings |= {"QUIZ_SMTP_URL": "smtp://127.0.0.1:1", "QUIZ_MAIL_FROM": "a@example.org"}
    done = quiz("check-config", **settings)
    assert (done.returncode, "127.0.0.1:1 does not answer" in done.stderr) == (1, True)
    assert "does not answer" not in quiz("check-config", "--offline", **settings).stderr


def test_a_database_out_of_reach_is_told() -> None:
    address = "postgresql://quiz@127.0.0.1:1/quiz"
    assert "does not answer" in quiz("check-config", "--offline", **SECRETS, **TOLD, QUIZ_DATABASE_URL=address).stderr


def test_every_gap_of_the_notices_is_filled_by_a_setting_or_by_the_code() -> None:
    found = set().union(*(gaps(file.read_text("utf-8")) for file in PAGES.glob("*.md")))
    operator = set(operator_words(build.settings("")))
    assert found == operator | OF_THE_CODE | {"preference_months"}
    assert operator == {field for field, _what in NOTICES.values()}


@pytest.mark.parametrize("path", ["/donnees-personnelles", "/mentions-legales", "/cookies", "/ecoconception"])
def test_notices_read_well_in_both_languages(visit: Visit, path: str) -> None:
    page = visit.get(path)
    assert "{" not in page.text
    assert visit.post("/preferences", {"language": "en", "path": path}).status_code == 303
    # The rules of French do not hold in English.
    english = visit.get(path, excused=("language",))
    assert page.heading not in english.html or path == "/cookies"
    assert "{" not in english.text


def test_what_the_operator_has_not_said_is_seen_to_be_missing(visit: Visit) -> None:
    assert "à compléter par l’exploitant" in visit.get("/mentions-legales").text
    assert "Service des essais" in visit.get("/mentions-legales").text
