"""What figures cost as agents grow: seeding, the first publication, a week's publication, and each page.

`python -m benchmarks.figures_scale` starts a PostgreSQL of its own, durable as in production, and for each size
fills a database by the service's own commands, publishes twice, and reads pages signed in through the
demonstration's doors. Times are wall-clock; beside them, CPU time of the service and of the database
together, which other work on the machine disturbs less. The plan (DESIGN.md, section 8): 2.5 million agents.

At the end it prints the table of docs/performance.md, and what is aimed at beside what was measured.
"""

import argparse
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from sqlalchemy import create_engine, text
from sqlalchemy.engine import Connection

from benchmarks.module_cost import cpu_seconds, family
from quiz.application import create_app
from quiz.settings import read_settings
from quiz.storage.database import engine_options
from tests.databases import Server
from tests.provision import postgresql
from tests.visit import Visit

BYTECODE = str(Path(tempfile.gettempdir()) / "quiz-benchmark-bytecode")
SIZES = (2_500, 25_000, 250_000, 2_500_000)
SETTINGS = {
    "listen_addresses": "",
    "shared_buffers": "1GB",
    "max_wal_size": "8GB",
    "checkpoint_timeout": "15min",
    "max_connections": "60",
}
PAGES = {"/tableau-de-bord/apprentissages": "referent", "/pilotage": "pilot"}
READINGS = 60
# CPU time is counted by the hundredth of a second: read by rounds of readings, and the median round is kept.
ROUNDS = 5
# A week's agents: those who had only begun a module complete it, as the page of an agent writes it.
WEEK = text(
    """
    WITH begun AS (
        SELECT person_id, module_slug, ministry_id FROM path WHERE stage = 1 LIMIT :completions
    )
    UPDATE path SET stage = 2 + (hashtext(path.person_id::text) & 1), version_id = module.version_id,
        completed_on = CURRENT_DATE - (hashtext(path.person_id::text) & 7),
        passed_on = CASE hashtext(path.person_id::text) & 1 WHEN 1 THEN CURRENT_DATE END,
        rank = 1 + (SELECT count(*) FROM path AS other WHERE other.person_id = path.person_id
                    AND other.ministry_id = path.ministry_id AND other.rank IS NOT NULL)
    FROM begun, module
    WHERE path.person_id = begun.person_id AND path.module_slug = begun.module_slug AND module.slug = path.module_slug
    """
)


@dataclass(frozen=True)
class Cost:
    """What a command cost: seconds, CPU seconds with the database's, and its own memory at most."""

    seconds: float
    cpu: float
    megabytes: float

    def __str__(self) -> str:
        return f"{self.seconds:.1f} s ({self.cpu:.1f} CPU-s)"


def environment(url: str) -> Mapping[str, str]:
    """The settings of the service."""
    secret = "benchmark" * 5
    ours = {"QUIZ_DATABASE_URL": url, "QUIZ_SECRET_KEY": secret, "QUIZ_HASHING_KEY": secret, "QUIZ_DEMONSTRATION": "1"}
    # An installed service has its bytecode: compiled at each start, it would cost more than a week's figures.
    bytecode = {"PYTHONDONTWRITEBYTECODE": "", "PYTHONPYCACHEPREFIX": BYTECODE}
    kept = {name: value for name, value in os.environ.items() if not name.startswith("QUIZ_")}
    return {**kept, **bytecode, **ours}


def run(url: str, database_pid: int, *words: str) -> Cost:
    """A `quiz` command, run to its end."""
    before, started = cpu_seconds(family(database_pid)), time.monotonic()
    child = subprocess.Popen([sys.executable, "-m", "quiz.command_line", *words], env=environment(url))
    _pid, status, used = os.wait4(child.pid, 0)
    if status:
        raise SystemExit(f"quiz {' '.join(words)} failed")
    seconds = time.monotonic() - started
    cpu = cpu_seconds(family(database_pid)) - before + used.ru_utime + used.ru_stime
    return Cost(seconds, cpu, used.ru_maxrss / 1024)


@dataclass(frozen=True)
class Reading:
    """What reading a page costs in the server at the median: milliseconds, and CPU milliseconds with the database's."""

    milliseconds: float
    cpu: float

    def __str__(self) -> str:
        return f"{self.milliseconds:.1f} ms ({self.cpu:.1f} CPU-ms)"


def pages(url: str, database_pid: int) -> dict[str, Reading]:
    """Each page, read again and again by someone signed in."""
    app = create_app(read_settings(environment(url)))
    found = {}
    for path, door in PAGES.items():
        visit = Visit(app)
        visit.send(visit.get("/demonstration"), to=f"/portes/{door}")
        for _each in range(5):
            visit.client.get(path)
        times, costs = [], []
        for _round in range(ROUNDS):
            before = time.process_time() + cpu_seconds(family(database_pid))
            for _each in range(READINGS):
                started = time.perf_counter()
                answer = visit.client.get(path)
                times.append((time.perf_counter() - started) * 1000)
                if answer.status_code != 200:
                    raise SystemExit(f"{path}: {answer.status_code}")
            after = time.process_time() + cpu_seconds(family(database_pid))
            costs.append((after - before) / READINGS * 1000)
        found[path] = Reading(median(times), median(costs))
    return found


def prepare(url: str, database_pid: int, agents: int) -> Cost:
    """Fill an empty database."""
    run(url, database_pid, "db", "upgrade")
    run(url, database_pid, "content", "publish", "content")
    return run(url, database_pid, "demo", "seed", "--agents", str(agents))


def live_a_week(connection: Connection, completions: int) -> None:
    """That many new completions."""
    connection.execute(WEEK, {"completions": completions})


@dataclass(frozen=True)
class Measured:
    """What one number of agents costs."""

    agents: int
    seeding: Cost
    first: Cost
    week: Cost
    megabytes: float
    pages: dict[str, Reading]

    def line(self) -> str:
        """Its line of the table."""
        cells = (self.seeding, self.first, f"{self.agents // 25:,}", self.week, f"{self.megabytes:.0f} MB")
        return " | ".join(["", f"{self.agents:,}", *map(str, cells), *map(str, self.pages.values()), ""]).strip()


HEAD = """
| agents in post | seeding | first publication | new completions of a week | their publication | publisher's memory \
| dashboard | all ministries |
|---|---|---|---|---|---|---|---|"""


def measure(url: str, database_pid: int, agents: int, weeks: int) -> Measured:
    """Fill an empty database, publish from nothing, then some weeks, then read the pages."""
    seeding = prepare(url, database_pid, agents)
    first = run(url, database_pid, "figures", "publish")
    engine = create_engine(url, **engine_options(url))
    weekly = []
    for _week in range(weeks):
        with engine.begin() as connection:
            live_a_week(connection, agents // 25)
        weekly.append(run(url, database_pid, "figures", "publish"))
    engine.dispose()
    week = sorted(weekly, key=lambda cost: cost.seconds)[len(weekly) // 2]
    megabytes = max(cost.megabytes for cost in [first, *weekly])
    return Measured(agents, seeding, first, week, megabytes, pages(url, database_pid))


def beside_what_is_aimed_at(least: Measured, most: Measured) -> str:
    """What is aimed at with the most agents, and what was measured."""
    lines = [
        f"seeding: 600 s; {most.seeding}",
        f"first publication: 120 s; {most.first}",
        f"{most.agents // 25:,} new completions: 5 s; {most.week}",
        f"publisher's memory: 300 MB; {most.megabytes:.0f} MB",
    ]
    for path, read in most.pages.items():
        beside = least.pages[path]
        times = f"{read.milliseconds / beside.milliseconds:.2f} times ({read.cpu / beside.cpu:.2f} in CPU time)"
        lines.append(f"{path}: 30 ms; {read}; beside {least.agents:,} agents: 1.2 times; {times}")
    return "\n".join(lines)


def main() -> None:
    """Measure each size, and print a table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sizes", default=",".join(map(str, SIZES)))
    parser.add_argument("--weeks", type=int, default=3)
    arguments = parser.parse_args()
    programs = postgresql()
    if programs is None:
        raise SystemExit("PostgreSQL is missing: python -m tests.provision")
    server = Server(programs, SETTINGS)
    measured = []
    try:
        for agents in map(int, arguments.sizes.split(",")):
            name = f"agents_{agents}"
            server.execute(f"CREATE DATABASE {name}")
            measured.append(measure(server.url(name), server.child.pid, agents, arguments.weeks))
            print(measured[-1].line(), flush=True)
            server.execute(f"DROP DATABASE {name} WITH (FORCE)")
    finally:
        server.remove()
    print(HEAD)
    for each in measured:
        print(each.line())
    print(f"\n{beside_what_is_aimed_at(measured[0], measured[-1])}")


if __name__ == "__main__":
    main()
