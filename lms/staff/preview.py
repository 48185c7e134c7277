"""A staff list as it stands against what is held now: read, matched and compared anew each time it is looked at."""

from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256

from lms.accounts.scope import Scope
from lms.org.unit_names import UnitNames
from lms.org.unit_queries import remembered_names, unit_names
from lms.staff.held_queries import people_meant
from lms.staff.lists.columns import is_header
from lms.staff.lists.comparison import Asked, Choice, Comparison, compare
from lms.staff.lists.held import HeldPeople
from lms.staff.lists.rows import StaffRow, read_rows
from lms.staff.lists.sheet import Sheet, read_sheet
from lms.staff.lists.units import UnitPlan, plan_units
from lms.staff.queries import ListPage

ROW, UNIT = "row-", "unit-"
"""How decisions are named: by the number of the line, or by the code of the unit's name."""


@dataclass(frozen=True)
class Preview:
    """What saving would do, and a mark that changes with everything it depends on."""

    rows: tuple[StaffRow, ...]
    units: UnitPlan
    comparison: Comparison
    held: HeldPeople
    mark: str


def sheet_of(page: ListPage) -> Sheet:
    """The lines of a list whose file was read before."""
    return read_sheet(page.file or b"", is_header)


def preview_of(page: ListPage, scope: Scope) -> Preview:
    """The list of `page` compared with what is held, as far as `scope` reaches."""
    rows = read_rows(sheet_of(page), page.columns)
    reach = scope.below(scope.unit(page.unit_id)) if page.unit_id is not None else scope
    chosen_units = {name.removeprefix(UNIT): value for name, value in page.decisions.items() if name.startswith(UNIT)}
    known = {key: unit for key, unit in remembered_names().items() if reach.reaches(unit)}
    units = plan_units(rows, UnitNames(unit_names(reach.units)), known, chosen_units)
    held = people_meant(rows, reach if page.is_complete else None)
    keys = None if reach.is_all else reach.keys
    asked = Asked(rows, units, keys, page.is_complete, _row_choices(page.decisions))
    comparison = compare(asked, held)
    return Preview(rows, units, comparison, held, _mark(comparison, units))


def _row_choices(decisions: Mapping[str, str]) -> dict[int, Choice]:
    return {
        int(name.removeprefix(ROW)): Choice(value)
        for name, value in decisions.items()
        if name.startswith(ROW) and value in set(Choice)
    }


def _mark(comparison: Comparison, units: UnitPlan) -> str:
    """The same for the same differences: whoever saves has seen these and no others."""
    changes = [
        (change.kind, change.person.id if change.person else 0, change.row.number if change.row else 0,
         sorted(change.before.items()), sorted(change.after.items()))
        for change in comparison.changes
    ]  # fmt: skip
    return sha256(repr((changes, [unit.key for unit in units.new])).encode()).hexdigest()[:32]
