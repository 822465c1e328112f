"""The series as steps, each with how far the agent is."""

from collections.abc import Iterable, Mapping

from quiz.content.module import Module
from quiz.learning.completion import Path
from quiz.learning.page import Step

TO_DO, UNDER_WAY, COMPLETED, PASSED = "to_do", "under_way", "completed", "passed"


def state(path: Path | None) -> str:
    """How far a module is: to do, under way, completed or passed."""
    if path is None:
        return TO_DO
    if path.completed_on is None:
        return UNDER_WAY
    return COMPLETED if path.passed_on is None else PASSED


def steps(modules: Iterable[Module], paths: Mapping[str, Path], urls: Mapping[str, str]) -> tuple[Step, ...]:
    """One step per module, numbered from 1."""
    return tuple(
        Step(
            position,
            module.module,
            module.title,
            module.summary,
            module.duration_minutes,
            urls[module.module],
            state(paths.get(module.module)),
        )
        for position, module in enumerate(modules, 1)
    )


def next_step(all_steps: Iterable[Step], after: str | None = None) -> Step | None:
    """The first step not completed, those after a module before those ahead of it; nothing when all are."""
    ordered = list(all_steps)
    at = next((index for index, step in enumerate(ordered, 1) if step.slug == after), 0)
    return next((step for step in ordered[at:] + ordered[:at] if step.state in (TO_DO, UNDER_WAY)), None)
