"""What anyone may read: totals of the State, and never a figure of one ministry.

Two questions, two answers.

Of persons: a total is the sum of ranges that are shown, each safe beside all the others and beside all those ever
shown (`insight/suppression.py`, `covers.py`). A sum of them is a function of them: whoever reads every cell ever
published could make it, and learns nothing from it.

Of ministries: they are named to the pilot only. A total of one ministry would be its figure, and a total of two
would give each of their referents the other's. A total is therefore open from three ministries on, which is the
least number of enterprises that French public statistics ask of a total (INSEE, guide du secret statistique). A
ministry that outweighs the others can still be guessed to be near the total: its range, which is safe for its
agents, is what the guess can reach. How many ministries are in a total is told; which ones is not.
"""

from collections.abc import Iterator, Sequence

from quiz.insight.exports.columns import COLUMNS, Column
from quiz.insight.exports.line import Line, Published, state_lines

FEWEST_MINISTRIES = 3
# What is about one ministry would be empty on every row.
OPEN = frozenset(
    ("publication", "publie_le", "module", "module_titre", "mesure", "minimum", "maximum", "affichage", "periode",
     "groupe_minimal", "ministeres_comptes", "ministeres_non_comptes", "mention")
)  # fmt: skip
PLACES = tuple(at for at, column in enumerate(COLUMNS) if column.name in OPEN)
OPEN_COLUMNS: tuple[Column, ...] = tuple(COLUMNS[at] for at in PLACES)


def open_lines(published: Published, order: Sequence[str]) -> Iterator[Line]:
    """The totals that anyone may read, of one publication; `order` is that of the modules on pages."""
    return state_lines(published, order, FEWEST_MINISTRIES)
