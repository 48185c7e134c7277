"""Time: what instant it is (asked only at the doors) and which local day an instant falls on."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

Clock = Callable[[], datetime]


def utc_now() -> datetime:
    """The present instant, in UTC. Only doors (requests, commands) call this; everything else gets `now`."""
    return datetime.now(UTC)


def local_date(instant: datetime, zone: ZoneInfo) -> date:
    """The calendar day of an instant for the people of `zone`; certificates and JP years follow it."""
    return instant.astimezone(zone).date()
