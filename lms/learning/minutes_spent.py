"""How long people really spend on the items of a course, from the moments that are kept of them (pure).

A moment is a time, in seconds, at which something of an item was done: a lesson finished, an attempt begun or handed
in, an answer saved; to begin the course is a moment of no item, "". What lies between two moments counts for the item
of the later one, unless it is longer than `BREAK`.

What this cannot see: a lesson that comes first after a break has no beginning, so nothing of it counts; nor does
reading again what is finished, or reading without finishing. A page that lies open for twenty minutes counts as read.
So the time of one person says little; only medians are told, and none below `FEWEST` people.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from statistics import median

BREAK = 30 * 60
"""Seconds after which somebody is taken to have done something else."""

FEWEST = 5

Moment = tuple[int, str]


@dataclass(frozen=True)
class Median:
    """The median of the minutes of so many people."""

    minutes: int
    people: int


def seconds_spent(moments: Iterable[Moment]) -> dict[str, int]:
    """The seconds that one person spent on each item, from their moments in whatever order."""
    spent: dict[str, int] = {}
    before: int | None = None
    for at, item in sorted(moments):
        if item and before is not None and 0 < at - before <= BREAK:
            spent[item] = spent.get(item, 0) + at - before
        before = at
    return spent


def median_of(seconds: Iterable[int]) -> Median | None:
    """The median of what several people spent; None where they are too few. At least a minute."""
    values = list(seconds)
    return Median(max(1, round(median(values) / 60)), len(values)) if len(values) >= FEWEST else None


def medians(people: Iterable[Mapping[str, int]]) -> dict[str, Median]:
    """The median of each item over those of whom something of it is known; items with too few are left out."""
    by_item: dict[str, list[int]] = {}
    for spent in people:
        for item, seconds in spent.items():
            by_item.setdefault(item, []).append(seconds)
    found = {item: median_of(values) for item, values in by_item.items()}
    return {item: value for item, value in found.items() if value is not None}
