"""What an attempt shows: its score, by objective, and what to look at again."""

from dataclasses import dataclass
from fractions import Fraction

from quiz.content.item import UnscoredItem
from quiz.content.module import Module, Objective, share
from quiz.learning.attempt import Attempt
from quiz.marking.certainty import Calibration, Sure, calibration


@dataclass(frozen=True)
class ObjectiveResult:
    """Points earned and possible under one objective."""

    objective: Objective
    score: Fraction
    max_score: Fraction

    @property
    def acquired(self) -> bool:
        """True where everything asked under the objective was right."""
        return self.score == self.max_score


@dataclass(frozen=True)
class Result:
    """The score of a submitted attempt against the pass mark."""

    score: Fraction
    max_score: Fraction
    pass_mark: Fraction
    objectives: tuple[ObjectiveResult, ...]

    @property
    def scaled_score(self) -> Fraction:
        """Score over maximum, 0 to 1; 0 where nothing could be earned."""
        return self.score / self.max_score if self.max_score else Fraction(0)

    @property
    def passed(self) -> bool:
        """True where the scaled score reaches the pass mark."""
        return self.scaled_score >= self.pass_mark


def calibration_of(module: Module, attempt: Attempt) -> Calibration | None:
    """How well certainty fitted over an attempt; nothing where it is not asked, or once responses are deleted."""
    if not module.certainty:
        return None
    return calibration(
        Sure(recorded.score / recorded.max_score, recorded.max_score, recorded.response.certainty)
        for recorded in attempt.responses.values()
        if recorded.max_score
    )


def result(module: Module, attempt: Attempt) -> Result:
    """The result of an attempt, objectives in the author's order, those not drawn left out."""
    earned: dict[str, list[Fraction]] = {}
    for item_id, recorded in attempt.responses.items():
        item = module.item(item_id)
        if item is not None and not isinstance(item, UnscoredItem):
            sums = earned.setdefault(item.objective, [Fraction(0), Fraction(0)])
            sums[0] += recorded.score
            sums[1] += recorded.max_score
    return Result(
        attempt.score(),
        attempt.max_score(),
        share(module.pass_mark),
        tuple(
            ObjectiveResult(objective, *earned[objective.id])
            for objective in module.objectives
            if objective.id in earned
        ),
    )
