"""The page on which other actions are declared: all that its template receives."""

from collections.abc import Mapping
from dataclasses import dataclass

from quiz.identity.ministry import Ministry
from quiz.insight.actions.action import Action, Declaration, Field


@dataclass(frozen=True)
class ActionLine:
    """An action declared, and where it is withdrawn."""

    action: Action
    withdrawal_url: str


@dataclass(frozen=True)
class ActionsPage:
    """The form, what was typed and what is wrong with it, and the actions declared."""

    title: str
    ministry: Ministry
    typed: Declaration
    errors: Mapping[Field, str]
    lines: tuple[ActionLine, ...]

    def error(self, field: str) -> str:
        """What is wrong with a field, or nothing."""
        return self.errors.get(Field(field), "")

    @property
    def errors_by_id(self) -> tuple[tuple[str, str], ...]:
        """What is wrong, in the order of the fields, each with the id of its field."""
        return tuple((field.value, self.errors[field]) for field in Field if field in self.errors)
