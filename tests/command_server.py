"""The `quiz` command in a process of its own, forked from one that has read the code: one reading for many commands.

Starting Python and reading the service costs a second or two of processor, a command itself far less. What is
forked is the real command: its own arguments, environment, folder, outputs and exit status. The chaos tests and
those of a bare start run `python -m quiz.command_line` itself.
"""

import atexit
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from quiz.command_line import main

ROOT = Path(__file__).resolve().parents[1]


def run_quiz(settings: Mapping[str, str], *words: str) -> subprocess.CompletedProcess[str]:
    """A `quiz` command run to its end with these settings of the service and no other."""
    outside = {name: value for name, value in os.environ.items() if not name.startswith("QUIZ_")}
    with tempfile.TemporaryDirectory() as folder:
        outputs = [Path(folder, name) for name in ("out", "err")]
        asked = {"words": words, "environment": {**outside, **settings}, "outputs": list(map(str, outputs))}
        server = _server()
        assert server.stdin and server.stdout
        server.stdin.write(json.dumps(asked) + "\n")
        server.stdin.flush()
        status = int(server.stdout.readline())
        told, complaint = (output.read_text("utf-8") for output in outputs)
    return subprocess.CompletedProcess(["quiz", *words], status, told, complaint)


@cache
def _server() -> subprocess.Popen[str]:
    child = subprocess.Popen(
        [sys.executable, "-m", "tests.command_server"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        cwd=ROOT,
    )
    atexit.register(_stop, child)
    return child


def _stop(child: subprocess.Popen[str]) -> None:
    child.communicate()


def _serve() -> None:
    """Fork for each line asked for, and answer with the exit status."""
    for line in sys.stdin:
        child = os.fork()
        if not child:
            # It ends as a command does, its connections closed: nothing here catches that.
            _become(json.loads(line))
        _pid, status = os.waitpid(child, 0)
        sys.stdout.write(f"{os.waitstatus_to_exitcode(status)}\n")
        sys.stdout.flush()


def _become(asked: dict[str, Any]) -> None:
    """Be the command, and end as it ends."""
    os.environ.clear()
    os.environ.update(asked["environment"])
    nothing = os.open(os.devnull, os.O_RDONLY)
    os.dup2(nothing, 0)
    for descriptor, output in enumerate(asked["outputs"], start=1):
        os.dup2(os.open(output, os.O_WRONLY | os.O_CREAT | os.O_TRUNC), descriptor)
    sys.argv = ["quiz", *asked["words"]]
    main()
    sys.exit()


if __name__ == "__main__":
    _serve()
