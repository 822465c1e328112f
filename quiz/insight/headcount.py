"""How many agents could have taken part, as someone declared it."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Headcount:
    """A declared number of agents: at a date, from a source, for a perimeter."""

    value: int
    on: date
    source: str
    perimeter: str

    def __post_init__(self) -> None:
        if self.value < 1:
            raise ValueError("a headcount is at least 1")
