"""The grid on which every count is published: ranges of k values, the same for ever.

A count t is published as its bin, k * (t // k) to k * (t // k) + k - 1. The first bin is withheld.
Under a declared headcount the last, incomplete bin joins the one before it, so that those who have
*not* done it also keep k possible values; that top bin prints as a band.

Why one fixed grid: all bins start on a multiple of k, so two bins are equal or one lies wholly
under the other. Counts tied only by "is at most" (completed <= started; last week <= this week) can
then all be moved together by 0, 1, ... k - 1 from the foot of their bins without breaking a tie.
No tie of that sort ever narrows a bin, however many weeks are compared; nor a difference between
two such counts (raise all but those under the smaller one to the head of their bins, and let the
smaller one run through its own). The other ties between counts are dealt with in `covers.py`.
"""

from dataclasses import dataclass

from quiz.insight.cells import Band, Cell, Implied, Shown, Withheld, Withholding, low_of


@dataclass(frozen=True)
class Grid:
    """Bins of `k` values, closed at the top by the headcount where one is declared."""

    k: int
    headcount: int | None = None

    def __post_init__(self) -> None:
        if self.k < 2:
            raise ValueError("k is at least 2: a group of one hides nobody")
        if self.headcount is not None and self.headcount < 0:
            raise ValueError("a headcount is not negative")

    @property
    def top(self) -> int | None:
        """The last bin, which runs up to the headcount; none without a headcount."""
        if self.headcount is None:
            return None
        return max((self.headcount + 1) // self.k - 1, 0)

    def bin(self, count: int) -> int:
        """The bin the count is printed in; the incomplete bin above the top one belongs to it."""
        plain = count // self.k
        return plain if self.top is None or plain != self.top + 1 else self.top

    def outgrown_by(self, count: int) -> bool:
        """Whether the count lies wholly over the headcount, as readers are about to know."""
        return self.top is not None and count // self.k > self.top + 1

    def narrows(self, cell: Cell | None) -> bool:
        """Whether the headcount leaves fewer than k values, or none, to a count printed before.

        What was printed cannot be called back: such a headcount closes no grid and gives no rate.
        """
        low = low_of(cell)
        return self.headcount is not None and low > 0 and self.headcount < low + self.k - 1

    def show(self, bin_: int) -> Cell:
        """That bin as a reader may see it."""
        return self._span(bin_, bin_, Shown)

    def imply(self, first: int, last: int) -> Cell:
        """The bins from first to last as a reader may see them."""
        return self._span(first, last, Implied)

    def _span(self, first: int, last: int, kind: type[Shown] | type[Implied]) -> Cell:
        top = self.top
        if first == 0:
            if top == 0:
                return Withheld(Withholding.SMALL_HEADCOUNT)
            return Withheld(Withholding.TOO_FEW if last == 0 else Withholding.COVER)
        if self.headcount is not None and top is not None and last >= top:
            return Band(self.k * first, self.headcount)
        return kind(self.k * first, self.k * last + self.k - 1)
