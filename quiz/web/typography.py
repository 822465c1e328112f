"""French typography for texts typed on an ordinary keyboard.

Rules: Lexique des règles typographiques en usage à l'Imprimerie nationale. A narrow no-break space
goes before ; ! ? » and after «, a no-break space before : % €, and ’ stands for '.
"""

import re
from functools import lru_cache

from markupsafe import Markup

NARROW = "\u202f"
NO_BREAK = "\u00a0"
SPACES = f"[ {NO_BREAK}{NARROW}]"
# What is not words in a text: an address, an entity other than the apostrophe's.
ADDRESS = r"(?:https?://|www\.|mailto:)[^\s<>«»]*[^\s<>«».,;:!?)]"
MAIL = r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+"
ENTITY = r"&(?!#39;)#?\w+;"
NOT_WORDS = re.compile(f"({ADDRESS}|{MAIL}|{ENTITY})")
TAG = re.compile(r"(<!--.*?-->|<[^>]*>)", re.DOTALL)
# Their content is shown to the letter.
VERBATIM = re.compile(r"<(/?)(?:code|pre|kbd|samp|var|textarea|script|style)\b", re.IGNORECASE)
RULES = tuple(
    (re.compile(pattern), replacement)
    for pattern, replacement in (
        (r"(?<=\w)(?:'|&#39;)(?=[\w«])", "’"),
        # Before a tag: only after the letters that are elided.
        (r"(?<=[cdjlmnstuCDJLMNSTU])(?:'|&#39;)$", "’"),
        (rf"«{SPACES}*", f"«{NARROW}"),
        (rf"{SPACES}*»", f"{NARROW}»"),
        (rf"{SPACES}+(?=[;!?])", NARROW),
        (r"(?<=[\w)\]%°’”»…])(?=[;!?]+(?:\s|[<)»”’.,]|$))", NARROW),
        (rf"{SPACES}+:", f"{NO_BREAK}:"),
        (r"(?<=[\w)\]%°’”»]):(?=\s|$)", f"{NO_BREAK}:"),
        (rf"(?<=\d){SPACES}(?=[%€])", NO_BREAK),
        (rf"(?:(?<=\b\d)|(?<=\b\d\d)|(?<=\b\d\d\d)){SPACES}(?=\d\d\d\b)", NARROW),
    )
)


def french(text: str) -> str:
    """The text in French typography: of HTML, only what is read, never tags, addresses or code.

    >>> french("L'eau : est-ce « utile » ?") == "L’eau\\u00a0: est-ce «\\u202futile\\u202f»\\u202f?"
    True
    """
    # Kept apart in two caches: a text and an HTML that read alike are equal, and only one is safe to show.
    if isinstance(text, Markup):
        # What was safe to show still is.
        return Markup(french_html(str(text)))
    return french_words(text)


@lru_cache(maxsize=2048)
def french_html(html: str) -> str:
    """HTML, its text nodes alone in French typography."""
    pieces = []
    verbatim = 0
    for piece in TAG.split(html):
        if piece.startswith("<"):
            if tag := VERBATIM.match(piece):
                verbatim += -1 if tag[1] else 1
        elif not verbatim:
            piece = french_words(piece)
        pieces.append(piece)
    return "".join(pieces)


@lru_cache(maxsize=4096)
def french_words(text: str) -> str:
    """A text without tags, in French typography."""
    pieces = NOT_WORDS.split(text)
    for at in range(0, len(pieces), 2):
        for pattern, replacement in RULES:
            pieces[at] = pattern.sub(replacement, pieces[at])
    return "".join(pieces)
