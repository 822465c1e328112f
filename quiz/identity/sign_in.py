"""The seam between a provider and this service: what any way of signing in must bring."""

from dataclasses import dataclass
from datetime import timedelta

# RGAA 13.1 asks that a limit be 20 hours or more, or that nothing be lost by it; each answer is kept.
SESSION_LENGTH = timedelta(hours=20)
# A machine left alone is signed out sooner; what is sent afterwards is held until its author is back.
IDLE_LENGTH = timedelta(hours=4)
HELD_FOR = timedelta(minutes=15)


@dataclass(frozen=True)
class SignIn:
    """A proven identity: issuer and subject, and what the provider vouches for. Never stored as such.

    `siret` is the employer's, as evidence of the organisation; `strong` says that several factors were shown.
    """

    issuer: str
    subject: str
    verified_email: str | None = None
    suggested_ministry_id: str | None = None
    siret: str | None = None
    strong: bool = False
