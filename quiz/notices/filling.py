"""The gaps of the service's own texts, filled with what the operator and the code say."""

import re
from collections.abc import Mapping
from html import escape

from quiz.settings import Settings

# Markdown leaves braces alone, so that a text is filled once it is HTML, and a setting is never taken for Markdown.
GAP = re.compile(r"\{([a-z_]+)\}")


def gaps(text: str) -> set[str]:
    """The names of the gaps of a text."""
    return set(GAP.findall(text))


def filled(html: str, values: Mapping[str, str], missing: str) -> str:
    """The text with its gaps filled; an empty value says that it is missing. A gap that nobody fills is a defect.

    >>> filled("<p>{host}, {contact}</p>", {"host": "A & B", "contact": ""}, "to be filled")
    '<p>A &amp; B, <mark>to be filled</mark></p>'
    """
    return GAP.sub(lambda gap: escape(values[gap[1]]) or f"<mark>{escape(missing)}</mark>", html)


def operator_words(settings: Settings) -> dict[str, str]:
    """What the operator says of itself."""
    return {
        "operator": settings.operator,
        "operator_address": settings.operator_address,
        "contact": settings.contact,
        "publication_director": settings.publication_director,
        "dpo": settings.dpo,
        "hosting": settings.hosting,
    }
