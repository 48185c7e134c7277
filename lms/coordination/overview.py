"""What the overview shows: the sums of all that is assigned within reach, or of what was chosen of it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from lms.accounts.scope import Scope
from lms.assignments.queries import AssignmentPage, assignments, cells, done_by_week
from lms.assignments.states import Kind, State
from lms.assignments.sums import SMALL, Cell, Tally, UnitTally, line_of, looked_into, tally, unit_lines
from lms.coordination.deadlines import Deadlines, deadlines
from lms.coordination.queries import CONTACTS, Contact, contacts
from lms.coordination.trend import Planned, Point, done_shares, trend
from lms.kernel.clock import local_date
from lms.kernel.errors import NotFound
from lms.org.queries import institution_on
from lms.org.unit_queries import UnitLine
from lms.platform.zone import local_zone


@dataclass(frozen=True)
class Chosen:
    """What the address asks for: one assignment (0: all), a unit with all below it, those that bind or do not."""

    assignment_id: int = 0
    unit: UnitLine | None = None
    kind: Kind | None = None


@dataclass(frozen=True)
class Line:
    """A unit with its last weeks."""

    of: UnitTally
    weeks: tuple[int, ...]


@dataclass(frozen=True)
class Overview:
    """The page. `one` is the only assignment that it counts; where there are several, duties are counted."""

    within: tuple[AssignmentPage, ...]  # all that run within reach
    one: AssignmentPage | None
    sums: Tally
    lines: tuple[Line, ...]
    due: Deadlines
    next_day: date | None
    trend: tuple[Point, ...]
    unused: int
    contacts: tuple[Contact, ...]
    head_start: int

    @property
    def large(self) -> list[Line]:
        """Units whose shares say something."""
        return [line for line in self.lines if line.of.tally.asked >= SMALL]

    @property
    def small(self) -> list[Line]:
        """Units of which one person is a large share."""
        return [line for line in self.lines if line.of.tally.asked < SMALL]


def overview_of(scope: Scope, chosen: Chosen, today: date) -> Overview:
    """What stands on a day. Raises NotFound for an assignment that does not run within reach."""
    said = institution_on(today)
    soon, head_start = int(said.due_soon_days), int(said.unit_head_start_days) if scope.is_all else 0
    within, found = running_within(scope)
    pages = chosen_of(within, chosen)
    keys = {page.id for page in pages}
    inside = scope.below(chosen.unit) if chosen.unit else scope
    own = [cell for cell in found if cell.assignment_id in keys and inside.reaches(cell.unit_id or None)]
    sums, weeks = tally(own, today, soon), done_by_week(keys, inside)
    lines = unit_lines(own, scope, chosen.unit, today, soon, head_start)
    unused, late = contacts(keys, inside, _longest_late(own, today))
    return Overview(
        within,
        pages[0] if len(pages) == 1 else None,
        sums,
        _with_weeks(lines, weeks, scope, chosen.unit, today),
        deadlines(lines, sums.open_by_day, today),
        min((day for day, people in sums.open_by_day.items() if people and day >= today), default=None),
        trend([(week, people) for _, week, people in weeks], _planned(pages, own, today, soon), today),
        unused,
        late,
        head_start,
    )


def running_within(scope: Scope) -> tuple[tuple[AssignmentPage, ...], list[Cell]]:
    """The assignments that run and ask something within reach, and their stored counts; two statements."""
    pages = assignments(ended=False)
    found = cells([page.id for page in pages], scope)
    held = {cell.assignment_id for cell in found}
    return tuple(page for page in pages if page.id in held), found


def chosen_of(within: Sequence[AssignmentPage], chosen: Chosen) -> list[AssignmentPage]:
    """Those that the address asks for. Raises NotFound for one that is not there."""
    pages = [page for page in within if chosen.kind in (None, page.kind)]
    if not chosen.assignment_id:
        return pages
    pages = [page for page in within if page.id == chosen.assignment_id]
    if not pages:
        raise NotFound
    return pages


def _longest_late(found: Sequence[Cell], today: date) -> date:
    """A last day up to which enough people are late to be named: so that few rows are read, however many are late."""
    late = sorted((cell.until, cell.people) for cell in found if State.OVERDUE in tally([cell], today, 0).by_state)
    people = 0
    for until, more in late:
        people += more
        if people >= CONTACTS:
            return until
    return late[-1][0] if late else date.min


def _with_weeks(
    lines: Sequence[UnitTally],
    weeks: Sequence[tuple[int, date, int]],
    scope: Scope,
    chosen: UnitLine | None,
    today: date,
) -> tuple[Line, ...]:
    place = line_of(scope, looked_into(scope, chosen))
    of: dict[tuple[UnitLine | None, bool], list[tuple[date, int]]] = {}
    for unit_id, week, people in weeks:
        of.setdefault(place(unit_id), []).append((week, people))
    return tuple(
        Line(line, done_shares(of.get((line.unit, line.is_own), ()), line.tally.asked, today)) for line in lines
    )


def _planned(pages: Sequence[AssignmentPage], found: Sequence[Cell], today: date, soon: int) -> list[Planned]:
    zone = local_zone()
    asked = {page.id: tally((c for c in found if c.assignment_id == page.id), today, soon).asked for page in pages}
    return [Planned(asked[page.id], local_date(page.made_at, zone), page.due_on) for page in pages]
