"""The disk a SQLite database is on."""

import shutil
from pathlib import Path

from sqlalchemy import Engine


def free_space(engine: Engine) -> int | None:
    """How many bytes are free beside a SQLite file; None for a database on another machine."""
    if engine.dialect.name != "sqlite" or not engine.url.database:
        return None
    return shutil.disk_usage(Path(engine.url.database).parent).free
