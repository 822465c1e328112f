"""A text that a browser keeps for us between two pages and cannot read: sealed, for one purpose and a time."""

import hashlib
import secrets
import struct
from base64 import urlsafe_b64decode, urlsafe_b64encode
from binascii import Error as NotBase64
from datetime import datetime, timedelta

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

NONCE = 12
HOUR = struct.Struct(">q")


def seal(secret: str, purpose: str, text: str, now: datetime) -> str:
    """The text, sealed at this hour."""
    nonce = secrets.token_bytes(NONCE)
    hour = HOUR.pack(int(now.timestamp()))
    return urlsafe_b64encode(hour + nonce + cipher(secret, purpose).encrypt(nonce, text.encode(), hour)).decode()


def unseal(secret: str, purpose: str, sealed: str | None, now: datetime, life: timedelta) -> str | None:
    """The text that was sealed, or nothing where it is none of ours, is for something else, or is too old."""
    try:
        raw = urlsafe_b64decode((sealed or "").encode())
        hour, nonce, rest = raw[: HOUR.size], raw[HOUR.size :][:NONCE], raw[HOUR.size + NONCE :]
        text = cipher(secret, purpose).decrypt(nonce, rest, hour).decode()
    except (NotBase64, InvalidTag, UnicodeError, ValueError):
        return None
    (sealed_at,) = HOUR.unpack(hour)
    return text if now.timestamp() < sealed_at + life.total_seconds() else None


def cipher(secret: str, purpose: str) -> AESGCM:
    """AES-256-GCM under a key of this purpose alone."""
    return AESGCM(hashlib.blake2b(secret.encode(), digest_size=32, person=purpose.encode()[:16]).digest())
