"""A lock across machines: a row that says who holds it and until when, so that a dead holder frees it."""

from datetime import datetime, timedelta

from sqlalchemy import String, delete, insert, select, update
from sqlalchemy.engine import Connection
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Mapped, mapped_column

from quiz.storage.database import Base, Instant


class LeaseRow(Base):
    """Who holds a lock, and until when."""

    __tablename__ = "lease"

    name: Mapped[str] = mapped_column(String(60), primary_key=True)
    holder: Mapped[str] = mapped_column(String(60))
    expires_at: Mapped[datetime] = mapped_column(Instant)


def take(connection: Connection, name: str, holder: str, now: datetime, length: timedelta) -> bool:
    """Take the lock, or take it again; False where someone else holds it."""
    expires_at = now + length
    row = connection.execute(select(LeaseRow.holder).where(LeaseRow.name == name)).first()
    if row is None:
        try:
            with connection.begin_nested():
                connection.execute(insert(LeaseRow).values(name=name, holder=holder, expires_at=expires_at))
        except IntegrityError:
            return False
        return True
    taken = connection.execute(
        update(LeaseRow)
        .where(LeaseRow.name == name, (LeaseRow.holder == holder) | (LeaseRow.expires_at < now))
        .values(holder=holder, expires_at=expires_at)
    )
    return taken.rowcount == 1


def free(connection: Connection, name: str, holder: str) -> None:
    """Give the lock back."""
    connection.execute(delete(LeaseRow).where(LeaseRow.name == name, LeaseRow.holder == holder))
