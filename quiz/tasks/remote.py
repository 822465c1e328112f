"""Whether what the settings name on the network answers as it should: the mail relay, and ProConnect."""

import smtplib
import ssl

from quiz.identity.email_code.remote import connected
from quiz.identity.proconnect.discovery import lacking
from quiz.identity.proconnect.remote import Provider
from quiz.refusal import Refused
from quiz.settings import Mail, Settings


def relay_problems(mail: Mail) -> list[str]:
    """What keeps mails from leaving, as far as can be told without one; no mail is sent."""
    where = f"QUIZ_SMTP_URL: {mail.host}:{mail.port}"
    try:
        with connected(mail) as relay:
            relay.noop()
    except smtplib.SMTPAuthenticationError as refused:
        return [f"{where} refuses the name or the password ({refused.smtp_code})"]
    except smtplib.SMTPNotSupportedError as unable:
        return [f"{where} cannot do what its address asks ({unable})"]
    except ssl.SSLError as untrusted:
        return [f"{where}: its certificate, or its TLS, is not trusted on this machine ({untrusted.reason})"]
    except (OSError, smtplib.SMTPException) as error:
        return [f"{where} does not answer as a mail relay does ({type(error).__name__}: {error})"]
    return []


def provider_problems(provider: Provider) -> list[str]:
    """What keeps people from signing in with ProConnect, as far as can be told without one of them."""
    settings = provider.settings
    try:
        found = provider.description()
        provider.keys_at(provider.addresses_in(found))
    except Refused as refused:
        return [f"QUIZ_PROCONNECT_ISSUER: {settings.issuer} does not answer as ProConnect does ({refused.detail})"]
    return [f"QUIZ_PROCONNECT_ISSUER: {settings.issuer}: {what}" for what in lacking(found, settings.algorithm)]


def network_problems(settings: Settings) -> list[str]:
    """What is wrong at the other end of the network."""
    mail = relay_problems(settings.mail) if settings.mail else []
    return mail + (provider_problems(Provider(settings.proconnect, settings.address)) if settings.proconnect else [])
