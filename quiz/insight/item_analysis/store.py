"""Attempts folded into histograms, exactly once; histograms shown by batches of thirty."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any
from uuid import UUID

from sqlalchemy import bindparam, delete, exists, func, insert, literal, select, tuple_, update
from sqlalchemy.dialects.postgresql import insert as postgresql_insert
from sqlalchemy.dialects.sqlite import insert as sqlite_insert
from sqlalchemy.engine import Connection
from sqlalchemy.orm import aliased

from quiz.content.tables import ModuleVersionRow
from quiz.insight.item_analysis.joint import Joint
from quiz.insight.item_analysis.statistics import FEWEST
from quiz.insight.item_analysis.tables import ItemCountRow, TotalCountRow
from quiz.learning.tables import AttemptRow, ResponseRow

BATCH = 5_000
WAITING, PICKED, FOLDED = 0, 1, 2
SHOWN_TOGETHER: tuple[type[Any], ...] = (TotalCountRow, ItemCountRow)

SUBMITTED_UNFOLDED = (AttemptRow.submitted_at.is_not(None), AttemptRow.folded == WAITING)
earlier = aliased(AttemptRow)
# One attempt at most is open at a time: the first submitted one is the one before which none was.
FIRST = ~exists().where(
    earlier.person_id == AttemptRow.person_id,
    earlier.module_slug == AttemptRow.module_slug,
    earlier.number < AttemptRow.number,
    earlier.submitted_at.is_not(None),
)
PICK = (
    select(AttemptRow.person_id, AttemptRow.id)
    .where(*SUBMITTED_UNFOLDED)
    .limit(bindparam("most"))
    .with_for_update(skip_locked=True)
)
PICK_OF_PERSON = PICK.where(AttemptRow.person_id == bindparam("of_person"))
OF_PICKED = (AttemptRow.folded == PICKED, FIRST, AttemptRow.score_units.is_not(None))
TOTALS = (
    select(
        AttemptRow.version_id,
        AttemptRow.language,
        literal(value=False).label("shown"),
        AttemptRow.score_units,
        func.count().label("attempts"),
    )
    .where(*OF_PICKED)
    .group_by(AttemptRow.version_id, AttemptRow.language, AttemptRow.score_units)
)
ITEMS = (
    select(
        AttemptRow.version_id,
        AttemptRow.language,
        literal(value=False).label("shown"),
        ResponseRow.item_id,
        ResponseRow.max_units,
        ResponseRow.score_units,
        (AttemptRow.score_units - ResponseRow.score_units).label("rest_units"),
        func.count().label("attempts"),
    )
    .join(
        ResponseRow,
        (ResponseRow.person_id == AttemptRow.person_id) & (ResponseRow.attempt_id == AttemptRow.id),
    )
    # An opinion or a commitment earns nothing, whatever is said.
    .where(*OF_PICKED, ResponseRow.max_units > 0)
    .group_by(
        AttemptRow.version_id,
        AttemptRow.language,
        ResponseRow.item_id,
        ResponseRow.max_units,
        ResponseRow.score_units,
        AttemptRow.score_units - ResponseRow.score_units,
    )
)


SCORES = (
    select(
        ModuleVersionRow.slug,
        ItemCountRow.version_id,
        ModuleVersionRow.denominator,
        ItemCountRow.item_id,
        ItemCountRow.max_units,
        ItemCountRow.score_units,
        func.sum(ItemCountRow.attempts).label("attempts"),
    )
    .join(ModuleVersionRow, ModuleVersionRow.id == ItemCountRow.version_id)
    .where(ItemCountRow.shown)
    .group_by(
        ModuleVersionRow.slug,
        ItemCountRow.version_id,
        ModuleVersionRow.denominator,
        ItemCountRow.item_id,
        ItemCountRow.max_units,
        ItemCountRow.score_units,
    )
    .order_by(ItemCountRow.version_id.desc())
)


@dataclass(frozen=True)
class Histograms:
    """What is shown of one version in one language."""

    version_id: int
    language: str
    totals: dict[Fraction, int]
    items: dict[str, Joint]
    max_scores: dict[str, Fraction]

    @property
    def attempts(self) -> int:
        """How many attempts it is about."""
        return sum(self.totals.values())


def fold(connection: Connection, limit: int = BATCH) -> int:
    """Fold up to `limit` submitted attempts into the waiting histograms, in the caller's transaction; how many.

    All submitted attempts are marked, first ones alone are counted. An attempt is marked in the
    transaction that counts it, so that it counts once whatever dies in between.
    """
    return _fold(connection, PICK, {"most": limit})


def fold_person(connection: Connection, person_id: UUID) -> int:
    """Fold all that one person submitted, before it is deleted; how many attempts."""
    return _fold(connection, PICK_OF_PERSON, {"most": BATCH, "of_person": person_id})


def _fold(connection: Connection, pick: Any, parameters: dict[str, Any]) -> int:
    picked = connection.execute(
        update(AttemptRow).where(tuple_(AttemptRow.person_id, AttemptRow.id).in_(pick)).values(folded=PICKED),
        parameters,
    ).rowcount
    if picked:
        _add(connection, TotalCountRow, TOTALS)
        _add(connection, ItemCountRow, ITEMS)
        connection.execute(update(AttemptRow).where(AttemptRow.folded == PICKED).values(folded=FOLDED))
    return picked


def _add(connection: Connection, row: type[Any], counted: Any) -> None:
    """Add counts to rows that may be there."""
    upsert = postgresql_insert if connection.dialect.name == "postgresql" else sqlite_insert
    statement = upsert(row).from_select([column.name for column in counted.selected_columns], counted)
    connection.execute(
        statement.on_conflict_do_update(
            index_elements=list(row.__table__.primary_key.columns),
            set_={"attempts": row.attempts + statement.excluded.attempts},
        )
    )


def show(connection: Connection, batch: int = FEWEST) -> int:
    """Let what waits join what is shown, wherever a batch of attempts waits; how many attempts joined.

    Two readings of the same statistics then differ by a batch at least: no one response is in it alone.
    """
    waiting = connection.execute(
        select(TotalCountRow.version_id, TotalCountRow.language, func.sum(TotalCountRow.attempts))
        .where(TotalCountRow.shown.is_(False))
        .group_by(TotalCountRow.version_id, TotalCountRow.language)
        .having(func.sum(TotalCountRow.attempts) >= batch)
    ).all()
    for version_id, language, _attempts in waiting:
        for row in SHOWN_TOGETHER:
            table = row.__table__
            of_group = (table.c.version_id == version_id, table.c.language == language, table.c.shown.is_(False))
            columns = [literal(value=True) if column.name == "shown" else column for column in table.columns]
            moved = select(*[column.label(own.name) for column, own in zip(columns, table.columns, strict=True)])
            _add(connection, row, moved.where(*of_group))
            connection.execute(delete(row).where(*of_group))
    return sum(int(attempts) for _version, _language, attempts in waiting)


def histograms(connection: Connection, slug: str) -> tuple[Histograms, ...]:
    """What is shown of every version of a module, in each language, the latest version first."""
    denominators: dict[int, int] = {}
    totals: dict[tuple[int, str], dict[Fraction, int]] = defaultdict(dict)
    rows = connection.execute(
        select(
            TotalCountRow.version_id,
            TotalCountRow.language,
            TotalCountRow.score_units,
            TotalCountRow.attempts,
            ModuleVersionRow.denominator,
        )
        .join(ModuleVersionRow, ModuleVersionRow.id == TotalCountRow.version_id)
        .where(ModuleVersionRow.slug == slug, TotalCountRow.shown)
    )
    for version_id, language, units, attempts, denominator in rows:
        denominators[version_id] = denominator
        totals[version_id, language][Fraction(units, denominator)] = attempts
    counts: dict[tuple[int, str], dict[str, dict[tuple[Fraction, Fraction], int]]] = defaultdict(dict)
    highest: dict[tuple[int, str], dict[str, Fraction]] = defaultdict(dict)
    found = connection.execute(
        select(ItemCountRow)
        .join(ModuleVersionRow, ModuleVersionRow.id == ItemCountRow.version_id)
        .where(ModuleVersionRow.slug == slug, ItemCountRow.shown)
    )
    for row in found:
        group, unit = (row.version_id, row.language), Fraction(1, denominators[row.version_id])
        counts[group].setdefault(row.item_id, {})[row.score_units * unit, row.rest_units * unit] = row.attempts
        highest[group][row.item_id] = row.max_units * unit
    return tuple(
        Histograms(
            *group, totals[group], {item: Joint(pairs) for item, pairs in counts[group].items()}, dict(highest[group])
        )
        for group in sorted(totals, key=lambda group: (-group[0], group[1]))
    )


@dataclass(frozen=True)
class Scores:
    """What is shown of one version in all languages: of each item, its most and how many attempts earned each score."""

    version_id: int
    items: dict[str, dict[Fraction, int]]
    max_scores: dict[str, Fraction]


def scores(connection: Connection) -> dict[str, tuple[Scores, ...]]:
    """The scores on every item of every module that has some, by module, the latest version first: one statement."""
    rows = connection.execute(SCORES)
    found: dict[str, dict[int, Scores]] = {}
    for row in rows:
        of_version = found.setdefault(row.slug, {}).setdefault(row.version_id, Scores(row.version_id, {}, {}))
        score = Fraction(row.score_units, row.denominator)
        of_version.items.setdefault(row.item_id, {})[score] = int(row.attempts)
        of_version.max_scores[row.item_id] = Fraction(row.max_units, row.denominator)
    return {slug: tuple(versions.values()) for slug, versions in found.items()}


def shown_attempts(connection: Connection) -> dict[str, int]:
    """How many attempts are shown of each module that has any, all versions and languages together."""
    rows = connection.execute(
        select(ModuleVersionRow.slug, func.sum(TotalCountRow.attempts))
        .join(ModuleVersionRow, ModuleVersionRow.id == TotalCountRow.version_id)
        .where(TotalCountRow.shown)
        .group_by(ModuleVersionRow.slug)
    )
    return {slug: int(attempts) for slug, attempts in rows}


def add_shown(connection: Connection, totals: Sequence[Mapping[str, Any]], items: Sequence[Mapping[str, Any]]) -> None:
    """Show histograms that come from elsewhere than attempts: the demonstration's. Rows as the tables have them."""
    connection.execute(insert(TotalCountRow), [{"shown": True, **row} for row in totals])
    connection.execute(insert(ItemCountRow), [{"shown": True, **row} for row in items])
