"""The page on which a headcount is declared: all that its template receives."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from quiz.identity.ministry import Ministry
from quiz.identity.organisation.proposal.page import ToCorrect
from quiz.identity.organisation.reference import JobCeiling
from quiz.insight.entities.bounds import bounds
from quiz.insight.entities.levels import EntityFigures
from quiz.insight.figures import MinistryFigures
from quiz.insight.figures import cells as cells_of
from quiz.insight.headcount import Declaration, EntityHeadcount, Field, Headcount
from quiz.insight.suppression import Grid


@dataclass(frozen=True)
class Declared:
    """A headcount of the past or the present, when it was declared, and the entities it is about where not all."""

    headcount: Headcount
    declared_at: datetime
    entities: tuple[str, ...] = ()


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
    too_near: bool
    next_at: datetime
    # The entities that agents may name, by identifier and name; none where the ministry has not opened them.
    entities: tuple[tuple[str, str], ...] = ()

    def error(self, field: str) -> str:
        """What is wrong with a field, or nothing."""
        return self.errors.get(Field(field), "")

    @property
    def errors_by_id(self) -> tuple[tuple[str, str], ...]:
        """What is wrong, in the order of the fields, each with the id of its field, or of its first box."""
        places = {field: field.value for field in Field} | {Field.ENTITIES: f"{Field.ENTITIES.value}-1"}
        return tuple((places[field], self.errors[field]) for field in Field if field in self.errors)


@dataclass(frozen=True)
class SheetPage:
    """The form that takes a sheet, the headcounts known, and all that is wrong with the sheet that was sent."""

    title: str
    lines: tuple[tuple[Ministry, Headcount | None], ...]
    problems: tuple[ToCorrect, ...]


def too_near(declared: EntityHeadcount | None, ministry: MinistryFigures, told: EntityFigures | None, k: int) -> bool:
    """Whether what is published of some entities goes over their headcount, or comes so near that it would be narrowed.

    Published figures alone decide, as for the headcount of a ministry.
    """
    if declared is None or told is None:
        return False
    return not bounds(declared, ministry, told.by_entity, told.by_entity, k)


def too_small(headcount: Headcount | None, published: MinistryFigures | None, k: int) -> bool:
    """Whether what is published already goes over that headcount or comes so near that it would be narrowed.

    Published figures alone decide: an answer that depended on hidden counts would tell them.
    """
    if headcount is None or published is None:
        return False
    grid = Grid(k, headcount.value)
    return any(grid.narrows(cell) for _, _, cell in cells_of(published))
