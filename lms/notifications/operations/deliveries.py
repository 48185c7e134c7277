"""Takes letters in hand that are to leave as e-mail, and keeps what became of them. Nothing is committed here.

Whoever takes one in hand marks it "sending" and commits before the mail leaves, and "sent" afterwards. A process that
dies in between leaves it marked: after an hour the next one takes it again, once more with the same Message-ID, by
which mail programs know a mail that they have. So nothing is lost, and twice it leaves only if that very moment failed.
"""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby

from sqlalchemy import select, update

from lms.accounts.models import Person
from lms.accounts.queries import full_name
from lms.notifications.letter import Choice
from lms.notifications.models import ChannelChoice, Delivery, Notification
from lms.notifications.operations.phones import Message
from lms.notifications.queries import KeptLetter, hours_on, is_due
from lms.notifications.registry import kinds
from lms.notifications.timing import IN_HAND, next_try
from lms.platform.db.model import db
from lms.platform.mail import MailFailed

PEOPLE = 50
LONGEST_ERROR = 300


@dataclass(frozen=True)
class Outgoing:
    """A mail to be sent: one letter, or in a digest all those of a day."""

    deliveries: tuple[int, ...]
    message_id: str
    tries: int
    is_digest: bool
    address: str
    name: str
    language: str
    letters: tuple[KeptLetter, ...]


def claim(host: str, now: datetime) -> tuple[Outgoing, ...]:
    """Takes in hand what is due for some people, who are locked so that a digest stays whole.

    What needs no mail any more is left out: it was read, its kind was turned off, the address is gone. `host` stands in
    the Message-ID.
    """
    is_mine = (is_due(now), Delivery.channel == "email")
    wanted = select(Notification.person_id).join(Delivery).where(*is_mine).order_by(Delivery.not_before).limit(PEOPLE)
    locked = select(Person.id).where(Person.id.in_(wanted)).with_for_update(key_share=True, skip_locked=True)
    rows = (
        select(Delivery, Notification, Person, ChannelChoice.choice)
        .join(Notification, Notification.id == Delivery.notification_id)
        .join(Person, Person.id == Notification.person_id)
        .outerjoin(
            ChannelChoice,
            (ChannelChoice.person_id == Person.id) & (ChannelChoice.kind == Notification.kind),
        )
        .where(Notification.person_id.in_(list(db.session.scalars(locked))), *is_mine)
        .order_by(Delivery.id)
    )
    found = db.session.execute(rows.execution_options(populate_existing=True)).all()
    due = []
    for delivery, notification, person, choice in found:
        why = _why_not(notification, person, choice)
        if why:
            delivery.state, delivery.not_before, delivery.last_error = "skipped", None, why
            continue
        name = f"digest-{person.id}-{now:%Y%m%d%H%M%S}" if delivery.in_digest else f"letter-{delivery.id}"
        _take(delivery, f"<{name}@{host}>", now)
        due.append((delivery, notification, person))
    db.session.flush()
    return tuple(_outgoing(due))


def settle(mail: Outgoing | Message, failure: MailFailed | None, now: datetime) -> str:
    """Keeps that it was sent, or why not and when it is tried again; given up in the end. Gives its state."""
    mine = update(Delivery).where(Delivery.id.in_(mail.deliveries), Delivery.state == "sending")
    if failure is None:
        db.session.execute(mine.values(state="sent", sent_at=now, not_before=None, last_error=""))
        return "sent"
    again = None if failure.is_final else next_try(mail.tries, now)
    words = str(failure)[:LONGEST_ERROR]
    if again is None:
        db.session.execute(mine.values(state="failed", not_before=None, last_error=words))
        return "failed"
    db.session.execute(mine.values(state="waiting", not_before=hours_on(now).earliest(again), last_error=words))
    return "waiting"


def _why_not(notification: Notification, person: Person, choice: str | None) -> str:
    if person.email is None:
        return "the person has no address any more"
    if notification.kind not in kinds():
        return "this release writes no such letters"
    if notification.read_at is not None:
        return "it was read in the inbox"
    is_off = choice == Choice.OFF and not kinds()[notification.kind].always
    return "its kind was turned off" if is_off else ""


def _take(delivery: Delivery, message_id: str, now: datetime) -> None:
    delivery.message_id = delivery.message_id or message_id
    delivery.state, delivery.tries, delivery.not_before = "sending", delivery.tries + 1, now + IN_HAND


def _outgoing(due: Sequence[tuple[Delivery, Notification, Person]]) -> Iterator[Outgoing]:
    by_mail = sorted(due, key=lambda one: (one[0].message_id, one[0].id))
    for message_id, group in groupby(by_mail, key=lambda one: one[0].message_id):
        rows = list(group)
        first, _, person = rows[0]
        yield Outgoing(
            deliveries=tuple(delivery.id for delivery, _, _ in rows),
            message_id=message_id,
            tries=max(delivery.tries for delivery, _, _ in rows),
            is_digest=first.in_digest,
            address=person.email or "",
            name=person.form_of_address or full_name(person.name, person.title_before, person.title_after),
            language=person.language,
            letters=tuple(KeptLetter(n.id, n.kind, json.loads(n.facts), n.created_at, False) for _, n, _ in rows),
        )
