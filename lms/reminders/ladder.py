"""Letters that go by themselves on days before and after the last one. The door commits.

`reminder_days` of the institution are the steps: days before the last one, negative after it. The newest step that
applies is sent, once for a person, an assignment and a last day; older ones that were missed are not. A step whose day
had come before the duty was given is left out, for whoever got it was told then. Who is to renew it has the day of that
as last one; whoever had done it before it was asked was told nothing then, so that no step of theirs is left out.
Nobody is asked to begin what was withdrawn.
"""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from itertools import groupby
from typing import Any

from sqlalchemy import ColumnElement, case, or_, select

from lms.accounts.models import Person
from lms.assignments.models import Assignment, Duty
from lms.assignments.states import Kind, Stage
from lms.assignments.subjects import IS_OFFERED, NAMES, joined_subject
from lms.kernel.clock import local_date
from lms.notifications.operations import Addressed, notify_many
from lms.notifications.operations.letters import INSERTS
from lms.org.queries import institution_on
from lms.platform.db.doors import current_dialect
from lms.platform.db.model import db
from lms.platform.zone import local_zone
from lms.reminders.letters import REMINDED, course
from lms.reminders.models import Reminded
from lms.reminders.operations import lately, lock_assignments
from lms.reminders.queries import IS_BEGUN, IS_RENEWAL, STAGES

AT_ONCE = 2_000
"""Duties in one transaction."""


def is_due(now: datetime) -> bool:
    """Whether the hour has come from which on letters of a day are written."""
    hour = int(institution_on(local_date(now, local_zone())).reminder_hour)
    return now.astimezone(local_zone()).hour >= hour


def write_due(now: datetime, after: int = 0) -> tuple[int, int]:
    """Writes to the next people after this key: how many letters, and the key after which to go on (0: nobody is left).

    Asked again on the same day, or on an earlier one, it writes to nobody once more.
    """
    today = local_date(now, local_zone())
    lock_assignments(*db.session.scalars(select(Assignment.id).where(Assignment.ended_at.is_(None), *_binding())))
    found = db.session.execute(_due(today, _steps(today), now, after)).all()
    is_cut = len(found) > AT_ONCE and found[0].person_id != found[-1].person_id
    last = found[-1].person_id if is_cut else 0  # some of whose duties may not be among them
    timely = [
        row
        for row in found
        if row.person_id != last and (row.is_renewal or _was_given(row) <= row.due_on - timedelta(days=row.step))
    ]
    new = _kept(timely, now)
    sent = [row for row in timely if (row.assignment_id, row.person_id) in new]
    letters = [_letter(person_id, list(group), today) for person_id, group in groupby(sent, lambda row: row.person_id)]
    notify_many(letters, REMINDED, now)
    return len(letters), max(last - 1, 0)


def _was_given(row: Any) -> date:
    return local_date(row.given_at, local_zone())


def _steps(today: date) -> list[int]:
    return sorted(map(int, institution_on(today).reminder_days.split(" ")))


def _binding() -> tuple[ColumnElement[bool], ...]:
    return (Assignment.kind == Kind.MANDATORY.value,)


def _due(today: date, steps: list[int], now: datetime, after: int) -> Any:
    """Duties of mandatory assignments that run, open or to be renewed, at the newest step that applies; none from which
    one was sent."""
    step = case(*((Duty.until <= today + timedelta(days=days), days) for days in steps))
    same = (Reminded.assignment_id == Duty.assignment_id, Reminded.person_id == Duty.person_id)
    was_sent = select(Reminded.id).where(*same, Reminded.due_on == Duty.until, Reminded.step <= step)
    by_hand = select(Reminded.id).where(*same, Reminded.step.is_(None), Reminded.at.between(*lately(now)))
    columns = (
        Duty.assignment_id,
        Duty.person_id,
        Duty.until.label("due_on"),
        Duty.given_at,
        IS_BEGUN,
        IS_RENEWAL,
        step.label("step"),
        *NAMES,
    )
    rows = joined_subject(
        select(*columns).select_from(Duty).join(Assignment, Assignment.id == Duty.assignment_id)
    ).join(Person, Person.id == Duty.person_id)
    rows = rows.where(Assignment.ended_at.is_(None), *_binding(), Duty.person_id > after)
    rows = rows.where(Duty.stage.in_((*STAGES, Stage.DONE.value)), or_(Duty.stage == Stage.BEGUN.value, IS_OFFERED))
    rows = rows.where(Duty.until <= today + timedelta(days=steps[-1]), Person.password_hash.is_not(None))
    rows = rows.where(~was_sent.exists(), ~by_hand.exists())
    return rows.order_by(Duty.person_id, Duty.until, Duty.assignment_id).limit(AT_ONCE + 1)


def _kept(rows: Sequence[Any], now: datetime) -> set[tuple[int, int]]:
    """Keeps the steps; gives those that were new."""
    if not rows:
        return set()
    names = ("assignment_id", "person_id", "step", "due_on")
    table = Reminded.__table__
    added = INSERTS[current_dialect().name](table).on_conflict_do_nothing(index_elements=list(names))
    values = [{**{name: getattr(row, name) for name in names}, "at": now} for row in rows]
    found = db.session.execute(added.returning(table.c.assignment_id, table.c.person_id), values)
    return {(assignment_id, person_id) for assignment_id, person_id in found}


def _letter(person_id: int, rows: Sequence[Any], today: date) -> Addressed:
    courses = [course(row, row, today) for row in rows]
    first = rows[0]  # a step of it that nobody else writes
    return Addressed(person_id, {"courses": courses}, f"ladder:{first.assignment_id}:{first.step}:{first.due_on}")
