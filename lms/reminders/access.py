"""Who may remind whom of what: people within reach who are asked to complete a course."""

from dataclasses import dataclass

from werkzeug.datastructures import MultiDict

from lms.accounts.scope import Scope
from lms.assignments.access import assignment_for, duty_for
from lms.assignments.queries import AssignmentPage
from lms.assignments.sums import roots
from lms.kernel.errors import NotFound
from lms.org.unit_queries import UnitLine
from lms.reminders.queries import Asked

LARGEST_KEY = 2**31 - 1
"""What databases can be asked for."""


@dataclass(frozen=True)
class Chosen:
    """What an address or a form asks for, within reach."""

    page: AssignmentPage
    unit: UnitLine | None
    person: str
    asked: Asked
    record_unit_id: int | None
    fields: dict[str, int]  # of an address that asks for the same


def page_for(sent: MultiDict[str, str], scope: Scope) -> AssignmentPage:
    """The assignment, running or ended. Raises NotFound."""
    return assignment_for(_key(sent, "assignment"), scope)


def chosen_for(sent: MultiDict[str, str], scope: Scope) -> Chosen:
    """Raises NotFound for what is not within reach; also for an assignment that has ended."""
    page, unit_key, person_key = page_for(sent, scope), _key(sent, "unit"), _key(sent, "person")
    if page.ended_at is not None or not (scope.is_all or scope.units):
        raise NotFound
    late = sent.get("late") == "1"
    fields = {"assignment": page.id, **({"late": 1} if late else {})}
    if person_key:
        duty = duty_for(page.id, person_key, scope)[1]
        asked = Asked(page.id, scope, person_key, late)
        return Chosen(page, None, duty.name, asked, duty.facts.unit_id, {**fields, "person": person_key})
    unit = scope.unit(unit_key) if unit_key else None if scope.is_all else roots(scope)[0]
    inside = scope.below(unit) if unit else scope
    fields |= {"unit": unit.id} if unit else {}
    return Chosen(page, unit, "", Asked(page.id, inside, None, late), unit.id if unit else None, fields)


def _key(sent: MultiDict[str, str], name: str) -> int:
    """0 where nothing is asked for; what is no key must not be taken for everybody."""
    if not sent.get(name):
        return 0
    key = sent.get(name, 0, int)
    if not 0 < key <= LARGEST_KEY:
        raise NotFound
    return key
