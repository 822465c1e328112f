"""Keyed hashes: what lets a person be found again without being readable."""

import hashlib
import hmac


def keyed_hash(key: bytes, *parts: str) -> str:
    """HMAC-SHA-256 of the parts under the key, in hexadecimal; parts cannot run into each other."""
    message = b"".join(len(part.encode()).to_bytes(4, "big") + part.encode() for part in parts)
    return hmac.new(key, message, hashlib.sha256).hexdigest()


def token_hash(token: str) -> str:
    """SHA-256 of a session token: the token is random enough to need no key."""
    return hashlib.sha256(token.encode()).hexdigest()
