"""When mail leaves: not in quiet hours, once a day in a digest, again after a failure (pure)."""

from dataclasses import dataclass
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

WAITS = tuple(timedelta(minutes=minutes) for minutes in (1, 5, 30, 120, 480))
"""Before the second try, the third, …; after the last of them it is given up."""
MOST_TRIES = len(WAITS) + 1
IN_HAND = timedelta(hours=1)
"""After this long, mail that a process took in hand and never settled is taken by the next one."""
LONGEST_WAIT = timedelta(days=2)
"""Longer than any wait that is ever set: what waits longer was set by a clock that has been put back."""


@dataclass(frozen=True)
class MailHours:
    """The hours of the institution: quiet from one full hour to another (alike: never), and that of the digest."""

    quiet_from: int
    quiet_to: int
    digest: int
    zone: ZoneInfo

    def earliest(self, at: datetime) -> datetime:
        """`at`, or the end of the quiet hours in which it falls; they may go over midnight."""
        local = at.astimezone(self.zone)
        end = local.replace(hour=self.quiet_to, minute=0, second=0, microsecond=0)
        if not self._is_quiet(local.hour):
            return at
        return (end if end > local else self._on_next_day(end)).astimezone(at.tzinfo)

    def next_digest(self, now: datetime) -> datetime:
        """The next time at which digests leave."""
        local = now.astimezone(self.zone)
        today = local.replace(hour=self.digest, minute=0, second=0, microsecond=0)
        return (today if today > local else self._on_next_day(today)).astimezone(now.tzinfo)

    def _is_quiet(self, hour: int) -> bool:
        if self.quiet_from <= self.quiet_to:
            return self.quiet_from <= hour < self.quiet_to
        return hour >= self.quiet_from or hour < self.quiet_to

    def _on_next_day(self, at: datetime) -> datetime:
        return datetime.combine(at.date() + timedelta(days=1), time(at.hour), self.zone)


def mail_hours(quiet: str, digest: str, zone: ZoneInfo) -> MailHours:
    """The hours as the institution says them: "20-6" and "7"."""
    begin, end = map(int, quiet.split("-"))
    return MailHours(begin, end, int(digest), zone)


def next_try(tries: int, now: datetime) -> datetime | None:
    """When mail that failed for the n-th time is tried again; None if it is given up."""
    return now + WAITS[tries - 1] if tries <= len(WAITS) else None
