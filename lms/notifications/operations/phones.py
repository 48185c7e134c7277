"""Keeps where people want messages, and takes messages in hand as mail is taken. Nothing is committed here."""

import json
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete, insert, select

from lms.accounts.models import Person
from lms.notifications.models import Delivery, Notification, Phone, PhoneChoice
from lms.notifications.operations.letters import INSERTS
from lms.notifications.queries import KeptLetter, is_due
from lms.notifications.registry import kinds
from lms.notifications.timing import IN_HAND
from lms.platform.db.doors import current_dialect
from lms.platform.db.model import db

AT_A_TIME = 50


@dataclass(frozen=True)
class Message:
    """A message to be sent; `key` is the same at each try."""

    deliveries: tuple[int, ...]
    tries: int
    key: str
    number: str
    language: str
    letter: KeptLetter


def keep_phone(person_id: int, number: str, chosen: Collection[str], now: datetime) -> None:
    """The number of a person who agreed to messages, and the kinds of which they want some."""
    added = INSERTS[current_dialect().name](Phone.__table__).values(person_id=person_id, number=number, agreed_at=now)
    kept = {"number": added.excluded.number, "agreed_at": added.excluded.agreed_at}
    db.session.execute(added.on_conflict_do_update(index_elements=["person_id"], set_=kept))
    db.session.execute(delete(PhoneChoice).where(PhoneChoice.person_id == person_id))
    rows = [{"person_id": person_id, "kind": kind} for kind in sorted(chosen)]
    if rows:
        db.session.execute(insert(PhoneChoice), rows)


def remove_phone(person_id: int) -> None:
    """Takes the number out, with what was chosen; what waits is left out once its time comes."""
    db.session.execute(delete(PhoneChoice).where(PhoneChoice.person_id == person_id))
    db.session.execute(delete(Phone).where(Phone.person_id == person_id))


def claim_messages(now: datetime) -> tuple[Message, ...]:
    """Takes in hand what is due; what needs no message any more is left out."""
    due = select(Delivery).where(is_due(now), Delivery.channel == "phone").order_by(Delivery.not_before, Delivery.id)
    rows = list(db.session.scalars(due.limit(AT_A_TIME).with_for_update(skip_locked=True)))
    told = (
        select(Notification, Person.language, Phone.number, PhoneChoice.kind)
        .join(Person, Person.id == Notification.person_id)
        .outerjoin(Phone, Phone.person_id == Person.id)
        .outerjoin(PhoneChoice, (PhoneChoice.person_id == Person.id) & (PhoneChoice.kind == Notification.kind))
        .where(Notification.id.in_([row.notification_id for row in rows]))
    )
    letters = {row.Notification.id: row for row in db.session.execute(told)}
    found = []
    for row in rows:
        letter, language, number, chosen = letters[row.notification_id]
        why = _why_not(letter, number, chosen)
        if why:
            row.state, row.not_before, row.last_error = "skipped", None, why
            continue
        row.message_id = row.message_id or f"letter-{row.id}"
        row.state, row.tries, row.not_before = "sending", row.tries + 1, now + IN_HAND
        kept = KeptLetter(letter.id, letter.kind, json.loads(letter.facts), letter.created_at, False)
        found.append(Message((row.id,), row.tries, row.message_id, number, language, kept))
    db.session.flush()
    return tuple(found)


def _why_not(letter: Notification, number: str | None, chosen: str | None) -> str:
    if number is None:
        return "the person has no number any more"
    if letter.kind not in kinds():
        return "this release writes no such letters"
    if letter.read_at is not None:
        return "it was read in the inbox"
    return "its kind was turned off" if chosen is None else ""
