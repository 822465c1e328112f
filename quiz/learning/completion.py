"""When a module is completed, when it is passed: two facts, each kept once, at the first time."""

from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction

STARTED, COMPLETED, PASSED = 1, 2, 3


@dataclass(frozen=True)
class Path:
    """How far a person is in a module, by day."""

    module_slug: str
    started_on: date
    video_done_on: date | None = None
    completed_on: date | None = None
    passed_on: date | None = None
    version_id: int | None = None

    @property
    def stage(self) -> int:
        """The furthest stage reached: started, completed, passed."""
        if self.completed_on is None:
            return STARTED
        return COMPLETED if self.passed_on is None else PASSED


def after_submission(path: Path, version_id: int, scaled_score: Fraction, pass_mark: Fraction, today: date) -> Path:
    """The path once an attempt with every drawn item answered is submitted.

    Completed: the video step done and such an attempt submitted. Passed: the attempt reaches the
    pass mark. Each holds from the first time on; later versions add nothing.
    """
    if path.video_done_on is not None and path.completed_on is None:
        path = replace(path, completed_on=today, version_id=version_id)
    if path.completed_on is not None and path.passed_on is None and scaled_score >= pass_mark:
        path = replace(path, passed_on=today)
    return path
