"""Lines of results: objectives of one attempt, modules of one person."""

from collections.abc import Callable, Iterable, Mapping

from quiz.content.module import Module, share
from quiz.learning.completion import Path
from quiz.learning.page import ModuleLine, ObjectiveLine, ResultLine
from quiz.learning.past_attempt import PastAttempt
from quiz.learning.result import Result
from quiz.learning.steps import state


def objective_lines(result: Result) -> tuple[ObjectiveLine, ...]:
    """How each objective fared, and where to look again for those not acquired."""
    return tuple(
        ObjectiveLine(
            line.objective.text,
            line.score,
            line.max_score,
            line.acquired,
            None if line.acquired else line.objective.look_again,
        )
        for line in result.objectives
    )


def module_lines(
    modules: Iterable[Module],
    paths: Mapping[str, Path],
    attempts: Iterable[PastAttempt],
    module_url: Callable[[str], str],
    attempt_url: Callable[[PastAttempt], str],
) -> tuple[ModuleLine, ...]:
    """The modules a person has begun, each with its attempts."""
    by_module: dict[str, list[PastAttempt]] = {}
    for attempt in attempts:
        by_module.setdefault(attempt.module_slug, []).append(attempt)
    lines = []
    for module in modules:
        path = paths.get(module.module)
        if path is None:
            continue
        own = by_module.get(module.module, [])
        pass_mark = share(module.pass_mark)
        scores = [attempt.scaled_score for attempt in own if attempt.scaled_score is not None]
        lines.append(
            ModuleLine(
                module.title,
                module.module,
                module_url(module.module),
                state(path),
                path.completed_on,
                path.passed_on,
                tuple(
                    ResultLine(
                        attempt.number,
                        attempt_url(attempt),
                        attempt.submitted_at or attempt.opened_at,
                        attempt.scaled_score,
                        attempt.scaled_score is not None and attempt.scaled_score >= pass_mark,
                    )
                    for attempt in own
                ),
                max(scores, default=None),
            )
        )
    return tuple(lines)
