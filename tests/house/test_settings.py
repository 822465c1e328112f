"""Every setting is described for operators, and no other is."""

import ast
import re
from pathlib import Path

import pytest

from quiz.settings import SECRETS, Mail, SettingsMissing, read_settings

ROOT = Path(__file__).resolve().parents[2]
NAME = re.compile(r"QUIZ_[A-Z_]+[A-Z]")
READ = {
    name
    for node in ast.walk(ast.parse((ROOT / "quiz/settings.py").read_text("utf-8")))
    if isinstance(node, ast.Constant) and isinstance(node.value, str)
    for name in NAME.findall(node.value)
}
COMPLETE = {"QUIZ_DATABASE_URL": "sqlite:///quiz.db", "QUIZ_SECRET_KEY": "s" * 32, "QUIZ_HASHING_KEY": "h" * 32}


def test_every_setting_is_in_the_operators_guide_and_no_other_is() -> None:
    assert set(NAME.findall((ROOT / "docs/operating.md").read_text("utf-8"))) == READ


def test_settings_are_read_in_one_file_only() -> None:
    readers = [
        path.relative_to(ROOT).as_posix()
        for path in (ROOT / "quiz").rglob("*.py")
        if re.search(r"os\.environ\[|os\.environ\.get|getenv", path.read_text("utf-8"))
    ]
    assert readers == []


def test_everything_missing_is_told_at_once() -> None:
    with pytest.raises(SettingsMissing) as missing:
        read_settings({"QUIZ_SMALL_GROUP": "beaucoup"})
    assert set(NAME.findall(str(missing.value))) == {"QUIZ_DATABASE_URL", *SECRETS, "QUIZ_SMALL_GROUP"}


@pytest.mark.parametrize("name", SECRETS)
def test_a_short_secret_is_refused(name: str) -> None:
    with pytest.raises(SettingsMissing, match=name):
        read_settings({**COMPLETE, name: "short"})


def test_earlier_hashing_keys_are_read_from_the_oldest() -> None:
    earlier = {"QUIZ_HASHING_KEY_PREVIOUS": "p" * 32, "QUIZ_HASHING_KEY_PREVIOUS_2": "o" * 32}
    assert read_settings({**COMPLETE, **earlier}).hashing_key.chain == (b"o" * 32, b"p" * 32, b"h" * 32)
    with pytest.raises(SettingsMissing, match="QUIZ_HASHING_KEY_PREVIOUS:"):
        read_settings({**COMPLETE, "QUIZ_HASHING_KEY_PREVIOUS_2": "o" * 32})
    with pytest.raises(SettingsMissing, match="QUIZ_HASHING_KEY_PREVIOUS:"):
        read_settings({**COMPLETE, "QUIZ_HASHING_KEY_PREVIOUS": "short"})


@pytest.mark.parametrize("address", ["postgres://h/d", "postgresql://h/d", "postgresql+psycopg://h/d"])
def test_an_address_of_postgresql_gets_the_driver_of_this_service(address: str) -> None:
    assert read_settings({**COMPLETE, "QUIZ_DATABASE_URL": address}).database_url == "postgresql+psycopg://h/d"


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ({"QUIZ_SMTP_URL": "relay.example"}, "QUIZ_SMTP_URL"),
        ({"QUIZ_SMTP_URL": "smtp://user:password@relay.example"}, "QUIZ_SMTP_URL"),
        ({"QUIZ_SMTP_URL": "smtps://relay.example:poste"}, "QUIZ_SMTP_URL"),
        ({"QUIZ_SMTP_URL": "smtp://localhost"}, "QUIZ_MAIL_FROM"),
        ({"QUIZ_SMTP_URL": "smtp://localhost", "QUIZ_MAIL_FROM": "a@b.fr\r\nBcc: c@d.fr"}, "QUIZ_MAIL_FROM"),
        ({"QUIZ_MAIL_DOMAINS": "example.gouv.fr, *.gouv.fr"}, "QUIZ_MAIL_DOMAINS"),
    ],
)
def test_mail_that_could_not_leave_is_told_at_start(given: dict[str, str], told: str) -> None:
    with pytest.raises(SettingsMissing, match=told):
        read_settings({**COMPLETE, **given})


@pytest.mark.parametrize(
    ("address", "relay"),
    [
        ("smtp://localhost", Mail("localhost", 25, "none", "", "")),
        ("smtp+starttls://u%40x:p%2Fw@relay.example", Mail("relay.example", 587, "starttls", "u@x", "p/w")),
        ("smtps://relay.example:4650/", Mail("relay.example", 4650, "tls", "", "")),
    ],
)
def test_a_relay_is_one_address(address: str, relay: Mail) -> None:
    assert read_settings({**COMPLETE, "QUIZ_SMTP_URL": address, "QUIZ_MAIL_FROM": "S <a@b.fr>"}).mail == relay


def test_the_demonstration_is_off_unless_asked_for() -> None:
    assert not read_settings(COMPLETE).demonstration
    assert read_settings({**COMPLETE, "QUIZ_DEMONSTRATION": "1"}).demonstration
