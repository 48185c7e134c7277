"""Assigning a course or a programme, giving units their own last days, ending it. The door commits."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from sqlalchemy import delete, insert, select

from lms.accounts.scope import Scope
from lms.assignments.aim import Aim, Standing, Targets
from lms.assignments.models import Assignment, AssignmentDue, AssignmentTarget, Duty
from lms.assignments.operations.keeping import Change, give, keep, lock_duties
from lms.assignments.running import Running, duties, learning_of, running, standings
from lms.assignments.states import OPEN, DutyFacts, Kind
from lms.assignments.subjects import Subject
from lms.content.models import CourseRow
from lms.kernel.clock import local_date
from lms.kernel.errors import Conflict, NotFound, Unprocessable
from lms.platform.audit.operations import record
from lms.platform.db.doors import lock_row
from lms.platform.db.model import db
from lms.platform.zone import local_zone
from lms.programmes.models import Programme


@dataclass(frozen=True)
class NewAssignment:
    """What is to be assigned to whom; `unit_id` is the unit that it does not reach beyond, None for none.

    Either `course_id` or `programme_id` is given.
    """

    token: str
    course_id: int | None
    unit_id: int | None
    kind: Kind
    due_on: date
    targets: Targets
    why: str = ""
    for_joiners: bool = True
    renew_after: int | None = None
    programme_id: int | None = None

    @property
    def of(self) -> Subject:
        """What it is of."""
        return Subject(self.course_id, self.programme_id)

    @property
    def aim(self) -> Aim:
        """Whom it reaches."""
        return Aim(self.unit_id, self.targets, self.due_on)


def assign(new: NewAssignment, scope: Scope, now: datetime, *, by: str) -> int:
    """Gives everybody whom it reaches the duty, whoever completed it before as done; the key of it.

    Who completed the parts of a programme before it was made is done once they say so on its page. Sent twice, it is
    one assignment. Raises NotFound (beyond `scope`), Conflict (withdrawn or ended), Unprocessable.
    """
    lock_duties()
    made = db.session.scalar(select(Assignment.id).where(Assignment.token == new.token))
    if made is not None:
        return made
    reached = people_reached(new, scope)
    _require_subject(new)
    if new.due_on < local_date(now, local_zone()):
        raise Unprocessable("The last day is over already.")
    if not reached and not new.for_joiners:
        raise Unprocessable("Nobody is among them, and people who come later do not get it.")
    row = _added(new, now, by)
    learnt = learning_of([new.of])
    facts = [DutyFacts(row.id, who.person_id, who.unit_id, new.due_on) for who in reached]
    known = [replace(one, **vars(learnt.by(one.person_id, new.of))) for one in facts]
    people = give(known, {row.id: new.renew_after}, now)
    of = {name: key for name, key in (("course", new.course_id), ("programme", new.programme_id)) if key is not None}
    details = {**of, "due_on": new.due_on.isoformat(), "people": people}
    record(by, "assignment.make", f"assignment:{row.id}", now, **details)
    return row.id


def people_reached(new: NewAssignment, scope: Scope) -> list[Standing]:
    """Everybody whom it would reach now. Raises NotFound where it names something beyond `scope`."""
    if new.unit_id is not None:
        scope.unit(new.unit_id)
    elif not scope.is_all:
        raise NotFound
    for unit_id in new.targets.units:
        scope.unit(unit_id)
    return [who for who in standings() if new.aim.reaches(who)]


def spread(
    assignment_id: int, dues: Mapping[int, date], scope: Scope, now: datetime, joiner_days: int, *, by: str
) -> int:
    """Gives units their own last days and says for how many people that changes something.

    Whoever has a last day of their own keeps it, and whoever is done. Raises NotFound, Conflict, Unprocessable.
    """  # fmt: skip
    lock_duties()
    row = _locked(assignment_id, scope)
    today = local_date(now, local_zone())
    for unit_id, day in dues.items():
        scope.unit(unit_id)
        if day < today:
            raise Unprocessable("The last day is over already.")
    db.session.execute(delete(AssignmentDue).where(AssignmentDue.assignment_id == row.id))
    rows = [{"assignment_id": row.id, "unit_id": unit_id, "due_on": day} for unit_id, day in dues.items()]
    if rows:
        db.session.execute(insert(AssignmentDue), rows)
    (one,) = running(Assignment.id == row.id)
    changes = list(_postponed(one, joiner_days))
    keep(changes, {row.id: one.renew_after}, now, by=by)
    said = {str(unit_id): day.isoformat() for unit_id, day in dues.items()}
    record(by, "assignment.spread", f"assignment:{row.id}", now, dues=said, people=len(changes))
    return len(changes)


def end(assignment_id: int, reason: str, scope: Scope, now: datetime, *, by: str) -> None:
    """Ends an assignment: it asks nothing of anybody any more; what stood then stays. Raises NotFound, Conflict."""
    lock_duties()
    row = _locked(assignment_id, scope)
    row.ended_at, row.ended_by, row.ended_reason = now, by, reason
    record(by, "assignment.end", f"assignment:{row.id}", now, reason=reason)


def _locked(assignment_id: int, scope: Scope) -> Assignment:
    row: Assignment | None = db.session.scalar(lock_row(select(Assignment).where(Assignment.id == assignment_id)))
    if row is None or not scope.reaches(row.unit_id):
        raise NotFound
    if row.ended_at is not None:
        raise Conflict("This assignment has ended.")
    return row


def _require_subject(new: NewAssignment) -> None:
    if (new.course_id is None) == (new.programme_id is None):
        raise Unprocessable("Choose a course or a programme.")
    if new.course_id is not None:
        _require_course(new.course_id)
        return
    programme = db.session.get(Programme, new.programme_id)
    if programme is None:
        raise NotFound
    if programme.ended_at is not None:
        raise Conflict("This programme has ended.")
    if new.renew_after is not None:
        raise Unprocessable("A programme is completed once. Choose that it need not be done again.")


def _require_course(course_id: int) -> None:
    course = db.session.get(CourseRow, course_id)
    if course is None or course.current_version_id is None:
        raise NotFound
    if course.withdrawn_at is not None:
        raise Conflict("This course is no longer offered.")


def _added(new: NewAssignment, now: datetime, by: str) -> Assignment:
    row = Assignment(
        token=new.token,
        course_id=new.course_id,
        programme_id=new.programme_id,
        unit_id=new.unit_id,
        why=new.why,
        kind=new.kind.value,
        due_on=new.due_on,
        for_joiners=new.for_joiners,
        renew_after_months=new.renew_after,
        made_at=now,
        made_by=by,
    )
    db.session.add(row)
    db.session.flush()
    db.session.add_all(_target_rows(row.id, new.targets))
    db.session.flush()
    return row


def _target_rows(assignment_id: int, of: Targets) -> list[AssignmentTarget]:
    units: list[dict[str, Any]] = [{"kind": "unit", "unit_id": key} for key in sorted(of.units)]
    texts = (("status", of.statuses), ("position", of.positions))
    words = [{"kind": kind, "words": one} for kind, chosen in texts for one in sorted(chosen)]
    group = [*units, *words] or [{"kind": "everybody"}]
    named = [{"kind": "person", "person_id": key} for key in sorted(of.people)]
    rows = [*(group if of.is_group else []), *named]
    return [AssignmentTarget(assignment_id=assignment_id, **row) for row in rows]


def _postponed(one: Running, joiner_days: int) -> list[Change]:
    zone = local_zone()
    known = {who.person_id: who for who in standings()}
    found = []
    for held in duties(Duty.assignment_id == one.id):
        who = known.get(held.facts.person_id)
        if who is None or held.facts.is_extended or held.facts.stage not in OPEN:
            continue
        joined = local_date(held.given_at, zone) if held.given_at > one.made_at else None
        due = one.aim.due_for(who, joined, joiner_days)
        if due != held.facts.due_on:
            found.append(Change(held, replace(held.facts, due_on=due)))
    return found
