"""Options that speak of the other options: "all of the above", "none of these", in French and in English.

Sources: Haladyna, Downing and Rodriguez, 2002, guidelines 24 and 25: whoever sees two right options, or one
wrong one, has the answer without knowing the rest.
"""

import re
from collections.abc import Iterator

from quiz.content.item import Cloze, Hotspot, Item, MultipleChoice, SingleChoice
from quiz.content.rules import Finding

OPTIONS = (
    r"(?:réponses?|propositions?|options?|affirmations?|choix|solutions?|possibilités?|answers?|choices|statements?)"
)
RIGHT = r"(?:justes?|correct(?:e?s?)|vraie?s?|bon(?:ne)?s?|exacte?s?|valables?|fausse?s?|true|right|wrong|false)"
WHICH = r"(?:ci-dessus|ci-dessous|précédente?s?|suivante?s?|proposée?s?|possibles?|above|below|à la fois)"
VERB = r"(?:sont|est|n['’]est|ne sont|are|is)"
TAIL = rf"(?: {WHICH})?(?: {VERB}(?: toutes| pas| all)? {RIGHT})?"
CATCH_ALL = re.compile(
    rf"""
    (?:toutes|tous|aucune?|chacune?) (?:\ (?:de|des|parmi))? (?:\ (?:les|ces))? (?:\ (?:deux|trois|quatre|autres))*
        \ {OPTIONS} {TAIL.replace(" ", chr(92) + " ")}
    | (?:tout|rien\ de)\ (?:ce\ qui\ précède|tout\ cela|tout\ ceci|cela)
    | (?:toutes\ |tous\ )? les\ (?:deux|trois|quatre) (?:\ {OPTIONS})? {TAIL.replace(" ", chr(92) + " ")}
    | l['’]une?\ et\ l['’]autre | ni\ l['’]une?\ ni\ l['’]autre
    | aucune?\ (?:des\ (?:deux|trois|quatre)|d['’]entre\ (?:elles|eux))
    | (?:all|none|any|both|either|neither)\ of\ (?:the|these|those|them)
        (?:\ (?:two|three|four|other))? (?:\ {OPTIONS})? {TAIL.replace(" ", chr(92) + " ")}
    | (?:all|both|no)\ (?:the\ |these\ )? {OPTIONS} {TAIL.replace(" ", chr(92) + " ")}
    """,
    re.IGNORECASE | re.VERBOSE,
)


def catches_all(text: str) -> bool:
    """True where an option only speaks of the other options.

    >>> catches_all("Toutes ces réponses"), catches_all("None of the above."), catches_all("Toutes les vidéos")
    (True, True, False)
    """
    return CATCH_ALL.fullmatch(" ".join(text.split()).strip(" .!*_«»")) is not None


def catch_all_findings(item: Item) -> Iterator[Finding]:
    """The options of an item that only speak of the others, with paths inside the item."""
    for path, text in _options(item):
        if catches_all(text):
            yield Finding("option-catches-all", path, {"text": text})


def _options(item: Item) -> Iterator[tuple[tuple[str | int, ...], str]]:
    match item:
        case SingleChoice() | MultipleChoice():
            yield from ((("options", index, "text"), option.text) for index, option in enumerate(item.options))
        case Hotspot():
            yield from ((("areas", index, "text"), area.text) for index, area in enumerate(item.areas))
        case Cloze():
            for at, gap in enumerate(item.gaps):
                yield from ((("gaps", at, "options", i, "text"), each.text) for i, each in enumerate(gap.options))
