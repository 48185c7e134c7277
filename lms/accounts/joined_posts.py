"""What becomes of the posts of two records of one person: nobody holds two posts on one day (pure)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Period:
    """From a day to a last day; None: it lasts."""

    first: date
    last: date | None


def free_of(period: Period, taken: Iterable[Period]) -> Period | None:
    """The last part of a period in which none of `taken` lies; None if there is no such part."""
    parts: Sequence[tuple[date, date]] = [(period.first, period.last or date.max)]
    for one in taken:
        parts = [part for whole in parts for part in _without(whole, one)]
    if not parts:
        return None
    first, last = max(parts)
    return Period(first, None if last == date.max else last)


def _without(part: tuple[date, date], one: Period) -> Iterable[tuple[date, date]]:
    first, last = part
    until = one.last or date.max
    if until < first or one.first > last:
        yield part
        return
    if first < one.first:
        yield first, one.first - _DAY
    if until < last:
        yield until + _DAY, last


def last_day(period: Period, today: date) -> date:
    """The day before today, on which a post ends that goes with its record; no day before it began."""
    return max(period.first, today - _DAY)
