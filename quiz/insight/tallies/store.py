"""Folds paths into tallies, inside the database: what is new is marked counted and added in one transaction.

A path has reached `stage` and the tallies know `counted` of it. One stage newly reached makes one agent
more of its measure, on its day; a completion with a rank also makes one agent more with that many modules.
Outside the series' path a completion has no rank and counts nowhere, nor does passing there: modules'
completions must sum to agents by rank. A start counted in a ministry that its agent had left when completing
is taken away there and counts where the completion does. The first completion of an agent within an entity makes
one agent more there (`entities/levels.py`).

PostgreSQL folds a batch in one statement: rows another transaction holds are skipped and taken at the next
turn, and only rows that were really marked are added. Tallies are written in the order of their key, so that
two publishers never wait for each other in a circle. SQLite has one writer at a time: three statements there.
"""

from collections import Counter
from collections.abc import Sequence
from datetime import date
from uuid import UUID

from sqlalchemy import TextClause, Uuid, bindparam, func, select, text
from sqlalchemy.engine import Connection

from quiz.insight.figures import Place
from quiz.insight.tables import TallyRow
from quiz.insight.tallies.keys import TallyKey
from quiz.learning.tables import PathRow
from quiz.storage.database import PARTITIONS
from quiz.storage.upsert import upsert

# Paths in one transaction. Each batch writes up to ninety thousand tallies of two years, so that small ones cost
# more; an agent whose path is in the batch waits until it ends. In an ordinary week a partition fills one at most.
BATCH = 500_000

ADD_REACHED = """
    INSERT INTO tally (ministry_id, module_slug, measure, day, agents)
    SELECT ministry_id, module_slug, measure, day, sum(agents) FROM (
        SELECT ministry_id, module_slug, 'started' AS measure, started_on AS day, 1 AS agents FROM marked
        WHERE before < 1 OR moved_from IS NOT NULL
        UNION ALL
        SELECT moved_from, module_slug, 'started', started_on, -1 FROM marked
        WHERE before >= 1 AND moved_from IS NOT NULL
        UNION ALL
        SELECT ministry_id, module_slug, 'completed', completed_on, 1 FROM marked
        WHERE before < 2 AND stage >= 2 AND rank IS NOT NULL
        UNION ALL
        SELECT ministry_id, module_slug, 'passed', passed_on, 1 FROM marked
        WHERE before < 3 AND stage >= 3 AND rank IS NOT NULL
        UNION ALL
        SELECT ministry_id, '', 'agents-' || rank, completed_on, 1 FROM marked
        WHERE before < 2 AND stage >= 2 AND rank IS NOT NULL
    ) AS reached
    WHERE true
    GROUP BY ministry_id, module_slug, measure, day
    HAVING sum(agents) <> 0
    ORDER BY {in_order}, day
    ON CONFLICT (ministry_id, module_slug, measure, day) DO UPDATE SET agents = tally.agents + excluded.agents
"""
ADD_IN_ENTITIES = """
    INSERT INTO entity_tally (ministry_id, entity_id, agents)
    SELECT ministry_id, entity_id, count(*) FROM marked
    WHERE before < 2 AND stage >= 2 AND rank IS NOT NULL AND entity_rank = 1 AND entity_id IS NOT NULL
    GROUP BY ministry_id, entity_id
    ORDER BY {in_order}
    ON CONFLICT (ministry_id, entity_id) DO UPDATE SET agents = entity_tally.agents + excluded.agents
"""
BEFORE = "counted AS before, start_ministry_id AS moved_from"
COLUMNS = (
    "stage",
    "ministry_id",
    "module_slug",
    "started_on",
    "completed_on",
    "passed_on",
    "rank",
    "entity_id",
    "entity_rank",
)
TALLY, ENTITY_TALLY = ("ministry_id", "module_slug", "measure"), ("ministry_id", "entity_id")
COUNTED = "counted = path.stage, start_ministry_id = NULL, start_entity_id = NULL"


def in_order(names: Sequence[str], collation: str) -> str:
    """Keys in the order of code points, as `add` sorts: no language is asked, and everyone takes rows in one order."""
    return ", ".join(f'{name} COLLATE "{collation}"' for name in names)


def _in_one_statement(pick: str, mark: str) -> TextClause:
    return text(
        # both are texts of this file, and name tables of ours
        f"""
        WITH picked AS MATERIALIZED ({pick}), marked AS (
            UPDATE {mark}
            RETURNING picked.before, picked.moved_from, {", ".join(f"path.{name}" for name in COLUMNS)}
        ), added_in_entities AS ({ADD_IN_ENTITIES.format(in_order=in_order(ENTITY_TALLY, "C"))}
        ), added AS ({ADD_REACHED.format(in_order=in_order(TALLY, "C"))})
        SELECT count(*) FROM marked
        """  # noqa: S608
    )


# A row is locked, then marked where it was locked: found by its place, not through an index. Had it moved
# in between, it would not be marked, hence not counted, and be found at the next turn.
FOLD_PARTITION = [
    _in_one_statement(
        f"""
        SELECT ctid AS place, {BEFORE} FROM path_p{number} WHERE counted < stage
        LIMIT :limit FOR UPDATE SKIP LOCKED
        """,  # noqa: S608 - a number of ours
        f"path_p{number} AS path SET {COUNTED} FROM picked WHERE path.ctid = picked.place",
    )
    for number in range(PARTITIONS)
]
# One person's rows are waited for: whoever folds a person is about to delete them.
FOLD_PERSON = _in_one_statement(
    f"SELECT module_slug, {BEFORE} FROM path WHERE person_id = :person AND counted < stage FOR UPDATE",  # noqa: S608
    f"path SET {COUNTED} FROM picked WHERE path.person_id = :person AND path.module_slug = picked.module_slug",
).bindparams(bindparam("person", type_=Uuid))
# The planner knows nothing of how few paths wait, and compiling costs more than it gives.
PLANNED = text(
    "SELECT set_config('enable_seqscan', 'off', true), set_config('enable_bitmapscan', 'off', true),"
    " set_config('enable_hashjoin', 'off', true), set_config('enable_mergejoin', 'off', true),"
    " set_config('jit', 'off', true), set_config('work_mem', '64MB', true)"
)

LAST_OF_BATCH = text(
    "SELECT max(person_id) FROM"
    " (SELECT person_id FROM path WHERE counted < stage ORDER BY person_id, module_slug LIMIT :limit) AS batch"
)
# Whole persons: those who come in the order of identifiers up to the last one of the batch.
BATCH_PATHS = "FROM path WHERE counted < stage AND person_id <= :person"
PERSON_PATHS = "FROM path WHERE counted < stage AND person_id = :person"


def _in_statements(which: str) -> tuple[tuple[TextClause, TextClause], TextClause]:
    marked = f"WITH marked AS (SELECT {BEFORE}, {', '.join(COLUMNS)} {which})"
    add = text(f"{marked} {ADD_REACHED.format(in_order=in_order(TALLY, 'BINARY'))}")
    in_entities = text(f"{marked} {ADD_IN_ENTITIES.format(in_order=in_order(ENTITY_TALLY, 'BINARY'))}")
    mark = f"UPDATE path SET {COUNTED} {which.removeprefix('FROM path ')}"  # noqa: S608 - both are texts of this file
    return (add, in_entities), text(mark)


ADD_BATCH, MARK_BATCH = _in_statements(BATCH_PATHS)
ADD_PERSON, MARK_PERSON = _in_statements(PERSON_PATHS)
UNCOUNTED = select(func.count()).select_from(PathRow).where(PathRow.counted < PathRow.stage)


def uncounted(connection: Connection) -> int:
    """How many paths wait to be folded."""
    return connection.scalar(UNCOUNTED) or 0


def parts(connection: Connection) -> Sequence[int]:
    """The parts that paths are folded by, in any order or side by side."""
    return range(PARTITIONS if connection.dialect.name == "postgresql" else 1)


def fold(connection: Connection, part: int, limit: int = BATCH) -> int:
    """Fold a batch of one part's uncounted paths in the caller's transaction; returns how many, 0 once none is left."""
    if connection.dialect.name == "postgresql":
        connection.execute(PLANNED)
        return int(connection.execute(FOLD_PARTITION[part], {"limit": limit}).scalar_one())
    last = connection.execute(LAST_OF_BATCH, {"limit": limit}).scalar_one()
    if last is None:
        return 0
    for statement in ADD_BATCH:
        connection.execute(statement, {"person": last})
    return connection.execute(MARK_BATCH, {"person": last}).rowcount


def fold_everything(connection: Connection) -> None:
    """Fold all uncounted paths, in the caller's transaction."""
    for part in parts(connection):
        while fold(connection, part):
            pass


def fold_person(connection: Connection, person_id: UUID) -> int:
    """Fold one person's uncounted paths in the caller's transaction, before they are deleted; returns how many."""
    if connection.dialect.name == "postgresql":
        return int(connection.execute(FOLD_PERSON, {"person": person_id}).scalar_one())
    for statement in ADD_PERSON:
        connection.execute(statement, {"person": person_id.hex})
    return connection.execute(MARK_PERSON, {"person": person_id.hex}).rowcount


def add(connection: Connection, added: Counter[TallyKey]) -> None:
    """Add counts to the tallies."""
    statement = upsert(connection, TallyRow)
    connection.execute(
        statement.on_conflict_do_update(
            index_elements=["ministry_id", "module_slug", "measure", "day"],
            set_={"agents": TallyRow.agents + statement.excluded.agents},
        ),
        [
            {
                "ministry_id": key.ministry_id,
                "module_slug": key.module_slug,
                "measure": key.measure,
                "day": key.day,
                "agents": agents,
            }
            for key, agents in sorted(added.items())
        ],
    )


def totals(connection: Connection, until: date) -> dict[str, dict[Place, int]]:
    """By ministry, the agents of each (module, measure) up to and including a day."""
    rows = connection.execute(
        select(TallyRow.ministry_id, TallyRow.module_slug, TallyRow.measure, func.sum(TallyRow.agents))
        .where(TallyRow.day <= until)
        .group_by(TallyRow.ministry_id, TallyRow.module_slug, TallyRow.measure)
    )
    found: dict[str, dict[Place, int]] = {}
    for ministry_id, module_slug, measure, agents in rows:
        found.setdefault(ministry_id, {})[module_slug, measure] = int(agents)
    return found
