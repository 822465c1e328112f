"""The entities of a ministry as a dashboard shows them."""

from collections.abc import Mapping
from dataclasses import dataclass

from quiz.insight.entities.levels import EntityFigures
from quiz.insight.entities.perimeter import Perimeter


@dataclass(frozen=True)
class EntityLine:
    """An entity that has a figure: at least so many of its agents have completed a module."""

    name: str
    at_least: int


@dataclass(frozen=True)
class EntityTable:
    """The entities that have a figure, the largest first, and the names of those listed together.

    `perimeter` are those of them that have a headcount of their own.
    """

    lines: tuple[EntityLine, ...]
    pooled: tuple[str, ...]
    perimeter: Perimeter | None = None


def entity_table(figures: EntityFigures, names: Mapping[str, str], perimeter: Perimeter | None = None) -> EntityTable:
    """What is printed of a ministry's entities, each by its name."""
    return EntityTable(
        tuple(EntityLine(names[each.entity], each.at_least) for each in figures.shown),
        tuple(sorted(names[entity] for entity in figures.pooled)),
        perimeter,
    )
