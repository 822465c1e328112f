"""The columns of the long table: their names, which never change, what each means, and what it holds of a line."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import Enum
from typing import Union

from quiz.insight.cells import AtLeast, Band, Told, Withheld, flat
from quiz.insight.exports.line import Level, Line
from quiz.insight.figures import AT_LEAST_ONE, COMPLETED, PASSED, STARTED, WHOLE_PATH
from quiz.insight.rates import Rate, RateOrNot, Reading

Value = Union[str, int, date, None]


def N_(key: str) -> str:  # the usual name of the marker that catalogues look for
    """The message itself, marked for the catalogues."""
    return key


class Kind(Enum):
    """What a column holds."""

    TEXT = "text"
    NUMBER = "number"
    DAY = "day"


@dataclass(frozen=True)
class Column:
    """A column: its name, what it holds, what that means, and whether a cell of it may be empty."""

    name: str
    kind: Kind
    meaning: str
    empty: bool = False
    values: tuple[str, ...] = ()


# The names that files give to measures and to the states of cells; they stay when words on pages change.
MEASURES = {
    AT_LEAST_ONE: "au_moins_un_module",
    WHOLE_PATH: "parcours_complet",
    STARTED: "commence",
    COMPLETED: "termine",
    PASSED: "reussi",
}
STATES = {
    "shown": "intervalle",
    "implied": "deduit",
    "band": "presque_tous",
    "too_few": "trop_peu",
    "small_headcount": "effectif_trop_petit",
    "cover": "non_affiche",
    "sibling_left": "regroupement_change",
    "at_least": "au_moins",
    "without_figure": "sans_chiffre",
}

COLUMNS = (
    Column("publication", Kind.NUMBER, N_("Number of the publication this figure is from.")),
    Column("publie_le", Kind.DAY, N_("Day of that publication, in Paris.")),
    Column(
        "trimestre", Kind.TEXT, N_("Of a closed quarter: which one; empty for the figures of every week."), empty=True
    ),
    Column("arrete_au", Kind.DAY, N_("Of a closed quarter: the day its figures go up to."), empty=True),
    Column(
        "niveau",
        Kind.TEXT,
        N_(
            "ministere: one ministry. entite: one entity of a ministry. autres_entites: its entities without a figure, "
            "together. perimetre: those of its entities that a headcount is about. organisation_actuelle: one ministry "
            "as merges and splits have made it (the other lines are as it was). regroupement: small ministries "
            "together. ensemble: the sum of what is shown."
        ),
        values=tuple(level.value for level in Level),
    ),
    Column("ministere", Kind.TEXT, N_("Identifier of the ministry, which never changes."), empty=True),
    Column("ministere_nom", Kind.TEXT, N_("Name of the ministry, or of those together."), empty=True),
    Column("module", Kind.TEXT, N_("Identifier of the module; empty for the path as a whole."), empty=True),
    Column("module_titre", Kind.TEXT, N_("Title of the module."), empty=True),
    Column(
        "mesure",
        Kind.TEXT,
        N_(
            "What agents are counted for: au_moins_un_module, parcours_complet; of a module: commence, termine, reussi."
        ),
        values=tuple(MEASURES.values()),
    ),
    Column(
        "statut",
        Kind.TEXT,
        N_(
            "intervalle: a range. deduit: a wider range, drawn from other figures. presque_tous: nearly the whole "
            "headcount, no number. au_moins: a least number, of entities. The others: not shown, and why (trop_peu, "
            "effectif_trop_petit, non_affiche, regroupement_change, sans_chiffre)."
        ),
        values=tuple(STATES.values()),
    ),
    Column("minimum", Kind.NUMBER, N_("Least number of agents; empty where none is shown."), empty=True),
    Column(
        "maximum",
        Kind.NUMBER,
        N_("Greatest number of agents; empty where none is shown, and for entities."),
        empty=True,
    ),
    Column("affichage", Kind.TEXT, N_("The figure in words, as pages print it.")),
    Column("effectif", Kind.NUMBER, N_("Headcount declared when it was published."), empty=True),
    Column("effectif_au", Kind.DAY, N_("Day on which the headcount was counted."), empty=True),
    Column("effectif_source", Kind.TEXT, N_("Source of the headcount."), empty=True),
    Column("effectif_perimetre", Kind.TEXT, N_("Who is counted in the headcount."), empty=True),
    Column("taux_minimum", Kind.NUMBER, N_("Rate over the headcount in whole per cent, at least."), empty=True),
    Column("taux_maximum", Kind.NUMBER, N_("Rate over the headcount in whole per cent, at most."), empty=True),
    Column("taux_affichage", Kind.TEXT, N_("The rate in words, as pages print it, or why there is none."), empty=True),
    Column("periode", Kind.TEXT, N_("What the count covers.")),
    Column("groupe_minimal", Kind.NUMBER, N_("Smallest group shown, and step of every range.")),
    Column("ministeres_comptes", Kind.NUMBER, N_("In a sum: how many ministries are in it."), empty=True),
    Column(
        "ministeres_non_comptes", Kind.NUMBER, N_("In a sum: how many are not, their figure not shown."), empty=True
    ),
    Column("mention", Kind.TEXT, N_("Says that figures are invented, in a demonstration."), empty=True),
    Column(
        "entite",
        Kind.TEXT,
        N_(
            "Identifier of the entity, or of each of those that a headcount is about; empty elsewhere. Closed quarters "
            "have no figure by entity."
        ),
        empty=True,
    ),
    Column("entite_nom", Kind.TEXT, N_("Name of the entity, or of those together."), empty=True),
)
NAMES = tuple(column.name for column in COLUMNS)
OF_ONE_MINISTRY = (Level.MINISTRY, Level.ENTITY, Level.OTHER_ENTITIES, Level.PERIMETER, Level.AS_IT_IS_NOW)


@dataclass(frozen=True)
class Words:
    """The words of pages, in the reader's language: names, titles, cells and rates as they are printed there."""

    ministries: Mapping[str, str]
    modules: Mapping[str, str]
    cell: Callable[[Told, int], str]
    rate: Callable[[RateOrNot], str]
    together: Callable[[tuple[str, ...]], str]
    other_entities: Callable[[tuple[str, ...]], str]
    only: Callable[[tuple[str, ...], str], str]
    apart: Callable[[str, date], str]
    period: Callable[[Line], str]
    mention: str
    day: Callable[[Line], date]


def row(line: Line, words: Words) -> tuple[Value, ...]:
    """What each column holds of a line, in the order of `COLUMNS`."""
    alone = line.level in OF_ONE_MINISTRY
    headcount = line.headcount
    return (
        line.publication,
        words.day(line),
        line.closing.quarter if line.closing else "",
        line.closing.on if line.closing else None,
        line.level.value,
        line.ministries[0] if alone else "",
        name_of(line, words) if alone else words.together(line.ministries),
        line.module,
        words.modules.get(line.module, line.module),
        MEASURES[line.measure],
        STATES[state_of(line.cell)],
        *bounds(line.cell),
        words.cell(line.cell, line.small_group),
        headcount.value if headcount else None,
        headcount.on if headcount else None,
        headcount.source if headcount else "",
        perimeter_of(line, words),
        *percents(line.rate),
        words.rate(line.rate) if line.rate else "",
        words.period(line),
        line.small_group,
        line.total.counted if line.total else None,
        line.total.left_out if line.total else None,
        words.mention,
        "" if line.level is Level.OTHER_ENTITIES else " ".join(entity for entity, _name in line.entities),
        words.other_entities(names_of(line)) if line.level is Level.OTHER_ENTITIES else ", ".join(names_of(line)),
    )


def name_of(line: Line, words: Words) -> str:
    """What the ministry of a line is called, or what a split left apart of it."""
    name = words.ministries.get(line.ministries[0], "")
    return words.apart(name, line.before) if line.before else name


def names_of(line: Line) -> tuple[str, ...]:
    """What the entities of a line are called."""
    return tuple(name for _entity, name in line.entities)


def perimeter_of(line: Line, words: Words) -> str:
    """Who is counted in the headcount of a line."""
    if line.headcount is None:
        return ""
    said = line.headcount.perimeter
    return words.only(names_of(line), said) if line.level is Level.PERIMETER else said


def state_of(cell: Told) -> str:
    """The state of a cell as it is stored, or of what is told of entities."""
    if isinstance(cell, AtLeast):
        return "at_least" if cell.low else "without_figure"
    return flat(cell)[0]


def bounds(cell: Told) -> tuple[int | None, int | None]:
    """The least and the greatest number of agents; none at the extremes, which print as a share alone."""
    if isinstance(cell, AtLeast):
        return cell.low or None, None
    return (None, None) if isinstance(cell, Band | Withheld) else (cell.low, cell.high)


def percents(found: RateOrNot | None) -> tuple[int | None, int | None]:
    """The rate in whole per cent, at least and at most; an end that pages do not print is empty.

    >>> percents(None)
    (None, None)
    """
    if not isinstance(found, Rate):
        return None, None
    return (
        None if found.reading is Reading.UNDER else found.low_percent,
        None if found.reading in (Reading.OVER, Reading.AT_LEAST) else found.high_percent,
    )
