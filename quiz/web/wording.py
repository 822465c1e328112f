"""How a refusal is said."""

from dataclasses import dataclass

from flask_babel import LazyString


@dataclass(frozen=True)
class Wording:
    """How a refusal is said: its status, what happened, what to do next, and a link that does it."""

    status: int
    title: LazyString
    sentence: LazyString
    advice: LazyString
    link_text: LazyString
    link_url: str = "/"
