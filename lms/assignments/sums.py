"""Sums of stored counts: how many are in which state on a day, in all and by unit (pure)."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from lms.accounts.scope import Scope
from lms.assignments.states import Stage, State, state_of
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
    """How many people are in which state on a day. `open_overdue`: stage → those past their last day."""

    by_state: Counter[State] = field(default_factory=Counter)
    overdue_by_stage: Counter[Stage] = field(default_factory=Counter)

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
    def running(self) -> int:
        """Who still has time."""
        return self.asked - self.done - self.overdue

    def share(self, people: int) -> int:
        """Percent of those of whom it is asked."""
        return round(100 * people / self.asked) if self.asked else 0


@dataclass(frozen=True)
class UnitTally:
    """A unit with all below it; `unit` is None for people in no open unit, `is_own` for its own people only."""

    unit: UnitLine | None
    tally: Tally
    is_own: bool = False
    has_below: bool = False


def tally(cells: Iterable[Cell], today: date, soon: int) -> Tally:
    """Adds cells up for a day."""
    found = Tally()
    for cell in cells:
        state = state_of(cell.stage, cell.until, today, soon)
        found.by_state[state] += cell.people
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


def by_unit(cells: Iterable[Cell], scope: Scope, of: UnitLine | None, today: date, soon: int) -> list[UnitTally]:
    """Each head with all below it, the largest share past due first; of equal shares, the larger unit."""
    tops = heads(scope, of)
    top_of = {unit.id: top for unit in scope.units for top in tops if unit.path.startswith(top.path)}
    parts: dict[tuple[UnitLine | None, bool], list[Cell]] = {}
    for cell in cells:
        top = top_of.get(cell.unit_id)
        is_own = top is None and of is not None and cell.unit_id == of.id
        parts.setdefault((of if is_own else top, is_own), []).append(cell)
    above = {unit.parent_id for unit in scope.units}
    found = [
        UnitTally(unit, tally(own, today, soon), is_own, unit is not None and not is_own and unit.id in above)
        for (unit, is_own), own in parts.items()
    ]
    found = [one for one in found if one.tally.by_state.total()]
    return sorted(found, key=lambda one: (-one.tally.share(one.tally.overdue), -one.tally.asked, _name(one)))


def _name(one: UnitTally) -> str:
    return one.unit.name.casefold() if one.unit is not None else "~"
