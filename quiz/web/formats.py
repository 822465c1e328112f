"""Numbers, shares and days as the page's language writes them."""

from datetime import date, datetime, timedelta
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from functools import lru_cache
from math import floor
from zoneinfo import ZoneInfo

from babel import Locale
from babel.dates import format_date, format_datetime, format_time, format_timedelta
from babel.numbers import format_decimal, format_percent
from flask_babel import get_locale

PARIS = ZoneInfo("Europe/Paris")
HALF = Fraction(1, 2)


def number(value: int | Decimal | Fraction | str, digits: int = 2) -> str:
    """The number, or the one a text such as "1234.5" writes, with at most that many decimals: 1 234,5."""
    if isinstance(value, Fraction):
        value = Decimal(value.numerator) / Decimal(value.denominator)
    rounded = Decimal(value).quantize(Decimal(1).scaleb(-digits), ROUND_HALF_UP)
    return _written(rounded, get_locale())


# The same numbers come back many times, in a page of figures and from page to page; each takes its time to write.
@lru_cache(4096)
def _written(value: Decimal, locale: Locale | None, pattern: str | None = None) -> str:
    return format_decimal(value, format=pattern, locale=locale)


def kilobytes(count: int) -> str:
    """Bytes in thousands, always with one decimal: 2,3; 10,0."""
    rounded = (Decimal(count) / 1000).quantize(Decimal("0.1"), ROUND_HALF_UP)
    return _written(rounded, get_locale(), "#,##0.0")


def points(value: Fraction) -> str:
    """Points earned, with two decimals at most: 2,33."""
    return number(value, 2)


def decimal(value: float, digits: int = 2) -> str:
    """A measured quantity, rounded to that many decimals: 0,86; never a negative zero."""
    return number(Decimal(str(round(value, digits) + 0.0)), digits)


def share(value: float) -> str:
    """A measured share from 0 to 1 as a whole percentage: 62 %."""
    return percent(Fraction(value).limit_denominator(10_000))


def percent(share: Fraction, mark: Fraction | None = None) -> str:
    """The share as a whole percentage; under a mark, it is never shown as having reached it."""
    return format_percent(Decimal(whole_percent(share, mark)) / 100, locale=get_locale())


def whole_percent(share: Fraction, mark: Fraction | None = None) -> int:
    """The nearest whole percentage, except that only nothing is 0, only all is 100, and only the mark reaches it.

    >>> whole_percent(Fraction(2, 3)), whole_percent(Fraction(999, 1000)), whole_percent(Fraction(1, 1000))
    (67, 99, 1)
    >>> whole_percent(Fraction(696, 1000)), whole_percent(Fraction(696, 1000), mark=Fraction(7, 10))
    (70, 69)
    """
    nearest = floor(share * 100 + HALF)
    if mark is not None and share < mark <= Fraction(nearest, 100):
        nearest = floor(share * 100)
    if 0 < share < 1:
        return min(max(nearest, 1), 99)
    return nearest


def day(value: date) -> str:
    """The day in words, in Paris for a moment: 24 mars 2026, 1er mars 2026."""
    if isinstance(value, datetime):
        value = value.astimezone(PARIS).date()
    locale = get_locale()
    text = format_date(value, "long", locale=locale)
    return f"1er{text[1:]}" if value.day == 1 and locale and locale.language == "fr" else text


def short_day(value: datetime) -> str:
    """The day of a moment in Paris, its month cut short: 24 mars 2026, 8 sept. 2026."""
    return format_date(value.astimezone(PARIS).date(), "medium", locale=get_locale())


def moment(value: datetime) -> str:
    """The day and the hour in Paris: 24 mars 2026 · 09:05."""
    return format_datetime(value.astimezone(PARIS), "d MMMM y '·' HH:mm", locale=get_locale())


def hour(value: datetime) -> str:
    """The hour of a moment, in Paris: 15:42."""
    return format_time(value.astimezone(PARIS), "short", locale=get_locale())


def duration(value: timedelta) -> str:
    """How long something took, in its largest unit: 12 minutes."""
    return format_timedelta(value, locale=get_locale())
