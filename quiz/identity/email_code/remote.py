"""Mail on its way: through SMTP, or to the console of a demonstration."""

import smtplib
import ssl
from email.message import EmailMessage

from flask import current_app

from quiz.settings import Mail

# The page waits meanwhile.
TIMEOUT = 10


class MailFailed(Exception):
    """Raised where no mail could be handed over."""


def deliver(mail: Mail | None, message: EmailMessage) -> None:
    """Hand a message over; raises MailFailed where the relay does not take it.

    A recipient whom the relay does not know is no failure: the page would tell which addresses exist.
    """
    if mail is None:
        current_app.logger.warning("Mail that a real service would send:\n%s", message.get_content())
        return
    try:
        with connected(mail) as relay:
            relay.send_message(message)
    except smtplib.SMTPRecipientsRefused as refusal:
        codes = [code for code, _words in refusal.recipients.values()]
        if not all(500 <= code < 600 for code in codes):
            raise MailFailed("the relay put off the recipient") from refusal
        current_app.logger.info("a mail was not accepted for its recipient: %s", codes)
    except (OSError, smtplib.SMTPException) as error:
        raise MailFailed(str(error)) from error


def connected(mail: Mail) -> smtplib.SMTP:
    """The relay, over TLS where the settings say so, signed in where they name someone."""
    if mail.security == "tls":
        relay: smtplib.SMTP = smtplib.SMTP_SSL(mail.host, mail.port, timeout=TIMEOUT, context=trusted())
    else:
        relay = smtplib.SMTP(mail.host, mail.port, timeout=TIMEOUT)
    try:
        if mail.security == "starttls":
            relay.starttls(context=trusted())
        if mail.user:
            relay.login(mail.user, mail.password)
    except BaseException:
        relay.close()
        raise
    return relay


def trusted() -> ssl.SSLContext:
    """TLS that checks the relay's certificate against the authorities of the machine."""
    return ssl.create_default_context()
