"""How many are not done yet, by unit and last day (pure)."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from lms.assignments.sums import UnitTally

MOST_DAYS = 6
HEATS = 4


@dataclass(frozen=True)
class Deadlines:
    """Numbers by unit for each column: past (None, the first), the next days, and all later ones (None, the last)."""

    days: tuple[date, ...]
    has_later: bool
    rows: tuple[tuple[UnitTally, tuple[int, ...]], ...]
    total: tuple[int, ...]

    def heat(self, people: int) -> int:
        """How dark a number stands: 0 for nobody, up to HEATS for the most."""
        most = max((max(row) for _, row in self.rows), default=0)
        return -(-HEATS * people // most) if most else 0


def deadlines(lines: Sequence[UnitTally], open_by_day: Counter[date], today: date) -> Deadlines:
    """The map of the units of a page; `open_by_day` of all of them together."""
    to_come = sorted(day for day, people in open_by_day.items() if people and day >= today)
    days = tuple(to_come[:MOST_DAYS])

    def numbers(of: Counter[date]) -> tuple[int, ...]:
        past = sum(people for day, people in of.items() if day < today)
        near = tuple(of[day] for day in days)
        return past, *near, of.total() - past - sum(near)

    rows = tuple((line, numbers(line.tally.open_by_day)) for line in lines)
    return Deadlines(days, len(to_come) > MOST_DAYS, rows, numbers(open_by_day))
