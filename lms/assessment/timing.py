"""How long an attempt may take, by the server's clock (pure)."""

from datetime import datetime, timedelta

GRACE = timedelta(seconds=60)
"""For an answer that was given in time and came late over a weak signal."""


def end_of(started_at: datetime, minutes: int | None, extra_percent: int) -> datetime | None:
    """When an attempt ends that begins now; None without a limit. Extra time is in percent of the limit."""
    return None if minutes is None else started_at + timedelta(minutes=minutes) * (100 + extra_percent) / 100


def is_up(ends_at: datetime | None, now: datetime) -> bool:
    """Whether no answer is taken any more."""
    return ends_at is not None and now > ends_at + GRACE
