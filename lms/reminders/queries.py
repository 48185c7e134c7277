"""Who may be reminded now, and who was; nothing changes here."""

from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, and_, func, or_, select
from sqlalchemy.orm import aliased

from lms.accounts.models import Employment, Person
from lms.accounts.queries import full_name
from lms.accounts.scope import Scope
from lms.assignments.models import Duty
from lms.assignments.queries import within_scope
from lms.assignments.states import OPEN, Stage
from lms.org.models import Unit
from lms.platform.db.model import db
from lms.reminders.models import Reminded, Reminder, ReminderMemo

PAGE = 50
STAGES = tuple(stage.value for stage in OPEN)
IS_RENEWAL: ColumnElement[bool] = (Duty.stage == Stage.DONE.value).label("is_renewal")
IS_BEGUN: ColumnElement[bool] = (
    (Duty.stage == Stage.BEGUN.value) | ((Duty.stage == Stage.DONE.value) & (Duty.begun_at > Duty.done_at))
).label("is_begun")
"""Whether it is begun: this time, where it is to be renewed. NULL is no."""


def was_reminded(window: tuple[datetime, datetime]) -> ColumnElement[bool]:
    """That the person of a duty was reminded of it within these moments."""
    same = (Reminded.assignment_id == Duty.assignment_id, Reminded.person_id == Duty.person_id)
    return select(Reminded.id).where(*same, Reminded.at.between(*window)).exists()


def is_to_do(today: date) -> ColumnElement[bool]:
    """That a duty is open on a day, or to be renewed."""
    return or_(Duty.stage.in_(STAGES), and_(Duty.stage == Stage.DONE.value, Duty.until < today))


@dataclass(frozen=True)
class Asked:
    """Of which assignment whom: within these units, perhaps one person, perhaps only who is past the last day."""

    assignment_id: int
    inside: Scope
    person_id: int | None = None
    late_only: bool = False


@dataclass(frozen=True)
class Meant:
    """Somebody who still has it to do, or to renew it since `due_on`; `is_begun`: this time."""

    person_id: int
    due_on: date
    is_begun: bool
    is_renewal: bool = False


@dataclass(frozen=True)
class Found:
    """Who is to be reminded, with an account that was used or not, and how many are left out: reminded lately."""

    people: tuple[Meant, ...]
    unused: tuple[Meant, ...]
    lately: int

    @property
    def everybody(self) -> tuple[Meant, ...]:
        """Whom words outside the portal reach too."""
        return self.people + self.unused

    @property
    def renewals(self) -> int:
        """How many of everybody are to renew it."""
        return sum(one.is_renewal for one in self.everybody)

    @property
    def usual_due_on(self) -> date | None:
        """The last day of most of them; None where nobody is left."""
        days = Counter(one.due_on for one in self.everybody)
        return min(days, key=lambda day: (-days[day], day)) if days else None


def found(asked: Asked, window: tuple[datetime, datetime], today: date) -> Found:
    """Everybody meant who was not reminded within `window`; one statement."""
    unused, lately = Person.password_hash.is_(None), was_reminded(window)
    columns = (Duty.person_id, Duty.until, IS_BEGUN, IS_RENEWAL, unused, lately)
    rows = select(*columns).join(Person, Person.id == Duty.person_id).order_by(Duty.person_id)
    rows = rows.where(Duty.assignment_id == asked.assignment_id, is_to_do(today))
    rows = rows.where(within_scope(Duty.unit_id, asked.inside))
    if asked.person_id is not None:
        rows = rows.where(Duty.person_id == asked.person_id)
    if asked.late_only:
        rows = rows.where(Duty.until < today)
    people: dict[bool, list[Meant]] = {False: [], True: []}
    lately_people = 0
    for person_id, until, is_begun, is_renewal, is_unused, was_lately in db.session.execute(rows):
        if was_lately:
            lately_people += 1
        else:
            people[is_unused].append(Meant(person_id, until, bool(is_begun), is_renewal))
    return Found(tuple(people[False]), tuple(people[True]), lately_people)


@dataclass(frozen=True)
class SentLine:
    """A reminder that somebody sent; of a memo, its number and who signs it, each "" where it is not known."""

    channel: str
    unit: str
    people: int
    text: str
    at: datetime
    by: str
    number: str
    signer: str


def sent(assignment_id: int, scope: Scope, most: int = PAGE) -> list[SentLine]:
    """The newest reminders to units within reach."""
    made = aliased(ReminderMemo)
    newest = select(func.max(made.id)).where(made.reminder_id == Reminder.id).correlate(Reminder).scalar_subquery()
    rows = select(Reminder, Unit.name, ReminderMemo).outerjoin(Unit, Unit.id == Reminder.unit_id)
    rows = rows.outerjoin(ReminderMemo, ReminderMemo.id == newest)
    rows = rows.where(Reminder.assignment_id == assignment_id, within_scope(Reminder.unit_id, scope))
    return [
        SentLine(
            one.channel,
            unit or "",
            one.people,
            one.text,
            one.at,
            one.by,
            memo.number if memo else "",
            ", ".join(filter(None, (memo.signer, memo.signer_position))) if memo else "",
        )
        for one, unit, memo in db.session.execute(rows.order_by(Reminder.id.desc()).limit(most))
    ]


@dataclass(frozen=True)
class RemindedLine:
    """That somebody was reminded; `channel` is "ladder" where it went by itself."""

    id: int
    name: str
    unit: str
    channel: str
    at: datetime


def reminded(assignment_id: int, scope: Scope, before: int) -> list[RemindedLine]:
    """The next people within reach, the newest first; one more than a page has, where there are more."""
    own = and_(Duty.assignment_id == Reminded.assignment_id, Duty.person_id == Reminded.person_id)
    columns = (Reminded.id, Reminded.at, Person.name, Person.title_before, Person.title_after)
    rows: Any = select(*columns, Unit.name.label("unit"), func.coalesce(Reminder.channel, "ladder").label("channel"))
    rows = rows.join(Person, Person.id == Reminded.person_id).join(Duty, own)
    rows = rows.outerjoin(Unit, Unit.id == Duty.unit_id).outerjoin(Reminder, Reminder.id == Reminded.reminder_id)
    rows = rows.where(Reminded.assignment_id == assignment_id, within_scope(Duty.unit_id, scope))
    if before:
        rows = rows.where(Reminded.id < before)
    return [
        RemindedLine(
            row.id, full_name(row.name, row.title_before, row.title_after), row.unit or "", row.channel, row.at
        )
        for row in db.session.execute(rows.order_by(Reminded.id.desc()).limit(PAGE + 1))
    ]


@dataclass(frozen=True)
class MemoLine:
    """Somebody on a memo."""

    name: str
    nip: str
    unit: str
    due_on: date


def memo_lines(assignment_id: int, people: Collection[int]) -> list[MemoLine]:
    """These people by unit and name."""
    current = and_(Employment.person_id == Person.id, Employment.valid_to.is_(None))
    columns = (
        Person.name,
        Person.title_before,
        Person.title_after,
        Employment.nip,
        Unit.name.label("unit"),
        Duty.until,
    )
    rows = select(*columns).select_from(Duty).join(Person, Person.id == Duty.person_id).outerjoin(Employment, current)
    rows = rows.outerjoin(Unit, Unit.id == Duty.unit_id)
    rows = rows.where(Duty.assignment_id == assignment_id, Duty.person_id.in_(people))
    return [
        MemoLine(full_name(row.name, row.title_before, row.title_after), row.nip or "", row.unit or "", row.until)
        for row in db.session.execute(rows.order_by(Unit.sort_key, Person.sort_key, Person.id))
    ]


def people_of(token: str) -> list[int]:
    """Whom a form that was sent before reached; nobody where it was not."""
    rows = select(Reminded.person_id).join(Reminder, Reminder.id == Reminded.reminder_id)
    return list(db.session.scalars(rows.where(Reminder.token == token)))
