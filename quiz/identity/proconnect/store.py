"""Sign-ins under way, each taken once; and the identity token of a session, sealed under what only its cookie holds."""

import base64
import hashlib
from binascii import Error as NotBase64
from datetime import datetime

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from sqlalchemy import delete, insert, select, update
from sqlalchemy.engine import Connection

from quiz.identity.keyed_hash import token_hash
from quiz.identity.proconnect.pending import PENDING_FOR, Pending
from quiz.identity.proconnect.tables import PendingSignInRow
from quiz.identity.tables import SessionRow

# Each key seals one text: the token is drawn anew for each session, and so is the key.
NONCE = bytes(12)
PURPOSE = b"identity token of a session\0"


def keep(connection: Connection, pending: Pending, browser: str, now: datetime) -> None:
    """Keep a sign-in that begins in a browser."""
    connection.execute(
        insert(PendingSignInRow).values(
            state_hash=token_hash(pending.state),
            browser_hash=token_hash(browser),
            nonce=pending.nonce,
            verifier=pending.verifier,
            next_path=pending.next_path,
            strong=pending.strong,
            again=pending.again,
            expires_at=now + PENDING_FOR,
        )
    )


def take(connection: Connection, state: str, browser: str, now: datetime) -> Pending | None:
    """The sign-in that was begun in this browser under this state, which nobody will find again; or nothing."""
    row = connection.execute(
        delete(PendingSignInRow)
        .where(
            PendingSignInRow.state_hash == token_hash(state),
            PendingSignInRow.browser_hash == token_hash(browser),
            PendingSignInRow.expires_at > now,
        )
        .returning(
            PendingSignInRow.nonce,
            PendingSignInRow.verifier,
            PendingSignInRow.next_path,
            PendingSignInRow.strong,
            PendingSignInRow.again,
        )
    ).first()
    return Pending(state, row.nonce, row.verifier, row.next_path, row.strong, row.again) if row else None


def delete_expired(connection: Connection, now: datetime) -> int:
    """Forget the sign-ins that were never completed; returns how many."""
    return connection.execute(delete(PendingSignInRow).where(PendingSignInRow.expires_at <= now)).rowcount


def seal(connection: Connection, id_token: str, token: str) -> None:
    """Keep the identity token that ProConnect wants back at sign-out, for whoever holds the session's cookie."""
    sealed = base64.b64encode(AESGCM(key(token)).encrypt(NONCE, id_token.encode(), None)).decode()
    connection.execute(update(SessionRow).where(SessionRow.token_hash == token_hash(token)).values(sealed=sealed))


def unseal(connection: Connection, token: str) -> str | None:
    """The identity token of a session opened through ProConnect."""
    sealed = connection.scalar(select(SessionRow.sealed).where(SessionRow.token_hash == token_hash(token)))
    if sealed is None:
        return None
    try:
        return AESGCM(key(token)).decrypt(NONCE, base64.b64decode(sealed), None).decode()
    except (InvalidTag, NotBase64):
        # A row that someone changed: signing out goes on without it.
        return None


def key(token: str) -> bytes:
    """The key of a session, which the database cannot know: it holds another hash of the token."""
    return hashlib.sha256(PURPOSE + token.encode()).digest()
