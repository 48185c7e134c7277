"""The writers of reminders that somebody sends. The door commits."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import insert, select

from lms.assignments.models import Assignment
from lms.assignments.queries import AssignmentPage
from lms.kernel.clock import local_date
from lms.kernel.errors import Conflict
from lms.notifications.operations import Addressed, notify_many
from lms.org.queries import institution_on
from lms.platform.audit.operations import record
from lms.platform.db.model import db
from lms.platform.zone import local_zone
from lms.reminders.letters import REMINDED, course
from lms.reminders.models import Reminded, Reminder
from lms.reminders.queries import Asked, Found, Meant, found


@dataclass(frozen=True)
class NewReminder:
    """What is to be sent: of which assignment to whom, for which unit it is on record, what the sender was shown."""

    token: str
    page: AssignmentPage
    asked: Asked
    unit_id: int | None
    text: str


def remind(new: NewReminder, now: datetime, *, by: str) -> None:
    """Writes to everybody meant who was not reminded lately and has used the account; sent twice, it is one reminder.

    Raises Conflict where the assignment has ended, or nobody is left.
    """
    reached = _reached(new, now)
    if reached is None:
        return
    today, page, people = local_date(now, local_zone()), new.page, reached.people
    key = _recorded(new, "portal", people, now, by)
    letters = [
        Addressed(
            one.person_id,
            {"courses": [course(page, one.due_on, today, is_begun=one.is_begun)]},
            f"reminder:{key}",
        )
        for one in people
    ]
    notify_many(letters, REMINDED, now)
    record(by, "reminder.send", f"assignment:{page.id}", now, people=len(people), unit_id=new.unit_id)


def record_sent(new: NewReminder, channel: str, now: datetime, *, by: str) -> None:
    """Keeps that somebody reminded everybody meant outside the portal, also who has not used the account.

    Twice, it is one reminder. Raises as `remind`.
    """
    reached = _reached(new, now, is_outside=True)
    if reached is None:
        return
    people = reached.everybody
    _recorded(new, channel, people, now, by)
    record(by, f"reminder.{channel}", f"assignment:{new.page.id}", now, people=len(people), unit_id=new.unit_id)


def lately(now: datetime) -> tuple[datetime, datetime]:
    """Who was reminded between these moments is not reminded again now.

    The second lies a day ahead: a clock that is set back a little reminds nobody twice, and what was written while it
    ran far ahead silences nobody.
    """
    gap = int(institution_on(local_date(now, local_zone())).reminder_gap_days)
    return now - timedelta(days=gap), now + timedelta(days=1)


def lock_assignments(*keys: int) -> None:
    """One reminds of an assignment at a time, so that nobody is reminded twice. SQLite's writer is alone already."""
    rows = select(Assignment.id).where(Assignment.id.in_(keys)).order_by(Assignment.id)
    db.session.execute(rows.with_for_update(key_share=True)).all()


def _reached(new: NewReminder, now: datetime, *, is_outside: bool = False) -> Found | None:
    """Who is meant; None where this form was sent before. Raises Conflict."""
    lock_assignments(new.page.id)
    if db.session.scalar(select(Reminder.id).where(Reminder.token == new.token)) is not None:
        return None
    if db.session.scalar(select(Assignment.ended_at).where(Assignment.id == new.page.id)) is not None:
        raise Conflict("This assignment has ended. Nobody is reminded of it.")
    reached = found(new.asked, lately(now), local_date(now, local_zone()))
    if not (reached.everybody if is_outside else reached.people):
        raise Conflict("Nobody is left to be reminded now.")
    return reached


def _recorded(new: NewReminder, channel: str, people: tuple[Meant, ...], now: datetime, by: str) -> int:
    row = Reminder(
        token=new.token,
        assignment_id=new.page.id,
        unit_id=new.unit_id,
        channel=channel,
        people=len(people),
        text=new.text,
        at=now,
        by=by,
    )
    db.session.add(row)
    db.session.flush()
    db.session.execute(insert(Reminded), [_row(row, one.person_id, one.due_on) for one in people])
    return row.id


def _row(of: Reminder, person_id: int, due_on: date) -> dict[str, object]:
    return {
        "reminder_id": of.id,
        "assignment_id": of.assignment_id,
        "person_id": person_id,
        "due_on": due_on,
        "at": of.at,
    }
