"""The security and cache headers of every response (ANSSI-PA-009 v2.0)."""

import re

from flask import Flask, Response, current_app, g, make_response, request, session
from flask.typing import ResponseReturnValue

ORIGIN = re.compile(r"https://[a-z0-9.-]+(?::[0-9]{1,5})?")
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
NO_SNIFFING = ("X-Content-Type-Options", "nosniff")
HEADERS = {
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=(), browsing-topics=()",
    "Cross-Origin-Opener-Policy": "same-origin",
}
ONE_YEAR = "max-age=31536000; includeSubDomains"
# A page that names nobody may be shown again for a minute when one comes back to it, in this browser only.
SHORT = "private, max-age=60"
# These are read by pages and never shown as one: rules of display would be weight alone.
NEVER_SHOWN = frozenset({"text/css", "text/javascript"})
POLICY_HERE = "content_security_policy"


def start(app: Flask, *, fonts: bool = False) -> None:
    """Put the headers on every response; `fonts` where the theme brings its own, as ours does not."""
    app.extensions[POLICY_HERE] = f"{POLICY}; font-src 'self'" if fonts else POLICY
    app.after_request(with_headers)


def allow_frame(origin: str) -> None:
    """Let this response, and no other, show a page of that origin in a frame."""
    if not ORIGIN.fullmatch(origin):
        raise ValueError(f"not an origin: {origin!r}")
    g.setdefault("frame_origins", []).append(origin)


def leaving_nothing(response: ResponseReturnValue) -> Response:
    """The response, after which the browser keeps nothing that a page of ours put aside."""
    made = make_response(response)
    made.headers["Clear-Site-Data"] = '"storage"'
    return made


def with_headers(response: Response) -> Response:
    """The response, with what a browser must know of it."""
    if response.location:
        # A redirection shows nothing: it needs no rules of display, and no English page that nobody sees.
        response.set_data(b"")
    else:
        response.headers.set(*NO_SNIFFING)
        if response.mimetype not in NEVER_SHOWN:
            response.headers["Content-Security-Policy"] = policy()
            response.headers.update(HEADERS)
    if request.is_secure:
        response.headers["Strict-Transport-Security"] = ONE_YEAR
    if "Cache-Control" not in response.headers:
        response.headers["Cache-Control"] = SHORT if names_nobody(response) else "no-store"
        response.vary.update(("Cookie", "Accept-Language"))
    return response


def policy() -> str:
    """The content security policy of this response."""
    told: str = current_app.extensions[POLICY_HERE]
    origins = g.get("frame_origins")
    return f"{told}; frame-src {' '.join(origins)}" if origins else told


def names_nobody(response: Response) -> bool:
    """True for a page shown to someone not signed in that opened no session; it carries nothing that expires."""
    frame = g.get("frame")
    quiet = request.method in ("GET", "HEAD") and response.status_code == 200 and not session.modified
    return quiet and frame is not None and not frame.signed_in
