"""The two databases of the tests: SQLite files copied from a migrated one, and a PostgreSQL server of our own."""

import os
import pwd
import shutil
import sqlite3
import subprocess
import tempfile
import time
from collections.abc import Mapping
from itertools import count
from pathlib import Path
from signal import SIGQUIT
from typing import Any

import psycopg
from sqlalchemy import Engine, create_engine, event

from quiz.storage import schema
from quiz.storage.database import Base, engine_options
from tests.provision import answers, root

# PostgreSQL refuses to run as the superuser.
SERVANT = "nobody" if root() else None
TEMPLATE = "migrated"
# Nothing here outlives the machine: no disk is waited for, but what is committed survives a stop of the server.
SETTINGS = {
    "listen_addresses": "",
    "fsync": "off",
    "full_page_writes": "off",
    "autovacuum": "off",
    "max_connections": "60",
    "shared_buffers": "32MB",
}


def migrate(url: str) -> None:
    """Bring an empty database to the schema."""
    engine = create_engine(url, **engine_options(url))
    with engine.begin() as connection:
        schema.upgrade(connection)
    engine.dispose()


def wait_for_no_disk(engine: Engine) -> None:
    """Nothing in this process outlives the machine; real services do wait, and tests/storage/test_transaction.py."""

    @event.listens_for(engine, "connect")
    def hurry(connection: Any, _record: Any) -> None:
        if isinstance(connection, sqlite3.Connection):
            connection.execute("PRAGMA synchronous=OFF")


class Sqlite:
    """One SQLite file, which can be made to fail and to come back."""

    def __init__(self, file: Path, migrated: Path) -> None:
        self.file = file
        self.url = f"sqlite:///{file}"
        shutil.copyfile(migrated, file)

    def stop(self) -> None:
        """Take the file away: nothing can be read or written any more."""
        self.file.rename(self.file.with_suffix(".away"))
        self.file.mkdir()

    def start(self) -> None:
        """Bring the file back."""
        self.file.rmdir()
        self.file.with_suffix(".away").rename(self.file)

    def spoil(self) -> None:
        """Nothing: no other test has this file."""

    def drop(self) -> None:
        """Nothing: the folder of the test goes away with it."""


class Server:
    """A PostgreSQL server in a folder of its own, reached by a Unix socket; no port is opened."""

    def __init__(self, programs: Path, settings: Mapping[str, str] = SETTINGS) -> None:
        self.settings = settings
        # The path of a socket holds about a hundred characters: a short folder, whatever TMPDIR says.
        self.folder = Path(tempfile.mkdtemp(prefix="quiz-", dir="/tmp"))
        self.programs = self._reachable(programs)
        self.numbers = count(1)
        self.spare: list[str] = []
        self._own(self.folder)
        self._initialise()
        self.start()
        self.execute(f"CREATE DATABASE {TEMPLATE}")
        migrate(self.url(TEMPLATE))

    def url(self, name: str) -> str:
        """The address of a database of this server."""
        return f"postgresql+psycopg://postgres@/{name}?host={self.folder}"

    def copy(self) -> str:
        """The name of a new copy of the migrated database."""
        name = f"test_{next(self.numbers)}"
        self.execute(f"CREATE DATABASE {name} TEMPLATE {TEMPLATE}")
        return name

    def execute(self, statement: str, name: str = "postgres") -> None:
        """Run statements in a database of this server."""
        with psycopg.connect(host=str(self.folder), user="postgres", dbname=name, autocommit=True) as connection:
            connection.execute(statement.encode())

    def start(self) -> None:
        """Start the server and wait until it answers."""
        options = [part for name, value in self.settings.items() for part in ("-c", f"{name}={value}")]
        command = [str(self.programs / "postgres"), "-D", str(self.folder / "data"), "-k", str(self.folder), *options]
        with (self.folder / "log").open("ab") as log:
            self.child = subprocess.Popen(command, stdout=log, stderr=log, cwd="/", **self._servant())
        deadline = time.monotonic() + 30
        while True:
            try:
                return self.execute("SELECT 1")
            except psycopg.OperationalError:
                if self.child.poll() is not None or time.monotonic() > deadline:
                    raise RuntimeError((self.folder / "log").read_text("utf-8")) from None
                time.sleep(0.02)

    def stop(self) -> None:
        """Stop the server as a failure would: at once."""
        self.child.send_signal(SIGQUIT)
        self.child.wait(timeout=30)

    def remove(self) -> None:
        """Stop the server and forget all it held."""
        self.stop()
        shutil.rmtree(self.folder)

    def _servant(self) -> dict[str, Any]:
        if SERVANT is None:
            return {}
        return {"user": SERVANT, "group": pwd.getpwnam(SERVANT).pw_gid, "extra_groups": []}

    def _own(self, folder: Path) -> None:
        if SERVANT is not None:
            entry = pwd.getpwnam(SERVANT)
            os.chown(folder, entry.pw_uid, entry.pw_gid)

    def _initialise(self) -> None:
        options = ["--username=postgres", "--auth=trust", "--encoding=UTF8", "--locale=C", "--no-sync"]
        command = [str(self.programs / "initdb"), "--pgdata", str(self.folder / "data"), *options]
        done = subprocess.run(command, capture_output=True, text=True, check=False, cwd="/", **self._servant())
        if done.returncode:
            raise RuntimeError(done.stdout + done.stderr)

    def _reachable(self, programs: Path) -> Path:
        """The programs, copied where the servant may run them when their folder is closed to it."""
        if SERVANT is None or answers([str(programs / "postgres"), "--version"], SERVANT):
            return programs
        self.folder.chmod(0o755)
        shutil.copytree(programs.parent, self.folder / "programs", symlinks=True)
        return self.folder / "programs" / "bin"


class Postgresql:
    """One database of the server: the one an earlier test has left, emptied, or a copy of the migrated one."""

    def __init__(self, server: Server) -> None:
        self.server = server
        self.spoilt = False
        # Copying six hundred files takes forty times as long as emptying eighteen tables.
        self.name = server.spare.pop() if server.spare else server.copy()
        self.url = server.url(self.name)

    def spoil(self) -> None:
        """Its tables are about to change: no other test will have it."""
        self.spoilt = True

    def stop(self) -> None:
        """Stop the server."""
        self.server.stop()

    def start(self) -> None:
        """Start the server again."""
        self.server.start()

    def drop(self) -> None:
        """Empty the database for the next test, or forget it."""
        if self.spoilt:
            self.server.execute(f"DROP DATABASE {self.name} WITH (FORCE)")
        else:
            tables = reversed(Base.metadata.sorted_tables)
            rows = (f"DELETE FROM {table.name}" for table in tables)  # noqa: S608 - names of our own
            # The audit log lets nobody delete its lines: tests alone go round its trigger.
            self.server.execute("SET session_replication_role = replica; " + "; ".join(rows), self.name)
            self.server.spare.append(self.name)


Database = Sqlite | Postgresql
