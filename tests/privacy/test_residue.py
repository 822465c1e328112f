"""What someone leaves in the tallies: nothing lost, nothing counted twice, no day that can be told."""

from collections import Counter
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from quiz.insight.tallies.keys import TallyKey
from quiz.privacy.residue import Counted, contributions, residue

DAYS = st.dates(date(2026, 11, 1), date(2027, 2, 28))


@st.composite
def paths(draw: st.DrawFn) -> Counted:
    """A path of someone, all of it counted."""
    days = sorted(draw(st.tuples(DAYS, DAYS, DAYS)))
    stage = draw(st.integers(1, 3))
    reached = (days[0], days[1] if stage > 1 else None, days[2] if stage > 2 else None)
    rank = draw(st.sampled_from((None, 1, 2))) if stage > 1 else None
    return Counted("rivages", draw(st.sampled_from(("enjeux", "usages"))), stage, reached, rank)


SOME = st.lists(paths(), max_size=5)


def after(gone: list[Counted], kept: Counter[TallyKey]) -> Counter[TallyKey]:
    """The tallies once these paths have gone."""
    left = residue(gone, kept)
    counts = Counter(kept)
    counts.subtract(left.days)
    counts.update(left.months)
    return counts


@given(SOME, SOME)
def test_every_count_is_kept_once(gone: list[Counted], staying: list[Counted]) -> None:
    kept = contributions(gone) + contributions(staying)
    counts = after(gone, kept)
    assert min(counts.values(), default=0) >= 0
    assert counts.total() == kept.total()
    assert counts >= contributions(staying)


@given(SOME, DAYS)
def test_no_sum_up_to_a_day_goes_down(gone: list[Counted], until: date) -> None:
    kept = contributions(gone)

    def up_to(found: Counter[TallyKey]) -> int:
        return sum(agents for key, agents in found.items() if key.day <= until)

    assert up_to(after(gone, kept)) >= up_to(kept)


@given(SOME)
def test_what_is_left_tells_the_month_only(gone: list[Counted]) -> None:
    assert all(key.day.day == 1 for key, agents in after(gone, contributions(gone)).items() if agents)


def test_a_day_that_holds_less_than_it_should_never_goes_under_nothing() -> None:
    path = Counted("rivages", "enjeux", 1, (date(2026, 11, 23), None, None), None)
    assert residue([path], {}).days == residue([path], {}).months == {}
