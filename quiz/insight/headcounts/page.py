"""The page on which a headcount is declared: all that its template receives."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from quiz.identity.ministry import Ministry
from quiz.identity.organisation.proposal.page import ToCorrect
from quiz.identity.organisation.reference import JobCeiling
from quiz.insight.figures import MinistryFigures
from quiz.insight.figures import cells as cells_of
from quiz.insight.headcount import Declaration, Field, Headcount
from quiz.insight.suppression import Grid


@dataclass(frozen=True)
class Declared:
    """A headcount of the past or the present, and when it was declared."""

    headcount: Headcount
    declared_at: datetime


@dataclass(frozen=True)
class HeadcountPage:
    """The form, what was typed and what is wrong with it, the headcounts declared, the ceiling as context."""

    title: str
    ministry: Ministry
    typed: Declaration
    errors: Mapping[Field, str]
    latest_day: str
    history: tuple[Declared, ...]
    ceiling: JobCeiling | None
    too_small: bool
    next_at: datetime

    def error(self, field: str) -> str:
        """What is wrong with a field, or nothing."""
        return self.errors.get(Field(field), "")

    @property
    def errors_by_id(self) -> tuple[tuple[str, str], ...]:
        """What is wrong, in the order of the fields, each with the id of its field."""
        return tuple((field.value, self.errors[field]) for field in Field if field in self.errors)


@dataclass(frozen=True)
class SheetPage:
    """The form that takes a sheet, the headcounts known, and all that is wrong with the sheet that was sent."""

    title: str
    lines: tuple[tuple[Ministry, Headcount | None], ...]
    problems: tuple[ToCorrect, ...]


def too_small(headcount: Headcount | None, published: MinistryFigures | None, k: int) -> bool:
    """Whether what is published already goes over that headcount or comes so near that it would be narrowed.

    Published figures alone decide: an answer that depended on hidden counts would tell them.
    """
    if headcount is None or published is None:
        return False
    grid = Grid(k, headcount.value)
    return any(grid.narrows(cell) for _, _, cell in cells_of(published))
