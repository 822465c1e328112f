"""How long a text takes to read."""

import math

# Words a minute, silent reading of an informative text in French; the authors' checker uses the same.
READING_SPEED = 180


def reading_minutes(text: str) -> int:
    """Whole minutes to read a text, one at least."""
    return max(1, math.ceil(len(text.split()) / READING_SPEED))
