"""What goes wrong, told to a program: problem details as JSON (RFC 9457), in place of a page."""

import json

from flask import Response, request

# What programs ask for lies under this path, and nothing that people read does.
FOR_PROGRAMS = "/api/"
MEDIA_TYPE = "application/problem+json"
# Where each kind of problem is described (RFC 9457, 3.1.1: a relative reference, resolved by whoever reads it).
DESCRIBED_IN = "/api/v1/openapi.json#/components/responses/"


def asked_by_program() -> bool:
    """True where the answer is for a program."""
    return request.path.startswith(FOR_PROGRAMS)


def problem(status: int, kind: str, title: str, detail: str, reference: str) -> Response:
    """The problem, with the reference that is in the log; a kind of our own is described beside the API."""
    body = {
        "type": DESCRIBED_IN + kind if kind else "about:blank",
        "title": title,
        "status": status,
        "detail": detail,
        "instance": f"urn:reference:{reference}",
    }
    response = Response(json.dumps(body, ensure_ascii=False), status, content_type=MEDIA_TYPE)
    response.headers["Cache-Control"] = "no-store"
    if status == 401:
        # What a program is to send (RFC 6750).
        response.headers["WWW-Authenticate"] = "Bearer"
    response.vary.update(("Authorization", "Accept-Language"))
    return response
