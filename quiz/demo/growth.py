"""Believable cumulative counts, week by week, that obey what real tallies obey."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

# Of the agents who have done one module, how many have done two, three, four, five: invented.
KEPT = (Fraction(1), Fraction(78, 100), Fraction(62, 100), Fraction(50, 100), Fraction(42, 100))
STARTED, PASSED = Fraction(118, 100), Fraction(84, 100)
# Not everyone follows the order proposed: this share of the first module's completions falls on the last.
OUT_OF_ORDER = Fraction(3, 100)


@dataclass(frozen=True)
class Counts:
    """Cumulative counts of one ministry: agents with at least n modules, and each module's three stages."""

    agents: tuple[int, ...]
    started: dict[str, int]
    completed: dict[str, int]
    passed: dict[str, int]


def weekly_agents(final: int, weeks: int) -> tuple[int, ...]:
    """Agents with at least one module at the end of each week: fast at first, then slower, up to `final`."""
    shares = [Fraction(2 * week * weeks - week * week, weeks * weeks) for week in range(1, weeks + 1)]
    return tuple(int(final * share) for share in shares)


def counts(agents: int, modules: Sequence[str]) -> Counts:
    """The counts that go with a number of agents who have done at least one module.

    They obey what real ones do: passed <= completed <= started, each module's completions lie
    between the whole path and at least one, and completions sum to agents over ranks.
    """
    kept = tuple(int(agents * KEPT[min(rank, len(KEPT) - 1)]) for rank in range(len(modules)))
    completed = dict(zip(modules, kept, strict=True))
    if len(modules) > 1:
        moved = min(int(agents * OUT_OF_ORDER), kept[0] - kept[-1])
        completed[modules[0]] -= moved
        completed[modules[-1]] += moved
    return Counts(
        kept,
        {module: -(-count * STARTED.numerator // STARTED.denominator) for module, count in completed.items()},
        completed,
        {module: int(count * PASSED) for module, count in completed.items()},
    )
