"""What one agent's module costs the machine: requests, statements, CPU milliseconds, web and database together.

`python -m benchmarks.module_cost` starts a real gunicorn on SQLite, then on PostgreSQL, lets agents
take whole modules over HTTP, and reads the CPU time of the server's processes from /proc.
The plan (DESIGN §8): about 25 requests, at most 25 CPU-ms for all of them.
"""

import argparse
import http.client
import os
import re
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlencode

import brotli

from tests.databases import Server
from tests.provision import postgresql

TICKS = os.sysconf("SC_CLK_TCK")
WARMING = 10
HIDDEN = re.compile(r'<input type="hidden" name="([^"]+)" value="([^"]*)">')
ANSWER = re.compile(r'action="(/modules/[^"]+/questions/[0-9]+)"')
ONWARD = re.compile(r'<a class="fr-btn[^"]*" href="(/modules/[^"]+/tentatives/[^"]+)"')
RESULT = re.compile(r"/tentatives/[0-9]+$")


class Agent:
    """A browser reduced to what costs the server: one connection, one cookie jar."""

    def __init__(self, port: int) -> None:
        self.connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
        self.cookies: dict[str, str] = {}
        self.requests = 0
        self.place = ""

    def ask(self, method: str, path: str, fields: dict[str, str] | None = None) -> str:
        """The page at a path, redirections followed."""
        headers = {"Accept-Encoding": "br", "Accept-Language": "fr"}
        if self.cookies:
            headers["Cookie"] = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        body = None
        if fields is not None:
            body = urlencode(fields)
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        self.connection.request(method, path, body, headers)
        response = self.connection.getresponse()
        sent = response.read()
        text = (brotli.decompress(sent) if response.getheader("Content-Encoding") == "br" else sent).decode()
        self.requests += 1
        self.place = path
        for name, value in response.getheaders():
            if name.lower() == "set-cookie":
                key, _, rest = value.partition("=")
                self.cookies[key] = rest.partition(";")[0]
        if response.status in (302, 303):
            return self.ask("GET", response.getheader("Location") or "/")
        if response.status != 200:
            raise RuntimeError(f"{method} {path}: {response.status}")
        return text

    def take(self, module: str) -> None:
        """Sign in by the demonstration's door and take one module to its result."""
        page = self.ask("GET", "/demonstration")
        page = self.ask("POST", "/demonstration/portes/agent", dict(HIDDEN.findall(page)))
        fields = dict(HIDDEN.findall(page.partition("<main")[2]))
        self.ask("POST", "/mon-ministere", fields)
        page = self.ask("GET", f"/modules/{module}")
        page = self.ask("POST", f"/modules/{module}/tentatives", dict(HIDDEN.findall(page.partition("<main")[2])))
        while True:
            if found := ANSWER.search(page):
                fields = dict(HIDDEN.findall(page.partition("<main")[2])) | {"dont_know": "1"}
                page = self.ask("POST", found[1], fields)
            elif found := ONWARD.search(page):
                page = self.ask("GET", found[1])
            elif RESULT.search(self.place):
                return
            else:
                raise RuntimeError(f"no way on from {self.place}")


def cpu_seconds(pids: list[int]) -> float:
    """CPU time used so far by processes, living or not their children's."""
    total = 0.0
    for pid in pids:
        try:
            fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
        except FileNotFoundError:
            continue
        total += sum(int(field) for field in fields[11:15]) / TICKS
    return total


def family(pid: int) -> list[int]:
    """A process and its descendants."""
    found = [pid]
    for parent in found:
        for task in Path(f"/proc/{parent}/task").glob("*/children"):
            found += [int(child) for child in task.read_text().split()]
    return found


def free_port() -> int:
    """A loopback port nobody uses."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def service(url: str) -> Iterator[tuple[int, int]]:
    """A running service on a database, with the demonstration in it: its port and its process."""
    environment = os.environ | {
        "QUIZ_DATABASE_URL": url,
        "QUIZ_SECRET_KEY": "benchmark" * 5,
        "QUIZ_HASHING_KEY": "benchmark" * 5,
        "QUIZ_DEMONSTRATION": "1",
    }
    for command in ("db upgrade", "content publish content", "demo seed"):
        arguments = [sys.executable, "-m", "quiz.command_line", *command.split()]
        subprocess.run(arguments, env=environment, check=True, stdout=subprocess.DEVNULL)
    port = free_port()
    arguments = [sys.executable, "-m", "gunicorn", "--bind", f"127.0.0.1:{port}", "--worker-class", "gthread"]
    arguments += ["--threads", "4", "--log-level", "error", "wsgi:app"]
    child = subprocess.Popen(arguments, env=environment)
    try:
        for _attempt in range(200):
            try:
                Agent(port).ask("GET", "/")
                break
            except OSError:
                time.sleep(0.05)
        yield port, child.pid
    finally:
        child.send_signal(signal.SIGTERM)
        child.wait(timeout=20)


def measure(name: str, url: str, modules: int, database_pid: int | None = None) -> None:
    """Print what a module costs on this database."""
    with service(url) as (port, pid):
        for _each in range(WARMING):
            Agent(port).take("reseau")
        roots = [pid] + ([database_pid] if database_pid else [])
        before = cpu_seconds([each for root in roots for each in family(root)])
        requests = 0
        for _each in range(modules):
            agent = Agent(port)
            agent.take("reseau")
            requests += agent.requests
        after = cpu_seconds([each for root in roots for each in family(root)])
    print(f"{name}: {requests / modules:.0f} requests a module, {(after - before) / modules * 1000:.1f} CPU-ms")


def main() -> None:
    """Measure both databases."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--modules", type=int, default=100)
    modules = parser.parse_args().modules
    with tempfile.TemporaryDirectory() as folder:
        measure("SQLite", f"sqlite:///{folder}/quiz.db", modules)
    programs = postgresql()
    if programs is None:
        raise SystemExit("PostgreSQL is missing: python -m tests.provision")
    server = Server(programs)
    try:
        server.execute("CREATE DATABASE benchmark")
        measure("PostgreSQL", server.url("benchmark"), modules, server.child.pid)
    finally:
        server.remove()


if __name__ == "__main__":
    main()
