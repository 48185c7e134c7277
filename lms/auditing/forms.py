"""The filters of the audit, as an address or the form of the download gives them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from lms.auditing.queries import NEWEST, Asked, Place
from lms.platform.web.addresses import whole_number
from lms.platform.web.typed_text import plain

_YEARS = range(2000, 2200)
_LONGEST = 200


@dataclass(frozen=True)
class Filters:
    """What was typed: by whom, to whom or what, which kind, from and to which day."""

    by: str
    what: str
    kind: str
    first: str
    last: str

    def errors(self) -> dict[str, str]:
        """Field → sentence how to mend it."""
        days = {"from": self.first, "to": self.last}
        found = {name: "Choose a day between 2000 and 2199." for name, text in days.items() if text and not _day(text)}
        if not found and self.first and self.last and self.first > self.last:
            found["to"] = "Choose a last day that is not before the first one."
        return found

    def asked(self, zone: ZoneInfo, before: Place = NEWEST) -> Asked:
        """The question of filters without errors: whole local days, from `before` on backwards."""
        first, last = _day(self.first), _day(self.last)
        since = _start(first, zone) if first else None
        until = _start(last + timedelta(days=1), zone) if last else NEWEST[0]
        return Asked(self.by, self.what, self.kind, since, min(before, (until, 0)))

    @property
    def given(self) -> dict[str, str]:
        """What was typed, by the names of the fields."""
        all_of_them = {"by": self.by, "what": self.what, "kind": self.kind, "from": self.first, "to": self.last}
        return {name: text for name, text in all_of_them.items() if text}


def read_filters(sent: Mapping[str, str]) -> Filters:
    """The filters as they were sent."""
    by, what, kind, first, last = (
        plain(sent.get(name, "")[:_LONGEST]) for name in ("by", "what", "kind", "from", "to")
    )
    return Filters(by.casefold(), what, kind, first, last)


def read_place(sent: Mapping[str, str]) -> Place:
    """The act before which a page begins; the newest of all if none is named, or one that cannot be."""
    try:
        at, key = datetime.fromisoformat(sent.get("at", "")), whole_number(sent.get("id", ""))
    except ValueError:
        return NEWEST
    return (at, key) if at.tzinfo is not None and at.year in _YEARS else NEWEST


def _day(text: str) -> date | None:
    try:
        day = datetime.strptime(text, "%Y-%m-%d").date()
    except ValueError:
        return None
    return day if day.year in _YEARS else None


def _start(day: date, zone: ZoneInfo) -> datetime:
    return datetime.combine(day, time(), zone).astimezone(UTC)
