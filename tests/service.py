"""The service as an operator runs it: its own commands, and a gunicorn process that can be killed and come back."""

import os
import shutil
import signal
import socket
import subprocess
import sys
from collections.abc import Mapping
from functools import cache
from itertools import count
from pathlib import Path
from urllib.request import urlopen

from tests.command_server import run_quiz
from tests.databases import Server
from tests.shared import shared

ROOT = Path(__file__).resolve().parents[1]
SECRETS = {
    "QUIZ_SECRET_KEY": "secret of the real processes, of no other use",
    "QUIZ_HASHING_KEY": "hashing key of the real processes, no other use",
}
SEEDING = (("db", "upgrade"), ("content", "publish", "content"), ("demo", "seed"))
# Requests wait in the queue of our socket while a server starts; this bounds how long.
STARTED_WITHIN = 60
numbers = count(1)


def environment(database_url: str) -> Mapping[str, str]:
    """What the service is told: a database of the test, and the demonstration."""
    outside = {name: value for name, value in os.environ.items() if not name.startswith("QUIZ_")}
    return {**outside, **SECRETS, "QUIZ_DATABASE_URL": database_url, "QUIZ_DEMONSTRATION": "1"}


def start_command(database_url: str, *words: str) -> subprocess.Popen[str]:
    """A `quiz` command, under way in a process of its own."""
    return subprocess.Popen(
        [sys.executable, "-m", "quiz.command_line", *words],
        env=environment(database_url),
        cwd=ROOT,
        text=True,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
    )


def run_command(database_url: str, *words: str) -> None:
    """Run a `quiz` command to its end, which must be a good one."""
    done = run_quiz(environment(database_url), *words)
    assert done.returncode == 0, f"quiz {' '.join(words)}: {done.stderr}"


class Service:
    """Gunicorn with two workers. The listening socket is ours: whatever is killed, the address stays the same."""

    def __init__(self, database_url: str, folder: Path) -> None:
        self.database_url = database_url
        self.log = folder / "gunicorn.log"
        self.socket = socket.create_server(("127.0.0.1", 0))
        self.address = f"http://127.0.0.1:{self.socket.getsockname()[1]}"
        self.process: subprocess.Popen[bytes] | None = None
        # Settings beyond those of every service of the tests.
        self.more: dict[str, str] = {}

    def start(self) -> None:
        """Start the server; requests wait until it is ready."""
        command = [sys.executable, "-m", "gunicorn", "--bind", f"fd://{self.socket.fileno()}", "--workers", "2"]
        command += ["--worker-class", "gthread", "--threads", "4", "--log-level", "warning", "--preload"]
        command += ["--no-control-socket"]
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(
                [*command, "wsgi:app"],
                env={**environment(self.database_url), **self.more},
                cwd=ROOT,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                pass_fds=[self.socket.fileno()],
                start_new_session=True,
            )

    def wait(self) -> None:
        """Wait until the home page comes."""
        try:
            with urlopen(self.address, timeout=STARTED_WITHIN) as answer:
                answer.read()
        except OSError:
            raise RuntimeError(self.log.read_text("utf-8")) from None

    def kill(self) -> None:
        """Kill the master and its workers at once (SIGKILL): none of them can finish anything."""
        if self.process is not None:
            os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait()
            self.process = None

    def close(self) -> None:
        """Stop for good."""
        self.kill()
        self.socket.close()

    def defects(self) -> list[str]:
        """What the log says of errors that nobody foresaw."""
        lines = self.log.read_text("utf-8").splitlines()
        return [line for line in lines if "Traceback" in line or "defect:" in line or "[CRITICAL]" in line]


def seed(database_url: str) -> None:
    """Bring an empty database to the demonstration, by the commands of the README."""
    for words in SEEDING:
        run_command(database_url, *words)


def seeded_file() -> Path:
    """A SQLite file holding the demonstration, to copy."""
    return shared("seeded.db", lambda file: seed(f"sqlite:///{file}"))


@cache
def seeded_name(server: Server) -> str:
    """A PostgreSQL database holding the demonstration, to copy; made once for a server."""
    name = "seeded"
    server.execute(f"CREATE DATABASE {name}")
    seed(server.url(name))
    return name


def demonstration_on_sqlite(folder: Path) -> str:
    """The address of a new SQLite database that holds the demonstration."""
    file = folder / "demonstration.db"
    shutil.copyfile(seeded_file(), file)
    return f"sqlite:///{file}"


def demonstration_on_postgresql(server: Server) -> str:
    """The address of a new PostgreSQL database that holds the demonstration."""
    name = f"demonstration_{next(numbers)}"
    server.execute(f"CREATE DATABASE {name} TEMPLATE {seeded_name(server)}")
    return server.url(name)
