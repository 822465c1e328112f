"""Keyed hashes: what lets a person be found again without being readable."""

import hashlib
import hmac
from uuid import UUID

from quiz.settings import HashingKey

# The length that begins the parts of a hash is never this large: a wrapping cannot be mistaken for them.
WRAPPING = b"wrap"
FINGERPRINT = b"fingerprint"


def keyed_hash(key: HashingKey, *parts: str) -> str:
    """HMAC-SHA-256 of the parts under the first key, wrapped under each later one; parts cannot run into each other."""
    message = b"".join(len(part.encode()).to_bytes(4, "big") + part.encode() for part in parts)
    first, *later = key.chain
    hashed = hmac.new(first, message, hashlib.sha256).hexdigest()
    for each in later:
        hashed = wrapped(each, hashed)
    return hashed


def person_hash(key: HashingKey, person_id: UUID) -> str:
    """What a person's number is remembered by once it is nowhere any more: to erase it from a backup too."""
    return keyed_hash(key, "erased", person_id.hex)


def wrapped(key: bytes, hashed: str) -> str:
    """A stored hash under one more key: rotating a key keeps everyone findable without knowing who they are."""
    return hmac.new(key, WRAPPING + bytes.fromhex(hashed), hashlib.sha256).hexdigest()


def fingerprints(key: HashingKey) -> tuple[str, ...]:
    """What tells each key of the chain from any other, and says nothing of it."""
    return tuple(hmac.new(each, FINGERPRINT, hashlib.sha256).hexdigest()[:16] for each in key.chain)


def token_hash(token: str) -> str:
    """SHA-256 of a session token: the token is random enough to need no key."""
    return hashlib.sha256(token.encode()).hexdigest()
