"""How many were done by the end of each of the last weeks, and how many should have been (pure)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

WEEKS = 7
_WEEK = timedelta(days=7)


@dataclass(frozen=True)
class Planned:
    """What an assignment asks: of how many people, from which day to which."""

    people: int
    first: date
    last: date


@dataclass(frozen=True)
class Point:
    """A week: its Monday, percent done by its end (or today), percent that should be."""

    week: date
    done: int
    target: int


def mondays(today: date) -> tuple[date, ...]:
    """The first days of the last weeks, the present one among them."""
    this = today - timedelta(days=today.weekday())
    return tuple(this - _WEEK * number for number in reversed(range(WEEKS)))


def done_shares(weeks: Iterable[tuple[date, int]], asked: int, today: date) -> tuple[int, ...]:
    """Percent of those of whom it is asked today who were done by the end of each week."""
    held = tuple(weeks)
    sums = [sum(people for week, people in held if week <= monday) for monday in mondays(today)]
    return tuple(round(100 * done / asked) for done in sums) if asked else ()


def target_shares(planned: Sequence[Planned], today: date) -> tuple[int, ...]:
    """Percent that should be done by then if work went evenly from the first day of each assignment to its last."""
    asked = sum(one.people for one in planned)
    ends = [min(monday + _WEEK - timedelta(days=1), today) for monday in mondays(today)]
    return tuple(round(100 * sum(one.people * _fraction(one, day) for one in planned) / asked) for day in ends if asked)


def trend(weeks: Iterable[tuple[date, int]], planned: Sequence[Planned], today: date) -> tuple[Point, ...]:
    """Both, week by week; nothing where nothing is asked."""
    shares = done_shares(weeks, sum(one.people for one in planned), today)
    return tuple(map(Point, mondays(today), shares, target_shares(planned, today)))


def _fraction(of: Planned, day: date) -> float:
    if day >= of.last:
        return 1.0
    return (day - of.first).days / (of.last - of.first).days if day > of.first else 0.0
