"""What is long to make and the same for every test: made once a run, by whichever process needs it first."""

import atexit
import fcntl
import os
import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path

FOLDER = "TESTS_SHARED_FOLDER"


def folder() -> Path:
    """The folder of the run: its first process makes it and takes it away, the others are told of it."""
    if FOLDER not in os.environ:
        made = tempfile.mkdtemp(prefix="quiz-shared-")
        os.environ[FOLDER] = made
        atexit.register(shutil.rmtree, made, ignore_errors=True)
    return Path(os.environ[FOLDER])


def shared(name: str, make: Callable[[Path], None]) -> Path:
    """The file of this name; made first where it is not there, while others wait."""
    file = folder() / name
    with file.with_suffix(".lock").open("w") as turn:
        fcntl.flock(turn, fcntl.LOCK_EX)
        if not file.exists():
            begun = file.with_suffix(".begun")
            make(begun)
            begun.rename(file)
    return file
