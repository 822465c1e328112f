"""How many examples a property is tried on: as many as its test says, times FUZZ, which `make fuzz` sets."""

import os

from hypothesis import settings

TIMES = int(os.environ.get("FUZZ", "1"))


def examples(count: int) -> settings:
    """The settings of a property; the machine is shared: no deadline, and no file of examples left behind."""
    return settings(max_examples=count * TIMES, deadline=None, database=None)
