"""What is asked of ProConnect, and what is believed of its answers, once their signatures are right."""

import hmac
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import TypeGuard

from quiz.identity.sign_in import SignIn
from quiz.refusal import Reason, Refused

Claims = Mapping[str, object]

# The address finds the roles granted to it; the SIRET suggests an organisation. A name serves nothing here.
SCOPE = "openid email siret"
# Levels with several factors (ProConnect, "niveaux d'authentification").
STRONG = ("eidas0-mfa", "eidas1-mfa", "eidas2", "eidas3")
# How far two clocks may be from one another.
LEEWAY_SECONDS = 90
LONGEST = 255
SIRET = re.compile(r"[0-9]{14}")
ADDRESS = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")


@dataclass(frozen=True)
class Expected:
    """What a token must say to be meant for this service, and for this very sign-in."""

    issuer: str
    client_id: str
    nonce: str


def asked_claims(strong: bool) -> Mapping[str, object]:
    """The `claims` parameter: how the person was authenticated, with several factors where they are needed."""
    acr = {"essential": True, "values": list(STRONG)} if strong else None
    return {"id_token": {"acr": acr, "amr": None}}


def check_id_token(claims: Claims, expected: Expected, now: datetime) -> None:
    """Refuse an identity token that is not from this issuer, for this service, for this sign-in, and of now."""
    check_origin(claims, expected)
    nonce = claims.get("nonce")
    if not isinstance(nonce, str) or not hmac.compare_digest(nonce.encode(), expected.nonce.encode()):
        raise unverified("the nonce is not the one that was sent")
    check_times(claims, now)
    subject_of(claims)


def check_userinfo(claims: Claims, expected: Expected, subject: str) -> None:
    """Refuse what is said of someone else, by someone else, or to someone else."""
    check_origin(claims, expected)
    if subject_of(claims) != subject:
        raise unverified("userinfo is about another subject")


def check_origin(claims: Claims, expected: Expected) -> None:
    """Refuse a token of another issuer, or for another service."""
    if claims.get("iss") != expected.issuer:
        raise unverified("the issuer is another one")
    audience = claims.get("aud")
    audiences = audience if isinstance(audience, list) else [audience]
    if audiences != [expected.client_id]:
        raise unverified("the audience is not this service alone")


def check_times(claims: Claims, now: datetime) -> None:
    """Refuse a token that is over or not yet begun, beyond what two clocks may differ by."""
    begun, over = claims.get("iat"), claims.get("exp")
    if not is_number(begun) or not is_number(over):
        raise unverified("iat or exp is missing")
    if over < now.timestamp() - LEEWAY_SECONDS or begun > now.timestamp() + LEEWAY_SECONDS:
        raise Refused(Reason.SIGN_IN_CLOCKS, detail=f"ours: {now.timestamp():.0f}, iat: {begun:.0f}, exp: {over:.0f}")


def sign_in_of(issuer: str, id_token: Claims, userinfo: Claims) -> SignIn:
    """The proven identity; what is missing or malformed is as if it were not said."""
    return SignIn(
        issuer=issuer,
        subject=subject_of(id_token),
        verified_email=verified_email(userinfo),
        siret=siret(userinfo),
        strong=strong(id_token),
    )


def verified_email(userinfo: Claims) -> str | None:
    """The address ProConnect vouches for: its providers verify it, unless one says that it did not."""
    email = userinfo.get("email")
    if userinfo.get("email_verified", True) is not True or not isinstance(email, str):
        return None
    return email if len(email) <= LONGEST and ADDRESS.fullmatch(email) else None


def siret(userinfo: Claims) -> str | None:
    """The SIRET of the employer, where it is one."""
    number = userinfo.get("siret")
    return number if isinstance(number, str) and SIRET.fullmatch(number) else None


def strong(id_token: Claims) -> bool:
    """True where several factors were shown."""
    methods = id_token.get("amr")
    return id_token.get("acr") in STRONG or (isinstance(methods, list) and "mfa" in methods)


def subject_of(claims: Claims) -> str:
    """What the provider calls the person."""
    subject = claims.get("sub")
    if not isinstance(subject, str) or not 0 < len(subject) <= LONGEST:
        raise unverified("no subject")
    return subject


def unverified(detail: str) -> Refused:
    """The refusal of an answer that cannot be believed."""
    return Refused(Reason.SIGN_IN_UNVERIFIED, detail=detail)


def is_number(value: object) -> TypeGuard[float]:
    """True for a number; JSON's true is none."""
    return isinstance(value, int | float) and not isinstance(value, bool)
