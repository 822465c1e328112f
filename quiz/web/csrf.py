"""Proof that a post comes from one of our own pages: a token in the form, masked, and the sender's origin."""

import hmac
import secrets
from base64 import urlsafe_b64decode, urlsafe_b64encode
from binascii import Error as NotBase64
from collections.abc import Callable
from typing import Any, TypeVar
from urllib.parse import urlsplit

from flask import Flask, g, request, session
from flask_wtf.csrf import CSRFError, CSRFProtect
from markupsafe import Markup

from quiz.refusal import Reason, Refused

View = TypeVar("View", bound=Callable[..., Any])

FIELD = "csrf_token"
SIZE = 18
MASK = "csrf_mask"
UNSAFE = frozenset({"POST", "PUT", "PATCH", "DELETE"})
# A sibling site under the same registered domain is another site to us: gouv.fr has thousands.
OURS = frozenset({"same-origin", "none"})


class MaskedCsrf(CSRFProtect):  # type: ignore[misc]  # the library ships no types
    """Tokens live as long as the session (no time limit: RGAA 4.1, 13.1) and never look the same twice.

    A view marked `exempt` is let through, and may call `protect` itself: it then raises CSRFError
    where the token does not match, so that what was typed can be shown again.
    """

    def init_app(self, app: Flask) -> None:
        """Check every post; only the masked token is offered to templates."""
        app.before_request(refuse_other_sites)
        super().init_app(app)
        for name in ("csrf_token", "csrf_meta_tag"):
            del app.jinja_env.globals[name]
        app.jinja_env.globals["csrf_field"] = csrf_field

    def exempt(self, view: View) -> View:
        """The view, which will not be checked for a token."""
        super().exempt(view)
        return view

    def protect(self, apply_exemptions: bool = False) -> None:
        """Raise CSRFError unless the post carries the session's token."""
        if request.method not in UNSAFE or (apply_exemptions and (not request.endpoint or self._is_exempt())):
            return
        expected = session.get(FIELD, "")
        sent = unmasked(request.form.get(FIELD, ""))
        if not expected or not hmac.compare_digest(sent, bytes.fromhex(expected)):
            raise CSRFError
        g.csrf_valid = True


csrf = MaskedCsrf()


def refuse_other_sites() -> None:
    """Refuse a post that the browser says was sent by another site (ANSSI-PA-009, R40)."""
    if request.method not in UNSAFE:
        return
    site = request.headers.get("Sec-Fetch-Site")
    if site is not None:
        if site not in OURS:
            raise Refused(Reason.FORGED)
        return
    # Older browsers say less. The scheme is not compared: a proxy may have ended TLS before us.
    origin = request.headers.get("Origin")
    if origin is not None and urlsplit(origin).netloc != request.host:
        raise Refused(Reason.FORGED)


def csrf_field() -> Markup:
    """The hidden field of a form; the first one of a session opens it."""
    token = session.get(FIELD)
    mask = g.get(MASK) if token else None
    if not token:
        token = session[FIELD] = secrets.token_hex(SIZE)
    if mask is None:
        # One mask a response: said twice, random letters weigh twice.
        mask = masked(bytes.fromhex(token))
        setattr(g, MASK, mask)
    # Letters of base64 alone: nothing to escape.
    return Markup(f'<input type="hidden" name="{FIELD}" value="{mask}">')  # noqa: S704


def masked(token: bytes) -> str:
    """The token under a one-time pad, with its pad: compression then says nothing about it (BREACH)."""
    pad = secrets.token_bytes(len(token))
    return urlsafe_b64encode(pad + xor(token, pad)).decode()


def unmasked(text: str) -> bytes:
    """The token that was masked, or no bytes at all where the text is not one."""
    try:
        both = urlsafe_b64decode(text.encode())
    except (NotBase64, UnicodeEncodeError):
        return b""
    if len(both) != 2 * SIZE:
        return b""
    return xor(both[:SIZE], both[SIZE:])


def xor(one: bytes, other: bytes) -> bytes:
    """The bits that differ."""
    return bytes(a ^ b for a, b in zip(one, other, strict=True))
