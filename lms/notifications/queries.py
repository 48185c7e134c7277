"""Questions about letters, what of them leaves as e-mail and what people chose; they change nothing."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, func, or_, select

from lms.accounts.models import Person
from lms.kernel.clock import local_date
from lms.notifications.letter import Choice, Facts
from lms.notifications.models import ChannelChoice, Delivery, Notification, Phone, PhoneChoice
from lms.notifications.timing import LONGEST_WAIT, MailHours, mail_hours
from lms.org.queries import said_on
from lms.platform.db.model import db
from lms.platform.zone import local_zone

PAGE = 20
LISTED = 50


@dataclass(frozen=True)
class KeptLetter:
    """A letter as it is kept; put into words by its kind."""

    id: int
    kind: str
    facts: Facts
    at: datetime
    is_read: bool


@dataclass(frozen=True)
class InboxPage:
    """Some letters of a person, the newest first; `older` is where the next page begins, None on the last one."""

    letters: tuple[KeptLetter, ...]
    older: int | None


@dataclass(frozen=True)
class DeliveryLine:
    """A letter that leaves as e-mail, for operators."""

    id: int
    kind: str
    username: str
    state: str
    tries: int
    not_before: datetime | None
    last_error: str


def unread_of(person_id: Any) -> ColumnElement[int]:
    """How many letters a person has not opened, as a column of a larger statement."""
    rows = select(func.count(Notification.id)).where(Notification.person_id == person_id)
    return rows.where(Notification.read_at.is_(None)).correlate(Person).scalar_subquery()


def inbox_of(person_id: int, before: int | None) -> InboxPage:
    """A page of a person's letters: those older than `before`, else the newest; one query."""
    rows = select(Notification).where(Notification.person_id == person_id)
    if before is not None:
        rows = rows.where(Notification.id < before)
    found = list(db.session.scalars(rows.order_by(Notification.id.desc()).limit(PAGE + 1)))
    return InboxPage(tuple(map(_kept, found[:PAGE])), found[PAGE - 1].id if len(found) > PAGE else None)


def letter_of(letter_id: int, person_id: int) -> KeptLetter | None:
    """A letter to this person."""
    row = db.session.scalar(select(Notification).filter_by(id=letter_id, person_id=person_id))
    return _kept(row) if row is not None else None


def choices_of(person_id: int) -> Mapping[str, Choice]:
    """What a person chose, by kind."""
    rows = select(ChannelChoice.kind, ChannelChoice.choice).where(ChannelChoice.person_id == person_id)
    return {kind: Choice(choice) for kind, choice in db.session.execute(rows)}


def hours_on(now: datetime) -> MailHours:
    """The hours of the institution on the day of an instant."""
    zone = local_zone()
    said = said_on(local_date(now, zone), "mail_quiet_hours", "mail_digest_hour")
    return mail_hours(said["mail_quiet_hours"], said["mail_digest_hour"], zone)


def is_due(now: datetime) -> ColumnElement[bool]:
    """Whether a letter is to be sent now, or was taken in hand and lost; also if its time was set by a wrong clock."""
    return or_(Delivery.not_before <= now, Delivery.not_before > now + LONGEST_WAIT)


def has_due(now: datetime, channel: str) -> bool:
    """Whether any is, of those that leave this way."""
    due = select(Delivery.id).where(is_due(now), Delivery.channel == channel)
    return db.session.scalar(due.limit(1)) is not None


def phone_of(person_id: int) -> str | None:
    """The number at which a person wants messages."""
    return db.session.scalar(select(Phone.number).where(Phone.person_id == person_id))


def phone_kinds_of(person_id: int) -> frozenset[str]:
    """The kinds of which a person wants messages."""
    return frozenset(db.session.scalars(select(PhoneChoice.kind).where(PhoneChoice.person_id == person_id)))


def count_by_state() -> Mapping[str, int]:
    """How many letters leave, left or were left out."""
    rows = select(Delivery.state, func.count().label("letters")).group_by(Delivery.state)
    return {row.state: row.letters for row in db.session.execute(rows)}


def unsettled() -> tuple[DeliveryLine, ...]:
    """What waits, the next first, then what was given up, the newest first."""
    waiting = _listed().where(Delivery.not_before.is_not(None)).order_by(Delivery.not_before, Delivery.id)
    failed = _listed().where(Delivery.state == "failed").order_by(Delivery.id.desc())
    return tuple(DeliveryLine(*row) for rows in (waiting, failed) for row in db.session.execute(rows.limit(LISTED)))


def _listed() -> Any:
    delivery = (Delivery.state, Delivery.tries, Delivery.not_before, Delivery.last_error)
    rows = select(Delivery.id, Notification.kind, Person.username, *delivery)
    return rows.join(Notification, Notification.id == Delivery.notification_id).join(Person)


def _kept(row: Notification) -> KeptLetter:
    return KeptLetter(row.id, row.kind, json.loads(row.facts), row.created_at, row.read_at is not None)
