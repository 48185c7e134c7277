"""Whose turn it is to review (pure): in turn, never an author, nobody who is away, nobody who stays silent."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

LONGEST_WALK = timedelta(days=400)


@dataclass(frozen=True)
class Reviewer:
    """Somebody who may review; away from `away_since` to `away_until`, both included, if there is any."""

    id: int
    name: str
    away_since: date | None = None
    away_until: date | None = None

    def is_away(self, day: date) -> bool:
        """Whether nobody can expect an answer on that day."""
        if self.away_since is None or self.away_until is None:
            return False
        return self.away_since <= day <= self.away_until


def asked_on(reviewers: Sequence[Reviewer], first: int, since: date, today: date, patience: int) -> Reviewer | None:
    """Who is asked today. The one at `first` is asked from the day `since`; whoever is away is passed over at once,
    whoever has been silent for `patience` days hands the turn on. None if all are away."""
    day, waited = max(since, today - LONGEST_WALK), 0
    asked = _next_present(reviewers, first, day)
    while day < today:
        day, waited = day + timedelta(days=1), waited + 1
        if asked is None or reviewers[asked].is_away(day) or waited >= patience:
            start = first if asked is None else asked + (waited >= patience)
            asked, waited = _next_present(reviewers, start, day), 0
    return None if asked is None else reviewers[asked]


def _next_present(reviewers: Sequence[Reviewer], start: int, day: date) -> int | None:
    """The place of the first one from `start` on, round about, who is not away."""
    places = ((start + step) % len(reviewers) for step in range(len(reviewers)))
    return next((place for place in places if not reviewers[place].is_away(day)), None)
