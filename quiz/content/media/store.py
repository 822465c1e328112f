"""Keeps images by their content, and says what their names stand for."""

from hashlib import sha256

from sqlalchemy import insert, select, update
from sqlalchemy.engine import Connection

from quiz.content.media.tables import MediaNameRow, MediaRow


def keep(connection: Connection, name: str, body: bytes) -> str:
    """Keep a file, and let its name stand for it from now on; returns its digest."""
    digest = sha256(body).hexdigest()
    if connection.scalar(select(MediaRow.digest).where(MediaRow.digest == digest)) is None:
        connection.execute(insert(MediaRow).values(digest=digest, body=body))
    changed = connection.execute(update(MediaNameRow).where(MediaNameRow.name == name).values(digest=digest))
    if changed.rowcount == 0:
        connection.execute(insert(MediaNameRow).values(name=name, digest=digest))
    return digest


def digests(connection: Connection) -> dict[str, str]:
    """The digest that each name stands for now."""
    rows = connection.execute(select(MediaNameRow.name, MediaNameRow.digest))
    return {row.name: row.digest for row in rows}


def body(connection: Connection, digest: str) -> bytes | None:
    """The bytes of a file, or nothing where none has that digest."""
    found = connection.scalar(select(MediaRow.body).where(MediaRow.digest == digest))
    return bytes(found) if found is not None else None
