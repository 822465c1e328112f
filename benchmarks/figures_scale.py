"""What figures cost as agents grow: seeding, the first publication, a week's publication, and each page.

`python -m benchmarks.figures_scale` starts a PostgreSQL of its own, durable as in production, and for each size
fills a database by the service's own commands, publishes twice, and reads pages signed in through the
demonstration's doors. Times are wall-clock; beside them, CPU seconds of the command and of the database
together, which other work on the machine disturbs less. The plan (DESIGN.md, section 8): 2.5 million agents.
"""

import argparse
import os
import subprocess
import sys
import time
from collections.abc import Mapping
from dataclasses import dataclass
from statistics import median
from typing import Any

from sqlalchemy import create_engine, text
from sqlalchemy.engine import Connection

from benchmarks.module_cost import cpu_seconds, family
from quiz.application import create_app
from quiz.settings import read_settings
from quiz.storage.database import engine_options
from tests.databases import Server
from tests.provision import postgresql
from tests.visit import Visit

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
    return {**{name: value for name, value in os.environ.items() if not name.startswith("QUIZ_")}, **ours}


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


def pages(url: str) -> dict[str, list[float]]:
    """Milliseconds that each page takes in the server, read again and again by someone signed in."""
    app = create_app(read_settings(environment(url)))
    found = {}
    for path, door in PAGES.items():
        visit = Visit(app)
        visit.send(visit.get("/demonstration"), to=f"/portes/{door}")
        for _each in range(5):
            visit.client.get(path)
        times = []
        for _each in range(READINGS):
            started = time.perf_counter()
            answer = visit.client.get(path)
            times.append((time.perf_counter() - started) * 1000)
            if answer.status_code != 200:
                raise SystemExit(f"{path}: {answer.status_code}")
        found[path] = times
    return found


def prepare(url: str, database_pid: int, agents: int) -> Cost:
    """Fill an empty database."""
    run(url, database_pid, "db", "upgrade")
    run(url, database_pid, "content", "publish", "content")
    return run(url, database_pid, "demo", "seed", "--agents", str(agents))


def live_a_week(connection: Connection, completions: int) -> None:
    """That many new completions."""
    connection.execute(WEEK, {"completions": completions})


def measure(url: str, database_pid: int, agents: int, weeks: int, readings: int = 1) -> dict[str, Any]:
    """Publish from nothing, then some weeks, then read the pages."""
    first = run(url, database_pid, "figures", "publish")
    engine = create_engine(url, **engine_options(url))
    weekly = []
    for _week in range(weeks):
        with engine.begin() as connection:
            live_a_week(connection, agents // 25)
        weekly.append(run(url, database_pid, "figures", "publish"))
    engine.dispose()
    times: dict[str, list[float]] = {}
    for _each in range(readings):
        for path, found in pages(url).items():
            times.setdefault(path, []).append(median(found))
    week = sorted(weekly, key=lambda cost: cost.seconds)[len(weekly) // 2]
    return {
        "first publication": first,
        f"{agents // 25} new completions": week,
        "publisher": f"{max(cost.megabytes for cost in [first, *weekly]):.0f} MB",
        **{path: f"{median(found):.1f} ms" for path, found in times.items()},
    }


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
    try:
        for agents in map(int, arguments.sizes.split(",")):
            name = f"agents_{agents}"
            server.execute(f"CREATE DATABASE {name}")
            seeded = prepare(server.url(name), server.child.pid, agents)
            found = measure(server.url(name), server.child.pid, agents, arguments.weeks)
            print(f"\n{agents} agents\n  seeding: {seeded}")
            for what, cost in found.items():
                print(f"  {what}: {cost}", flush=True)
            server.execute(f"DROP DATABASE {name} WITH (FORCE)")
    finally:
        server.remove()


if __name__ == "__main__":
    main()
