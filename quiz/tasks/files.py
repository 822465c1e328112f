"""The disk a SQLite database is on, and the version of the service, said once, in pyproject.toml."""

import shutil
import tomllib
from functools import cache
from pathlib import Path

from sqlalchemy import Engine

# The service runs from its checkout; nothing of it is installed, that could say another version.
PROJECT = Path(__file__).resolve().parents[2] / "pyproject.toml"


def free_space(engine: Engine) -> int | None:
    """How many bytes are free beside a SQLite file; None for a database on another machine."""
    if engine.dialect.name != "sqlite" or not engine.url.database:
        return None
    return shutil.disk_usage(Path(engine.url.database).parent).free


@cache
def service_version() -> str:
    """The version of this service, that of the changelog."""
    return str(tomllib.loads(PROJECT.read_text("utf-8"))["project"]["version"])
