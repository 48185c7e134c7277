"""Last days spread over units, so that not everybody comes in the last week (pure)."""

from collections.abc import Iterable, Mapping
from datetime import date, timedelta

WEEK = timedelta(days=7)


def weekly(first: date, last: date) -> tuple[date, ...]:
    """The days from the first to the last, a week apart; the last one always."""
    days = [first + WEEK * number for number in range((last - first).days // 7 + 1)]
    return (*days[:-1], last)


def spread(units: Iterable[tuple[int, int]], days: tuple[date, ...]) -> Mapping[int, date]:
    """A day for each unit of so many people, so that each day has about as many; the largest unit comes first."""
    load = dict.fromkeys(days, 0)
    found = {}
    for unit_id, people in sorted(units, key=lambda unit: (-unit[1], unit[0])):
        day = min(load, key=lambda day: (load[day], day))
        load[day] += people
        found[unit_id] = day
    return found
