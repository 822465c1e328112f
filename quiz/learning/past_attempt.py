"""An attempt as "my results" lists it."""

from dataclasses import dataclass
from datetime import datetime
from fractions import Fraction


@dataclass(frozen=True)
class PastAttempt:
    """An attempt, its version, and its scaled score once submitted."""

    module_slug: str
    number: int
    version_id: int
    opened_at: datetime
    submitted_at: datetime | None
    scaled_score: Fraction | None
