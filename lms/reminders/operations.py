"""The writers of reminders that somebody sends. The door commits."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import insert, select

from lms.accounts.scope import Scope
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
from lms.reminders.models import Reminded, Reminder, ReminderMemo
from lms.reminders.person_queries import late_of
from lms.reminders.queries import Asked, Found, Meant, found
from lms.reminders.shown import Shown


@dataclass(frozen=True)
class NewReminder:
    """What is to be sent: of which assignment to whom, for which unit it is on record; text and people as shown."""

    token: str
    page: AssignmentPage
    asked: Asked
    unit_id: int | None
    text: str
    shown: Shown


@dataclass(frozen=True)
class MadeMemo:
    """What an official memo says of itself: number ("": none yet), who signs it ("": nobody chosen) as what."""

    number: str
    signer: str
    signer_position: str


class Changed(Conflict):
    """Somebody is meant who was not shown: somebody came, moved, became late, or was reminded long enough ago."""


def remind(new: NewReminder, now: datetime, *, by: str) -> int:
    """Writes to everybody meant who was not reminded lately and has used the account; says how many that are.

    Fewer than were shown may be written to: some are done or were reminded meanwhile. Sent twice, it is one reminder.
    Raises Changed where others are meant than were shown, Conflict where the assignment has ended or nobody is left.
    """
    lock_assignments(new.page.id)
    before = _people_before(new)
    if before is not None:
        return before
    today, page, people = local_date(now, local_zone()), new.page, _reached(new, now).people
    require_shown(people, new.shown)
    key = _recorded(new, "portal", people, now, by)
    letters = [
        Addressed(
            one.person_id,
            {"courses": [course(page, one, today)]},
            f"reminder:{key}",
        )
        for one in people
    ]
    notify_many(letters, REMINDED, now)
    record(by, "reminder.send", f"assignment:{page.id}", now, people=len(people), unit_id=new.unit_id)
    return len(people)


def record_sent(new: NewReminder, channel: str, now: datetime, *, by: str) -> None:
    """Keeps that somebody reminded everybody meant outside the portal, also who has not used the account.

    Twice, it is one reminder. Raises as `remind`.
    """
    lock_assignments(new.page.id)
    if _people_before(new) is not None:
        return
    people = _reached(new, now).everybody
    require_shown(people, new.shown)
    _recorded(new, channel, people, now, by)
    record(by, f"reminder.{channel}", f"assignment:{new.page.id}", now, people=len(people), unit_id=new.unit_id)


@dataclass(frozen=True)
class ToPerson:
    """A text that somebody sent to one person within reach; `shown`: of which assignments it told."""

    token: str
    person_id: int
    scope: Scope
    shown: Shown
    text: str


def record_to_person(new: ToPerson, now: datetime, *, by: str) -> None:
    """Keeps that somebody reminded one person, by their own phone, of what the text told and is still late.

    Twice, it is once. Raises Conflict where nothing of it is late any more, or all of it was reminded of meanwhile.
    """
    today = local_date(now, local_zone())
    lock_assignments(*(one.assignment_id for one in late_of(new.person_id, new.scope, lately(now), today)))
    late = late_of(new.person_id, new.scope, lately(now), today)
    tokens = {one.assignment_id: f"{new.token}-{one.assignment_id}" for one in late}
    if db.session.scalar(select(Reminder.id).where(Reminder.token.in_(tokens.values())).limit(1)) is not None:
        return
    told = {one.assignment_id: one for one in late if one.assignment_id in new.shown and not one.was_lately}
    if not told:
        raise Conflict("Nobody is left to be reminded now.")
    rows = [
        Reminder(
            token=tokens[key],
            assignment_id=key,
            unit_id=one.unit_id,
            channel="whatsapp",
            people=1,
            text=new.text,
            at=now,
            by=by,
        )
        for key, one in told.items()
    ]
    db.session.add_all(rows)
    db.session.flush()
    db.session.execute(insert(Reminded), [_row(row, new.person_id, told[row.assignment_id].due_on) for row in rows])
    for row in rows:
        record(by, "reminder.whatsapp", f"assignment:{row.assignment_id}", now, people=1, unit_id=row.unit_id)


def record_memo(new: NewReminder, memo: MadeMemo, now: datetime, *, by: str) -> None:
    """Keeps an official memo as a reminder, with its number and signer; made again, the newest of these hold.

    Raises as `remind`.
    """
    record_sent(new, "memo", now, by=by)
    key = db.session.scalars(select(Reminder.id).where(Reminder.token == new.token)).one()
    made = select(ReminderMemo).where(ReminderMemo.reminder_id == key).order_by(ReminderMemo.id.desc()).limit(1)
    held = db.session.scalar(made)
    if held is not None and MadeMemo(held.number, held.signer, held.signer_position) == memo:
        return
    db.session.add(ReminderMemo(reminder_id=key, **vars(memo), at=now, by=by))
    if held is not None:
        record(by, "reminder.memo-again", f"assignment:{new.page.id}", now, number=memo.number or "-")


def lately(now: datetime) -> tuple[datetime, datetime]:
    """Who was reminded between these moments is not reminded again now.

    The second lies a day ahead: a clock that is set back a little reminds nobody twice, and what was written while it
    ran far ahead silences nobody.
    """
    return within(int(institution_on(local_date(now, local_zone())).reminder_gap_days), now)


def within(gap: int, now: datetime) -> tuple[datetime, datetime]:
    """The same for a gap of so many days."""
    return now - timedelta(days=gap), now + timedelta(days=1)


def lock_assignments(*keys: int) -> None:
    """One reminds of an assignment at a time, so that nobody is reminded twice. SQLite's writer is alone already."""
    rows = select(Assignment.id).where(Assignment.id.in_(keys)).order_by(Assignment.id)
    db.session.execute(rows.with_for_update(key_share=True)).all()


def require_shown(meant: Collection[Meant], shown: Shown) -> None:
    """Raises Changed where others are meant than were shown, Conflict where nobody is."""
    if not meant:
        raise Conflict("Nobody is left to be reminded now.")
    if not all(one.person_id in shown for one in meant):
        raise Changed(
            "Others are meant now than were shown: %(now)s now, %(shown)s then. Look again before you send it.",
            now=len(meant),
            shown=len(shown),
        )


def _people_before(new: NewReminder) -> int | None:
    """How many people this form reached when it was sent before; None where it was not."""
    return db.session.scalar(select(Reminder.people).where(Reminder.token == new.token))


def _reached(new: NewReminder, now: datetime) -> Found:
    """Who is meant. Raises Conflict where the assignment has ended."""
    if db.session.scalar(select(Assignment.ended_at).where(Assignment.id == new.page.id)) is not None:
        raise Conflict("This assignment has ended. Nobody is reminded of it.")
    return found(new.asked, lately(now), local_date(now, local_zone()))


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
