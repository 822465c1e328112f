"""Folds paths into tallies, inside the database: what is uncounted is taken and added in one transaction.

A path has reached `stage` and the tallies know `counted` of it, where a row of `uncounted` says so. One stage
newly reached makes one agent more of its measure, on its day; a completion with a rank also makes one agent more
with that many modules. Outside the series' path a completion has no rank and counts nowhere, nor does passing
there: modules' completions must sum to agents by rank. A start counted in a ministry that its agent had left when
completing is taken away there and counts where the completion does. The first completion of an agent within an
entity makes one agent more there (`entities/levels.py`).

No path is written, only rows of `uncounted` deleted. On PostgreSQL those that another transaction holds are passed
over and taken at the next turn; paths are read by the statement after, which sees whatever was committed before they
were taken: who moves a stage afterwards waits. Tallies are written in the order of their key, and those of entities
after all others, so that two publishers and an erasure never wait for each other in a circle. SQLite has one writer
at a time.
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
from quiz.learning.tables import UncountedRow
from quiz.storage.database import PARTITIONS
from quiz.storage.upsert import upsert

# Paths in one transaction. Each batch writes up to a hundred thousand tallies of two years: five hundred thousand
# paths at a time cost half as much again. An agent who moves on in a path of the batch waits until it ends: a whole
# partition, which is a sixteenth of all (docs/performance.md). On SQLite everyone waits.
BATCH = {"postgresql": 2_000_000, "sqlite": 100_000}
# Where more paths than this are taken, reading a partition from one end to the other costs less than finding them.
MANY = 50_000

MARKED = """
    SELECT taken.counted AS before, CASE taken.counted WHEN 1 THEN path.start_ministry_id END AS moved_from,
        path.stage, path.ministry_id, path.module_slug, path.started_on, path.completed_on, path.passed_on,
        path.rank, path.entity_id, path.entity_rank
"""
# Paths alike, counted together: on which days they make one agent more, and where one less. Adding up five measures
# of each path alone cost more than reading it.
ALIKE = """
    SELECT ministry_id, module_slug, rank,
        CASE WHEN before >= 1 THEN moved_from END AS left_behind,
        CASE WHEN before < 1 OR moved_from IS NOT NULL THEN started_on END AS started_on,
        CASE WHEN before < 2 AND stage >= 2 AND rank IS NOT NULL THEN completed_on END AS completed_on,
        CASE WHEN before < 3 AND stage >= 3 AND rank IS NOT NULL THEN passed_on END AS passed_on,
        CAST(count(*) AS INTEGER) AS agents
    FROM marked GROUP BY 1, 2, 3, 4, 5, 6, 7
"""
ADD_REACHED = """
    INSERT INTO tally (ministry_id, module_slug, measure, day, agents)
    SELECT ministry_id, module_slug, measure, day, sum(agents) FROM (
        SELECT ministry_id, module_slug, 'started' AS measure, started_on AS day, agents FROM alike
        UNION ALL
        SELECT left_behind, module_slug, 'started', started_on, -agents FROM alike WHERE left_behind IS NOT NULL
        UNION ALL
        SELECT ministry_id, module_slug, 'completed', completed_on, agents FROM alike
        UNION ALL
        SELECT ministry_id, module_slug, 'passed', passed_on, agents FROM alike
        UNION ALL
        SELECT ministry_id, '', 'agents-' || rank, completed_on, agents FROM alike
    ) AS reached
    WHERE day IS NOT NULL
    GROUP BY ministry_id, module_slug, measure, day
    HAVING sum(agents) <> 0
    ORDER BY {in_order}, day
    ON CONFLICT (ministry_id, module_slug, measure, day) DO UPDATE SET agents = tally.agents + excluded.agents
"""
ADD_IN_ENTITIES = """
    INSERT INTO entity_tally (ministry_id, entity_id, agents)
    SELECT ministry_id, entity_id, count(*) FROM marked
    WHERE before < 2 AND stage >= 2 AND rank IS NOT NULL AND entity_rank = 1 AND entity_id IS NOT NULL {once_added}
    GROUP BY ministry_id, entity_id
    ORDER BY {in_order}
    ON CONFLICT (ministry_id, entity_id) DO UPDATE SET agents = entity_tally.agents + excluded.agents
"""
TALLY, ENTITY_TALLY = ("ministry_id", "module_slug", "measure"), ("ministry_id", "entity_id")


def in_order(names: Sequence[str], collation: str) -> str:
    """Keys in the order of code points, as `add` sorts: no language is asked, and everyone takes rows in one order."""
    return ", ".join(f'{name} COLLATE "{collation}"' for name in names)


# All are texts of this file, and name tables of ours.
POSTGRESQL = f"""
    marked AS MATERIALIZED ({MARKED} {{of}}), alike AS MATERIALIZED ({ALIKE}),
    added AS ({ADD_REACHED.format(in_order=in_order(TALLY, "C"))} RETURNING 1),
    added_in_entities AS ({
    ADD_IN_ENTITIES.format(in_order=in_order(ENTITY_TALLY, "C"), once_added="AND (SELECT count(*) FROM added) >= 0")
})
    SELECT count(*) FROM marked
"""  # noqa: S608 - as said above
TO_TAKE = text("CREATE TEMPORARY TABLE taken (person_id uuid, module_slug varchar(60), counted smallint)")
TAKEN = text("DROP TABLE taken")
IS_EMPTY = [
    text(f"SELECT NOT EXISTS (SELECT FROM uncounted_p{number})")  # noqa: S608 - a number of ours
    for number in range(PARTITIONS)
]
# A row is locked, then deleted where it was locked: found by its place, not through an index. Had it moved in
# between, it would not be deleted, hence not counted, and be found at the next turn.
TAKE = [
    text(
        f"""
        WITH gone AS (
            DELETE FROM uncounted_p{number} AS uncounted USING (
                SELECT ctid AS place FROM uncounted_p{number} LIMIT :limit FOR UPDATE SKIP LOCKED
            ) AS picked WHERE uncounted.ctid = picked.place
            RETURNING uncounted.person_id, uncounted.module_slug, uncounted.counted
        )
        INSERT INTO taken SELECT person_id, module_slug, counted FROM gone
        """  # noqa: S608 - a number of ours
    )
    for number in range(PARTITIONS)
]
ADD_TAKEN = [
    text("WITH " + POSTGRESQL.format(of=f"FROM taken JOIN path_p{number} AS path USING (person_id, module_slug)"))
    for number in range(PARTITIONS)
]
# One person's rows are waited for: whoever folds a person is about to delete them.
HOLD_PERSON = text("SELECT FROM uncounted WHERE person_id = :person ORDER BY module_slug FOR UPDATE").bindparams(
    bindparam("person", type_=Uuid)
)
FOLD_PERSON = text(
    # the same texts
    "WITH taken AS (DELETE FROM uncounted WHERE person_id = :person RETURNING module_slug, counted),"  # noqa: S608
    + POSTGRESQL.format(of="FROM taken JOIN path USING (module_slug) WHERE path.person_id = :person")
).bindparams(bindparam("person", type_=Uuid))
# The planner knows nothing of how few paths wait, and compiling costs more than it gives.
PLANNED = text(
    "SELECT set_config('enable_seqscan', :many, true), set_config('enable_bitmapscan', 'off', true),"
    " set_config('enable_hashjoin', :many, true), set_config('enable_mergejoin', 'off', true),"
    " set_config('jit', 'off', true), set_config('work_mem', '64MB', true)"
)

LAST_OF_BATCH = text(
    "SELECT max(person_id) FROM (SELECT person_id FROM uncounted ORDER BY person_id, module_slug LIMIT :limit) AS batch"
)
# Whole persons: those who come in the order of identifiers up to the last one of the batch.
UP_TO, ONE = "person_id <= :person", "person_id = :person"


def _in_statements(which: str) -> tuple[TextClause, TextClause, TextClause]:
    # both are texts of this file
    marked = f"WITH marked AS ({MARKED} FROM uncounted AS taken JOIN path USING (person_id, module_slug) WHERE {which})"
    add = f"{marked}, alike AS MATERIALIZED ({ALIKE}) {ADD_REACHED.format(in_order=in_order(TALLY, 'BINARY'))}"
    in_entities = f"{marked} {ADD_IN_ENTITIES.format(in_order=in_order(ENTITY_TALLY, 'BINARY'), once_added='')}"
    return text(add), text(in_entities), text(f"DELETE FROM uncounted WHERE {which}")  # noqa: S608


FOLD_BATCH, FOLD_ONE = _in_statements(UP_TO), _in_statements(ONE)
UNCOUNTED = select(func.count()).select_from(UncountedRow)


def uncounted(connection: Connection) -> int:
    """How many paths wait to be folded."""
    return connection.scalar(UNCOUNTED) or 0


def parts(connection: Connection) -> Sequence[int]:
    """The parts that paths are folded by, in any order or side by side."""
    return range(PARTITIONS if connection.dialect.name == "postgresql" else 1)


def fold(connection: Connection, part: int, limit: int | None = None) -> int:
    """Fold a batch of one part's uncounted paths in the caller's transaction; returns how many, 0 once none is left."""
    limit = limit or BATCH[connection.dialect.name]
    if connection.dialect.name != "postgresql":
        last = connection.execute(LAST_OF_BATCH, {"limit": limit}).scalar_one()
        return 0 if last is None else _run(connection, FOLD_BATCH, last)
    if connection.execute(IS_EMPTY[part]).scalar_one():
        return 0
    connection.execute(TO_TAKE)
    connection.execute(PLANNED, {"many": "on"})
    taken = connection.execute(TAKE[part], {"limit": limit}).rowcount
    connection.execute(PLANNED, {"many": "on" if taken > MANY else "off"})
    connection.execute(ADD_TAKEN[part])
    connection.execute(TAKEN)
    return taken


def _run(connection: Connection, statements: Sequence[TextClause], person: str) -> int:
    """Run statements that name a person; returns how many rows the last one touched."""
    return [connection.execute(statement, {"person": person}).rowcount for statement in statements][-1]


def fold_everything(connection: Connection) -> None:
    """Fold all uncounted paths, in the caller's transaction."""
    for part in parts(connection):
        while fold(connection, part):
            pass


def fold_person(connection: Connection, person_id: UUID) -> int:
    """Fold one person's uncounted paths in the caller's transaction, before they are deleted; returns how many."""
    if connection.dialect.name != "postgresql":
        return _run(connection, FOLD_ONE, person_id.hex)
    connection.execute(HOLD_PERSON, {"person": person_id})
    return int(connection.execute(FOLD_PERSON, {"person": person_id}).scalar_one())


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
