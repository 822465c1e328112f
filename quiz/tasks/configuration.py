"""What an operator has not said yet, of what real people must be able to read."""

from collections.abc import Mapping

from quiz.settings import Settings

# What the notices leave for the operator to say, and nobody may put into service without.
NOTICES = {
    "QUIZ_OPERATOR": ("operator", "the administration that runs the service: publisher, and controller of the data"),
    "QUIZ_OPERATOR_ADDRESS": ("operator_address", "the postal address of its seat"),
    "QUIZ_CONTACT": ("contact", "how users reach it: an e-mail address, a telephone number"),
    "QUIZ_PUBLICATION_DIRECTOR": ("publication_director", "who is responsible for the publication, by title or name"),
    "QUIZ_DPO": ("dpo", "how to reach the data protection officer"),
    "QUIZ_HOSTING": ("hosting", "who hosts the service: name, address, telephone number"),
}


def unsaid(environment: Mapping[str, str], *, demonstration: bool) -> list[str]:
    """The settings that the notices need and that are empty; a demonstration may leave them so."""
    if demonstration:
        return []
    return [f"{name}: {what}" for name, (_field, what) in NOTICES.items() if not environment.get(name, "").strip()]


def doors(settings: Settings) -> list[str]:
    """What is missing for anyone to sign in."""
    if settings.demonstration or settings.proconnect or settings.mail:
        return []
    return ["QUIZ_PROCONNECT_ISSUER or QUIZ_SMTP_URL: nobody can sign in without ProConnect or a code by e-mail"]
