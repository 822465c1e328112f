"""What the operator's page shows."""

from dataclasses import dataclass

Rows = tuple[tuple[str, ...], ...]


@dataclass(frozen=True)
class SystemPage:
    """What needs the operator, then what the timer did, and what the service stands on."""

    title: str
    attention: tuple[str, ...]
    runs: Rows
    dates: Rows
    database: Rows
    keys: Rows
    versions: Rows
