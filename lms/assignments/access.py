"""Who opens what: assignments that reach into one's units, and people who are in them."""

from lms.accounts.scope import Scope
from lms.assignments.queries import AssignmentPage, DutyPage, assignment_page, count_seen, duty_page
from lms.assignments.states import Stage
from lms.kernel.errors import NotFound


def assignment_for(assignment_id: int, scope: Scope) -> AssignmentPage:
    """An assignment of one's own units, or that asks something of people in them. Raises NotFound."""
    found = assignment_page(assignment_id)
    if found is None or not (scope.reaches(found.unit_id) or count_seen(assignment_id, scope)):
        raise NotFound
    return found


def own_assignment(assignment_id: int, scope: Scope) -> AssignmentPage:
    """An assignment that may be changed: it reaches no further than `scope`. Raises NotFound."""
    found = assignment_page(assignment_id)
    if found is None or not scope.reaches(found.unit_id):
        raise NotFound
    return found


def duty_for(assignment_id: int, person_id: int, scope: Scope) -> tuple[AssignmentPage, DutyPage]:
    """What somebody within reach has to do. Raises NotFound, also for who was released."""
    page, duty = assignment_page(assignment_id), duty_page(assignment_id, person_id)
    if page is None or duty is None or duty.facts.stage is Stage.RELEASED or not scope.reaches(duty.facts.unit_id):
        raise NotFound
    return page, duty
