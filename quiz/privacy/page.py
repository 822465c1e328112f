"""What the pages of one's own data show."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Answered:
    """One answer: the question, and what was said of each of its parts."""

    module: str
    prompt: str
    said: tuple[tuple[str, str], ...]
    unknown: bool
    certainty: str | None = None


@dataclass(frozen=True)
class Section:
    """One sort of thing kept: why, and its rows as they are told."""

    title: str
    why: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True)
class OwnDataPage:
    """Everything kept of whoever asks."""

    title: str
    sections: tuple[Section, ...]
    answers: tuple[Answered, ...]
    responses_kept: int


@dataclass(frozen=True)
class ErasurePage:
    """What an erasure does, before it is asked for."""

    title: str
    holds_a_role: bool


@dataclass(frozen=True)
class ReceiptPage:
    """Proof that an erasure was done, on a day; of whom, nothing says."""

    title: str
    day: date
    code: str
    operator: str
    contact: str
