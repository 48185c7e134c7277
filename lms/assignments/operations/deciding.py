"""What a coordinator decides about one person's duty: waived, put off, given again. The door commits."""

from dataclasses import replace
from datetime import date, datetime

from lms.accounts.scope import Scope
from lms.assignments import reasons
from lms.assignments.models import Assignment, Duty
from lms.assignments.operations.keeping import Change, keep, lock_duties
from lms.assignments.running import KeptDuty, duties
from lms.assignments.states import OPEN, DutyFacts, Stage
from lms.kernel.clock import local_date
from lms.kernel.errors import Conflict, NotFound, Unprocessable
from lms.platform.audit.operations import record
from lms.platform.db.model import db
from lms.platform.zone import local_zone


def waive(assignment_id: int, person_id: int, reason: str, scope: Scope, now: datetime, *, by: str) -> None:
    """Asks it no longer of one person; a second time changes nothing. Raises NotFound, Conflict, Unprocessable."""
    held = _held(assignment_id, person_id, scope)
    _require(reason in reasons.WAIVING)
    if held.facts.stage is Stage.WAIVED:
        return
    if held.facts.stage not in OPEN:
        raise Conflict("This person has completed it already.")
    _keep(held, replace(held.facts, waived_at=now, waived_reason=reason), "waived", reason, now, by)


def extend(
    assignment_id: int, person_id: int, due_on: date, reason: str, scope: Scope, now: datetime, *, by: str
) -> None:
    """Gives one person a later last day. Raises NotFound, Conflict, Unprocessable (not later, or over already)."""
    held = _held(assignment_id, person_id, scope)
    _require(reason in reasons.EXTENDING)
    if held.facts.stage not in OPEN:
        raise Conflict("Nothing is open here that could be put off.")
    if due_on == held.facts.due_on and held.facts.is_extended:
        return
    if due_on <= held.facts.due_on or due_on < local_date(now, local_zone()):
        raise Unprocessable("Choose a day after the last day that holds now, and not before today.")
    _keep(held, replace(held.facts, due_on=due_on, is_extended=True), "extended", reason, now, by)


def give_again(assignment_id: int, person_id: int, reason: str, scope: Scope, now: datetime, *, by: str) -> None:
    """Takes a waiver back; what was said before stays on record. Raises NotFound, Conflict, Unprocessable."""
    held = _held(assignment_id, person_id, scope)
    _require(reason in reasons.GIVING_AGAIN)
    if held.facts.waived_at is None:
        raise Conflict("This was not waived.")
    _keep(held, replace(held.facts, waived_at=None, waived_reason=None), "re-given", reason, now, by)


def _held(assignment_id: int, person_id: int, scope: Scope) -> KeptDuty:
    lock_duties()
    held = next(duties(Duty.assignment_id == assignment_id, Duty.person_id == person_id), None)
    if held is None or held.facts.stage is Stage.RELEASED or not scope.reaches(held.facts.unit_id):
        _refuse(assignment_id, person_id, scope)
        raise NotFound
    return held


def _refuse(assignment_id: int, person_id: int, scope: Scope) -> None:
    """Says so where the duty is there, but of an assignment that has ended."""
    found = db.session.query(Duty.unit_id, Assignment.ended_at).join(Assignment, Assignment.id == Duty.assignment_id)
    row = found.filter(Duty.assignment_id == assignment_id, Duty.person_id == person_id).one_or_none()
    if row is not None and row.ended_at is not None and scope.reaches(row.unit_id):
        raise Conflict("This assignment has ended.")


def _require(is_known: bool) -> None:
    if not is_known:
        raise Unprocessable("Choose a reason from the list.")


def _keep(held: KeptDuty, after: DutyFacts, kind: str, reason: str, now: datetime, by: str) -> None:
    renew_after = db.session.get_one(Assignment, held.facts.assignment_id).renew_after_months
    keep([Change(held, after, kind, reason)], {held.facts.assignment_id: renew_after}, now, by=by)
    subject = f"assignment:{held.facts.assignment_id}"
    details = {"person": held.facts.person_id, "reason": reason, "due_on": after.due_on.isoformat()}
    record(by, f"duty.{kind}", subject, now, **details)
