"""A sign-in that was begun: what must come back from ProConnect, and where to go afterwards."""

import base64
import hashlib
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from urllib.parse import urlencode

from quiz.identity.proconnect.claims import SCOPE, asked_claims
from quiz.refusal import Reason

# Time enough to find one's card and its code again.
PENDING_FOR = timedelta(minutes=15)


@dataclass(frozen=True)
class Pending:
    """What one sign-in carries: `again` when it was begun anew after its code came too late."""

    state: str
    nonce: str
    verifier: str
    next_path: str
    strong: bool = False
    again: bool = False


def begun(chance: Callable[[int], int], next_path: str, *, strong: bool, again: bool = False) -> Pending:
    """A sign-in, with 256 bits of chance for each secret."""
    state, nonce, verifier = (f"{chance(256):064x}" for _secret in range(3))
    return Pending(state, nonce, verifier, next_path, strong, again)


def challenge(verifier: str) -> str:
    """The S256 challenge of a verifier (RFC 7636 §4.2).

    >>> challenge("dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk")
    'E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM'
    """
    return base64.urlsafe_b64encode(hashlib.sha256(verifier.encode()).digest()).rstrip(b"=").decode()


def authorization_parameters(pending: Pending, client_id: str, redirect_uri: str) -> Mapping[str, str]:
    """The parameters of the request, and no other: ProConnect refuses any it does not know."""
    return {
        "response_type": "code",
        "client_id": client_id,
        "redirect_uri": redirect_uri,
        "scope": SCOPE,
        "state": pending.state,
        "nonce": pending.nonce,
        "code_challenge": challenge(pending.verifier),
        "code_challenge_method": "S256",
        "claims": json.dumps(asked_claims(pending.strong), separators=(",", ":")),
    }


def with_parameters(address: str, parameters: Mapping[str, str]) -> str:
    """An address of the provider with these parameters."""
    return f"{address}{'&' if '?' in address else '?'}{urlencode(parameters)}"


# What ProConnect may send back instead of a code (OpenID Connect Core §3.1.2.6; ProConnect, "erreurs").
REASONS = {
    "access_denied": Reason.SIGN_IN_CANCELLED,
    "login_required": Reason.SIGN_IN_EXPIRED,
    "interaction_required": Reason.SIGN_IN_EXPIRED,
    "consent_required": Reason.SIGN_IN_EXPIRED,
    "server_error": Reason.SIGN_IN_UNAVAILABLE,
    "temporarily_unavailable": Reason.SIGN_IN_UNAVAILABLE,
    "unmet_authentication_requirements": Reason.SIGN_IN_NOT_STRONG,
}


def reason_of(error: str, description: str) -> Reason:
    """Why ProConnect sent someone back without a code; anything else is a request of ours it did not accept."""
    if error == "access_denied" and "acr" in description.lower():
        return Reason.SIGN_IN_NOT_STRONG
    return REASONS.get(error, Reason.SIGN_IN_MISCONFIGURED)
