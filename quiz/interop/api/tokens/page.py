"""The page of tokens: all that its template receives."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from quiz.interop.api.tokens.token import Field, Token, Typed


@dataclass(frozen=True)
class TokenLine:
    """One token: what it opens, and how it stands."""

    token: Token
    scope: str
    holds: bool


@dataclass(frozen=True)
class TokensPage:
    """The tokens, the form that makes one, and the one just made: it is shown this once."""

    title: str
    lines: tuple[TokenLine, ...]
    scopes: tuple[tuple[str, str], ...]
    typed: Typed
    errors: Mapping[Field, str]
    latest_day: date
    made: str
    address: str

    def error(self, field: str) -> str:
        """What is wrong with a field; nothing where it is right."""
        return self.errors.get(Field(field), "")

    @property
    def errors_by_id(self) -> tuple[tuple[str, str], ...]:
        """Each mistake, with the identifier of its field."""
        return tuple((field.value, error) for field, error in self.errors.items())
