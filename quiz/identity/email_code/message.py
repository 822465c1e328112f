"""The mail that carries a code: plain text, no link to follow, nothing that opens a session by being read."""

from dataclasses import dataclass
from datetime import datetime
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime

from quiz.identity.address import Address


@dataclass(frozen=True)
class Words:
    """What a mail says, in one language."""

    language: str
    subject: str
    body: str


def message(words: Words, sender: str, to: Address, now: datetime, random_bits: int) -> EmailMessage:
    """The mail. A line end in any header is an error of the standard library's policy, never a second header."""
    mail = EmailMessage(SMTP)
    mail["From"] = sender
    mail["To"] = str(to)
    mail["Subject"] = words.subject
    mail["Date"] = format_datetime(now)
    mail["Message-ID"] = f"<{random_bits:032x}@{sender.rpartition('@')[2].rstrip('>')}>"
    mail["Content-Language"] = words.language
    # No out-of-office reply to a machine (RFC 3834).
    mail["Auto-Submitted"] = "auto-generated"
    mail["X-Auto-Response-Suppress"] = "All"
    mail.set_content(words.body, cte="quoted-printable")
    return mail
