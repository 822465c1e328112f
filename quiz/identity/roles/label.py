"""The label of a role: says which post holds it, so that it can be reviewed, and names no one."""

import re
import unicodedata
from enum import Enum

from quiz.identity.address import Address

LONGEST = 80
# Words of a functional mailbox, which a label may well hold: `referent.numerique@…` names no one.
OF_A_POST = frozenset(
    ("referent", "referente", "numerique", "responsable", "pilote", "pilotage", "redacteur", "redactrice",
     "redaction", "exploitant", "exploitation", "contact", "equipe", "mission", "bureau", "service", "direction",
     "ministere", "formation", "ecologie", "adjoint", "adjointe", "suppleant", "suppleante", "sensibilisation")
)  # fmt: skip
CIVILITY = re.compile(r"\b(?:m|mr|mme|mlle|monsieur|madame|mademoiselle)\b")


class LabelProblem(Enum):
    """Why a label cannot be kept."""

    EMPTY = "empty"
    TOO_LONG = "too_long"
    ADDRESS = "address"
    NUMBER = "number"
    NAME = "name"


def label_problem(label: str, address: Address | None) -> LabelProblem | None:
    """What a label gives away of a person, as far as it can be told; nothing where it may be kept.

    A label shares no word with the address it stands for, except words of a post: addresses are
    mostly first and last names. What no rule can see is read by the pilot, who reviews labels.

    >>> label_problem("Référente Rivages, C. Martin", Address("claire.martin", "example.org"))
    <LabelProblem.NAME: 'name'>
    >>> label_problem("Référent Rivages, poste 2", Address("claire.martin", "example.org"))
    """
    folded = fold(label)
    if not folded.strip():
        return LabelProblem.EMPTY
    if len(label) > LONGEST:
        return LabelProblem.TOO_LONG
    if "@" in folded:
        return LabelProblem.ADDRESS
    if re.search(r"(?:\d[ .-]?){6}", folded):
        return LabelProblem.NUMBER
    of_the_address = set(words(fold(address.local))) if address else set()
    if CIVILITY.search(folded) or (of_the_address - OF_A_POST) & set(words(folded)):
        return LabelProblem.NAME
    return None


def words(text: str) -> list[str]:
    """The words of three letters or more."""
    return re.findall(r"[a-z]{3,}", text)


def fold(text: str) -> str:
    """The text without accents, in lower case."""
    return "".join(c for c in unicodedata.normalize("NFKD", text).casefold() if not unicodedata.combining(c))
