"""What French says against a text of a page: a message left in English, a slip of typography."""

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from babel.messages.pofile import read_po

CATALOGUES = Path(__file__).resolve().parents[1] / "translations"
NARROW, WIDE = "\u202f", "\u00a0"
TYPOGRAPHY = (
    (re.compile("'"), "straight apostrophe"),
    (re.compile('"'), "straight quotation mark"),
    (re.compile(f"[^{NARROW};!?…(][;!?»]"), "no narrow no-break space before ; ! ? »"),
    (re.compile(f"«(?!{NARROW})"), "no narrow no-break space after «"),
    (re.compile(rf"[^{WIDE}]:(?=\s|$)"), "no no-break space before :"),
)


# Most texts stand on many pages: each is looked at once a run.
@cache
def english(text: str) -> bool:
    """True for a text that is a message of the catalogue whose French differs, or that holds a long one."""
    return any(
        message.words in text
        and (re.fullmatch(message.pattern, text) or (message.long and re.search(message.pattern, text)))
        for message in english_messages()
    )


@cache
def slips(text: str) -> tuple[str, ...]:
    """What French typography says against a text."""
    prose = re.sub(r"\S*(?:://|@|\{\{)\S*", "", text)
    return tuple(mistake for pattern, mistake in TYPOGRAPHY if len(prose) > 1 and pattern.search(prose))


@dataclass(frozen=True)
class EnglishMessage:
    """A message whose French differs: its longest run of words, and the pattern of the whole."""

    words: str
    pattern: str
    long: bool


@cache
def english_messages() -> tuple[EnglishMessage, ...]:
    """The messages whose French differs."""
    messages = []
    with (CATALOGUES / "fr/LC_MESSAGES/messages.po").open("rb") as file:
        catalogue = read_po(file)
    for message in catalogue:
        forms = message.id if isinstance(message.id, tuple) else (message.id,)
        french = message.string if isinstance(message.string, tuple) else (message.string,)
        for form in set(forms) - {"", *french}:
            pieces = re.split(r"%\(\w+\)[sd]|%[sd%]", form)
            longest = max(len(piece.strip()) for piece in pieces)
            if longest:
                pattern = r"\S.*?".join(re.escape(piece) for piece in pieces)
                words = max(pieces, key=len)
                messages.append(EnglishMessage(words, pattern, longest >= 12 and " " in form))
    return tuple(messages)
