"""When figures are published: every Tuesday at six in the morning, local time."""

from datetime import UTC, datetime, time, timedelta, tzinfo

TUESDAY = 1
AT = time(6)


def next_publication(now: datetime, zone: tzinfo) -> datetime:
    """The first publication after now, in UTC; the zone (Europe/Paris) is the reader's."""
    local = now.astimezone(zone)
    day = local.date() + timedelta(days=(TUESDAY - local.weekday()) % 7)
    at = datetime.combine(day, AT, tzinfo=zone)
    if at <= local:
        at = datetime.combine(day + timedelta(days=7), AT, tzinfo=zone)
    return at.astimezone(UTC)


def is_due(last: datetime | None, now: datetime, zone: tzinfo) -> bool:
    """Whether a publication hour has passed since the last one; at once when there was none."""
    return last is None or next_publication(last, zone) <= now
