"""The search that the proof of privacy rests on finds what is there."""

import base64
import json

import pytest

from tests.leaks import found

SUBJECT = "7c1e-agent-0123456789"
JWT = ".".join(
    base64.urlsafe_b64encode(json.dumps(part).encode()).rstrip(b"=").decode()
    for part in ({"alg": "RS256"}, {"iss": "x", "sub": SUBJECT, "name": "Prénomdessai"}, {"signature": 1})
)


@pytest.mark.parametrize(
    "text",
    [
        SUBJECT,
        SUBJECT.upper(),
        JWT,
        f'{{"id_token": "{JWT}"}}',
        base64.b64encode(f"before {SUBJECT} after".encode()).decode(),
        base64.urlsafe_b64encode(f"ÿÿ{SUBJECT}ÿÿ".encode()).decode(),
        base64.b64encode(base64.b64encode(JWT.encode())).decode(),
        SUBJECT.encode().hex(),
        f"x{SUBJECT.encode().hex().upper()}",
        base64.b64encode(b"\xff\xfe" + SUBJECT.encode() + b"\xff").decode(),
    ],
)
def test_what_is_there_is_found_however_it_is_written(text: str) -> None:
    assert found(f"a line\n{text}\nanother", [SUBJECT, "absent-of-it-all"]) == {SUBJECT}


def test_what_is_not_there_is_not_found() -> None:
    assert found(JWT, ["7c1e-other-person"]) == set()
