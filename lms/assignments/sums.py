"""Sums of stored counts: how many are in which state on a day, in all and by unit (pure)."""

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta

from lms.accounts.scope import Scope
from lms.assignments.states import OPEN, Stage, State, state_of
from lms.org.unit_queries import UnitLine

SMALL = 5
"""Units with fewer people stand apart: one person is a large share of them."""


@dataclass(frozen=True)
class Cell:
    """A stored count."""

    assignment_id: int
    unit_id: int  # 0: of people who are in no unit
    stage: Stage
    until: date
    people: int


@dataclass(frozen=True)
class Tally:
    """How many people are in which state on a day; those past their last day by stage, those not done by last day."""

    by_state: Counter[State] = field(default_factory=Counter)
    overdue_by_stage: Counter[Stage] = field(default_factory=Counter)
    open_by_day: Counter[date] = field(default_factory=Counter)

    @property
    def asked(self) -> int:
        """Everybody but those of whom it is not asked."""
        return self.by_state.total() - self.by_state[State.WAIVED]

    @property
    def done(self) -> int:
        """Who completed it, also before so long that it is to be renewed."""
        return self.by_state[State.DONE] + self.by_state[State.EXPIRED]

    @property
    def overdue(self) -> int:
        """Who is past the last day."""
        return self.by_state[State.OVERDUE]

    @property
    def to_remind(self) -> int:
        """Who is past the last day, of the duty or of its renewal."""
        return self.overdue + self.by_state[State.EXPIRED]

    @property
    def running(self) -> int:
        """Who still has time."""
        return self.asked - self.done - self.overdue

    def just_late(self, today: date, days: int) -> int:
        """Those of `overdue` whose last day was at most so many days ago."""
        first = today - timedelta(days=days)
        return sum(people for day, people in self.open_by_day.items() if first <= day < today)

    def share(self, people: int) -> int:
        """Percent of those of whom it is asked."""
        return round(100 * people / self.asked) if self.asked else 0


@dataclass(frozen=True)
class UnitTally:
    """A unit with all below it; `unit` is None for people in no open unit, `is_own` for its own people only.

    `just_late` of those past due are so for so few days that the unit alone is to look after them.
    """

    unit: UnitLine | None
    tally: Tally
    is_own: bool = False
    has_below: bool = False
    just_late: int = 0

    @property
    def long_late(self) -> int:
        """The people by whose share units are ranked."""
        return self.tally.overdue - self.just_late


def tally(cells: Iterable[Cell], today: date, soon: int) -> Tally:
    """Adds cells up for a day."""
    found = Tally()
    for cell in cells:
        state = state_of(cell.stage, cell.until, today, soon)
        found.by_state[state] += cell.people
        if cell.stage in OPEN:
            found.open_by_day[cell.until] += cell.people
        if state is State.OVERDUE:
            found.overdue_by_stage[cell.stage] += cell.people
    return found


def roots(scope: Scope) -> tuple[UnitLine, ...]:
    """The units of a scope that stand below no other one of it."""
    keys = scope.keys
    return tuple(unit for unit in scope.units if unit.parent_id not in keys)


def heads(scope: Scope, of: UnitLine | None) -> tuple[UnitLine, ...]:
    """The units by which a page counts: those directly below `of`, or at the top of the scope."""
    if of is None:
        return roots(scope)
    return tuple(unit for unit in scope.units if unit.parent_id == of.id)


def line_of(scope: Scope, of: UnitLine | None) -> Callable[[int], tuple[UnitLine | None, bool]]:
    """In which line of a table by unit somebody counts: its unit, and whether it is of the unit's own people."""
    tops = heads(scope, of)
    top_of = {unit.id: top for unit in scope.units for top in tops if unit.path.startswith(top.path)}

    def place(unit_id: int) -> tuple[UnitLine | None, bool]:
        top = top_of.get(unit_id)
        is_own = top is None and of is not None and unit_id == of.id
        return (of if is_own else top), is_own

    return place


def looked_into(scope: Scope, chosen: UnitLine | None) -> UnitLine | None:
    """The unit whose parts a page counts: the chosen one, or the only one that there is to somebody."""
    found = roots(scope)
    return chosen or (found[0] if len(found) == 1 and not scope.is_all else None)


def unit_lines(
    cells: Iterable[Cell], scope: Scope, chosen: UnitLine | None, today: date, soon: int, head_start: int = 0
) -> list[UnitTally]:
    """The table by unit of a page; no line where its only one would say what the page says."""
    found = by_unit(cells, scope, looked_into(scope, chosen), today, soon, head_start)
    return [] if [line.is_own for line in found] == [True] else found


def by_unit(
    cells: Iterable[Cell], scope: Scope, of: UnitLine | None, today: date, soon: int, head_start: int = 0
) -> list[UnitTally]:
    """Each head with all below it, the largest share past due first; of equal shares, the larger unit.

    Whoever is past due for at most `head_start` days is `just_late`, and does not count for the place of the unit.
    """
    place = line_of(scope, of)
    parts: dict[tuple[UnitLine | None, bool], list[Cell]] = {}
    for cell in cells:
        parts.setdefault(place(cell.unit_id), []).append(cell)
    above = {unit.parent_id for unit in scope.units}
    found = []
    for (unit, is_own), own in parts.items():
        sums = tally(own, today, soon)
        has_below = unit is not None and not is_own and unit.id in above
        if sums.by_state.total():
            found.append(UnitTally(unit, sums, is_own, has_below, sums.just_late(today, head_start)))
    return sorted(found, key=lambda one: (-one.tally.share(one.long_late), -one.tally.asked, _name(one)))


def _name(one: UnitTally) -> str:
    return one.unit.name.casefold() if one.unit is not None else "~"
