"""How long anything is kept. The purge obeys these, and the page on personal data says them."""

from datetime import datetime, timedelta

RESPONSES_KEPT_DAYS = 30
IDLE_ATTEMPT_KEPT_MONTHS = 6
RESULTS_KEPT_YEARS = 3
# CNIL, recommendation 2021-122: six months to a year for what is logged; the database refuses earlier.
AUDIT_KEPT_YEARS = 1


def responses_until(now: datetime) -> datetime:
    """Responses of attempts submitted before this moment are no longer kept."""
    return now - timedelta(days=RESPONSES_KEPT_DAYS)


def idle_attempts_until(now: datetime) -> datetime:
    """Attempts left alone since before this moment are no longer kept.

    >>> idle_attempts_until(datetime(2026, 8, 31)), idle_attempts_until(datetime(2026, 3, 1))
    (datetime.datetime(2026, 2, 28, 0, 0), datetime.datetime(2025, 9, 1, 0, 0))
    """
    return months_before(now, IDLE_ATTEMPT_KEPT_MONTHS)


def results_until(now: datetime) -> datetime:
    """Scores older than this moment, and persons who have done nothing since, are no longer kept."""
    return months_before(now, 12 * RESULTS_KEPT_YEARS)


def audit_until(now: datetime) -> datetime:
    """Lines of the audit log before this day are no longer kept, nor roles that ended before it.

    >>> audit_until(datetime(2027, 3, 1, 18, 30))
    datetime.datetime(2026, 3, 1, 0, 0)
    """
    return months_before(now, 12 * AUDIT_KEPT_YEARS).replace(hour=0, minute=0, second=0, microsecond=0)


def months_before(now: datetime, months: int) -> datetime:
    """The same day so many months earlier, or the last of its month where it has no such day."""
    year, month = divmod(now.year * 12 + now.month - 1 - months, 12)
    for last in range(now.day, 27, -1):
        try:
            return now.replace(year=year, month=month + 1, day=last)
        except ValueError:
            continue
    return now.replace(year=year, month=month + 1)
