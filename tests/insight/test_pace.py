"""A target, the pace it takes and where weeks lead: bounds of what was published, never a number in between."""

from datetime import date, timedelta

import pytest

from quiz.insight.cells import Band, Cell, Shown, Withheld, Withholding
from quiz.insight.targets.pace import Forecast, NoForecast, NoForecastReason, Published, State, forecast, pace
from quiz.insight.targets.target import Declaration, Field, Mistake, Target, current, read

TODAY = date(2026, 11, 24)
MARCH = Target(60, date(2027, 3, 31))


@pytest.mark.parametrize("typed", ["60", "60 %", " 60\u202f% ", "60\u00a0%"])
def test_a_share_is_read_with_or_without_its_sign(typed: str) -> None:
    assert read(Declaration(typed, "2027-03-31"), TODAY) == MARCH


@pytest.mark.parametrize(
    ("typed", "mistake"),
    [
        ("", Mistake.MISSING),
        ("0", Mistake.NOBODY),
        ("101", Mistake.MORE_THAN_ALL),
        ("-5", Mistake.NOT_A_SHARE),
        ("59,5", Mistake.NOT_A_SHARE),
        ("٦٠", Mistake.NOT_A_SHARE),
        ("tout le monde", Mistake.NOT_A_SHARE),
    ],
)
def test_a_share_that_is_none_is_told(typed: str, mistake: Mistake) -> None:
    assert read(Declaration(typed, "2027-03-31"), TODAY) == {Field.PERCENT: mistake}


@pytest.mark.parametrize(
    ("typed", "mistake"),
    [
        ("", Mistake.MISSING),
        ("2026-11-24", Mistake.PAST),
        ("2025-03-31", Mistake.PAST),
        ("2035-03-31", Mistake.TOO_FAR),
        ("2027-02-30", Mistake.NOT_A_DAY),
    ],
)
def test_a_day_that_is_none_or_not_to_come_is_told(typed: str, mistake: Mistake) -> None:
    assert read(Declaration("60", typed), TODAY) == {Field.ON: mistake}


def test_the_target_shown_is_the_next_one_or_else_the_last() -> None:
    past, near, far = (Target(50, TODAY + timedelta(days=days)) for days in (-30, 10, 200))
    assert current([far, past, near], TODAY) == near
    assert current([past], TODAY) == past
    assert current([], TODAY) is None


@pytest.mark.parametrize("true", range(440, 451))
def test_the_pace_holds_whatever_the_count_within_its_range(true: int) -> None:
    found = pace(MARCH, Shown(440, 450), 5_500, TODAY)
    assert found is not None
    assert found.needed == 3_300
    assert found.least <= 3_300 - true <= found.most
    weeks = (MARCH.on - TODAY).days / 7
    assert found.weekly_least is not None
    assert found.weekly_most is not None
    assert found.weekly_least <= -(-(3_300 - true) // weeks) <= found.weekly_most


@pytest.mark.parametrize(
    ("cell", "on", "state"),
    [
        (Shown(3_300, 3_310), TODAY, State.REACHED),
        (Shown(3_295, 3_305), TODAY, State.PERHAPS),
        (Shown(440, 450), TODAY, State.AHEAD),
        (Shown(440, 450), MARCH.on, State.MISSED),
        (Shown(3_295, 3_305), MARCH.on, State.PERHAPS),
        (Band(5_489, 5_500), TODAY, State.REACHED),
    ],
)
def test_what_a_range_says_of_a_target(cell: Cell, on: date, state: State) -> None:
    found = pace(MARCH, cell, 5_500, on)
    assert found is not None
    assert found.state is state


def test_under_a_week_no_weekly_pace_is_made_up() -> None:
    found = pace(MARCH, Shown(440, 450), 5_500, MARCH.on - timedelta(days=3))
    assert found is not None
    assert (found.least, found.most, found.weekly_least) == (2_850, 2_860, None)


def test_what_is_withheld_or_over_the_headcount_has_no_pace() -> None:
    assert pace(MARCH, Withheld(Withholding.TOO_FEW), 5_500, TODAY) is None
    assert pace(MARCH, Shown(440, 450), 445, TODAY) is None


def weeks(*cells: Cell) -> list[Published]:
    """One publication a week, the last one today."""
    return [Published(TODAY - timedelta(weeks=len(cells) - 1 - at), cell) for at, cell in enumerate(cells)]


def rising(start: int, count: int, step: int = 11) -> list[Cell]:
    """Ranges that go up by a step each week."""
    return [Shown(start + step * at, start + step * at + 10) for at in range(count)]


def test_a_forecast_holds_every_steady_pace_that_the_ranges_allow() -> None:
    found = forecast(weeks(*rising(110, 9)), TODAY + timedelta(weeks=8), 5_500)
    assert found == Forecast(low=198 + 78, high=208 + 98, weeks=8)


def test_a_forecast_never_passes_the_headcount_and_loses_nobody() -> None:
    assert forecast(weeks(*rising(110, 9)), TODAY + timedelta(weeks=800), 300) == Forecast(300, 300, 8)
    still = weeks(*[Shown(110, 120)] * 9)
    assert forecast(still, TODAY + timedelta(weeks=8), 300) == Forecast(110, 130, 8)


@pytest.mark.parametrize(
    ("cells", "reason"),
    [
        (rising(110, 8), NoForecastReason.TOO_FEW_WEEKS),
        ([Withheld(Withholding.TOO_FEW), *rising(11, 8)], NoForecastReason.NOT_ALL_SHOWN),
        ([*rising(11, 8), Band(99, 120)], NoForecastReason.NOT_ALL_SHOWN),
        ([*rising(110, 5), Shown(110, 120), *rising(121, 3)], NoForecastReason.CORRECTED),
    ],
)
def test_no_forecast_where_one_of_its_weeks_does_not_pass(cells: list[Cell], reason: NoForecastReason) -> None:
    assert forecast(weeks(*cells), MARCH.on, 5_500) == NoForecast(reason)


def test_a_week_that_is_not_looked_back_on_stops_no_forecast() -> None:
    cells = [Withheld(Withholding.TOO_FEW), *rising(11, 9)]
    assert isinstance(forecast(weeks(*cells), MARCH.on, 5_500), Forecast)
