"""A request for a referent's access: who asks is known by a keyed hash only, until they write to the pilot."""

from dataclasses import dataclass
from datetime import datetime
from enum import Enum

from quiz.identity.email_code.code import new_code


class Position(Enum):
    """What the requester does. A closed list: what nobody types can name no one."""

    DIGITAL = "numerique"
    SUSTAINABILITY = "developpement-durable"
    TRAINING = "formation"
    COMMUNICATION = "communication"
    OTHER = "autre"


@dataclass(frozen=True)
class Request:
    """One request that waits; the pilot finds its reference in the mail of whoever sent it."""

    number: int
    reference: str
    ministry_id: str
    position: Position
    deputy: bool
    asked_at: datetime
    entity_id: str | None = None


def new_reference(random_bits: int) -> str:
    """Eight characters easy to read out, such as K7QF-M2XA."""
    text = new_code(random_bits)
    return f"{text[:4]}-{text[4:]}"
