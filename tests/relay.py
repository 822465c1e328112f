"""A real SMTP relay of our own, on a port of this machine: what it was given can be read."""

import socket
from collections.abc import Iterator
from contextlib import contextmanager
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from typing import cast

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session

from quiz.settings import Mail


class Relay:
    """Keeps each message; answers what it is told to."""

    def __init__(self) -> None:
        self.messages: list[EmailMessage] = []
        self.recipients: list[list[str]] = []
        self.to_recipient = "250 OK"
        self.to_message = "250 OK"
        self.mail = Mail("127.0.0.1", 0, "none", "", "")

    async def handle_RCPT(
        self, _server: SMTP, _session: Session, envelope: Envelope, address: str, _options: list[str]
    ) -> str:
        """A recipient is proposed."""
        if self.to_recipient.startswith("250"):
            envelope.rcpt_tos.append(address)
        return self.to_recipient

    async def handle_DATA(self, _server: SMTP, _session: Session, envelope: Envelope) -> str:
        """A message comes."""
        if self.to_message.startswith("250"):
            content = cast(bytes, envelope.content)
            self.messages.append(cast(EmailMessage, message_from_bytes(content, policy=default)))
            self.recipients.append(list(envelope.rcpt_tos))
        return self.to_message


@contextmanager
def relaying() -> Iterator[Relay]:
    """A relay, until one is done with it."""
    relay = Relay()
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    relay.mail = Mail("127.0.0.1", port, "none", "", "")
    controller = Controller(relay, hostname="127.0.0.1", port=port)
    controller.start()
    try:
        yield relay
    finally:
        controller.stop()
