"""The true counts of one ministry: what the publisher folds, and no page ever sees."""

from dataclasses import dataclass
from itertools import pairwise


@dataclass(frozen=True)
class ModuleTally:
    """How many agents of one ministry started, completed and passed one module."""

    module: str
    started: int
    completed: int
    passed: int

    def __post_init__(self) -> None:
        if not 0 <= self.passed <= self.completed <= self.started:
            raise ValueError(f"{self.module}: no more agents pass than complete, nor complete than start")


@dataclass(frozen=True)
class MinistryTally:
    """`agents[n - 1]` agents have completed n modules or more, of the path `modules`.

    The modules follow `covers.cover_order`. Counts that no group of agents can have are a defect of
    whoever folded them: figures made from them would be neither true nor safe.
    """

    ministry: str
    modules: tuple[ModuleTally, ...]
    agents: tuple[int, ...]
    headcount: int | None = None

    def __post_init__(self) -> None:
        if not self.modules or len(self.agents) != len(self.modules):
            raise ValueError("one count of agents for each number of modules, from one to all")
        if any(fewer < more for fewer, more in pairwise(self.agents)) or self.agents[-1] < 0:
            raise ValueError("no more agents have done n + 1 modules than have done n")
        completed = sorted((module.completed for module in self.modules), reverse=True)
        # Gale and Ryser: such agents exist if and only if no j modules have more completions than
        # agents can have given them, each agent counting for j modules at most.
        if sum(completed) != sum(self.agents) or any(
            sum(completed[:j]) > sum(self.agents[:j]) for j in range(1, len(completed))
        ):
            raise ValueError("the completions of agents and those of modules cannot be the same ones")

    @property
    def at_least_one(self) -> int:
        """How many agents have completed one module or more."""
        return self.agents[0]

    @property
    def whole_path(self) -> int:
        """How many agents have completed every module of the path."""
        return self.agents[-1]
