"""Writes letters in the transaction of what they tell, and keeps that they were read. Nothing is committed here."""

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from flask import current_app
from sqlalchemy import ColumnElement, Table, and_, case, func, insert, literal, select, update
from sqlalchemy.dialects import postgresql, sqlite

from lms.accounts.models import Person
from lms.kernel.errors import NotFound
from lms.notifications.letter import Choice, Facts, Kind
from lms.notifications.models import ChannelChoice, Delivery, Notification, PhoneChoice
from lms.notifications.queries import hours_on
from lms.notifications.registry import kind_of
from lms.notifications.waking import news
from lms.platform.db.doors import after_commit, current_dialect
from lms.platform.db.model import UtcDateTime, db

INSERTS: dict[str, Callable[[Any], Any]] = {"sqlite": sqlite.insert, "postgresql": postgresql.insert}


@dataclass(frozen=True)
class Addressed:
    """A letter to one person. `token` names the fact that is told: the same twice is one letter."""

    person_id: int
    facts: Facts
    token: str


def notify(person_id: int, kind: str, facts: Facts, token: str, now: datetime) -> None:
    """Writes a letter. Raises KeyError for a kind that no feature registered."""
    notify_many([Addressed(person_id, facts, token)], kind, now)


def notify_many(letters: Sequence[Addressed], kind: str, now: datetime) -> None:
    """Writes letters of one kind to any number of people, in a fixed number of statements. Raises as `notify`.

    What people want as e-mail or message is sent after the commit, by `sweeping`; if it is undone, nothing leaves.
    """
    found = kind_of(kind)
    if not letters:
        return
    before = db.session.scalar(select(func.max(Notification.id))) or 0  # keys only grow, so newer ones are larger
    table = Notification.__table__
    added = INSERTS[current_dialect().name](table).on_conflict_do_nothing(index_elements=["person_id", "token"])
    db.session.execute(added, [_row(one, kind, now) for one in sorted(letters, key=lambda one: one.person_id)])
    settings = current_app.extensions["settings"]
    if settings.sends_mail:
        _post(found, before, now)
    if settings.sends_messages:
        _post_to_phones(found, before, now)
    if settings.sends_mail or settings.sends_messages:
        after_commit(news.set)


def read_letter(letter_id: int, person_id: int, now: datetime) -> None:
    """Keeps when a letter was opened first. Raises NotFound if it is not the person's."""
    mine = update(Notification).where(Notification.id == letter_id, Notification.person_id == person_id)
    if not db.session.execute(mine.values(read_at=func.coalesce(Notification.read_at, _instant(now)))).rowcount:  # type: ignore[attr-defined]
        raise NotFound


def read_all(person_id: int, now: datetime) -> None:
    """Keeps that a person has seen all their letters."""
    _read(now, Notification.person_id == person_id)


def read_kind(person_id: int, kind: str, now: datetime) -> None:
    """Keeps that a person has read elsewhere what letters of this kind tell."""
    _read(now, Notification.person_id == person_id, Notification.kind == kind)


def _read(now: datetime, *which: ColumnElement[bool]) -> None:
    db.session.execute(update(Notification).where(Notification.read_at.is_(None), *which).values(read_at=now))


def _row(letter: Addressed, kind: str, now: datetime) -> dict[str, object]:
    facts = json.dumps(letter.facts, ensure_ascii=False)
    return {"person_id": letter.person_id, "kind": kind, "facts": facts, "token": letter.token, "created_at": now}


def _post(kind: Kind, before: int, now: datetime) -> None:
    """Lets the letters of this moment leave as e-mail, for real people who have an address and want it."""
    hours = hours_on(now)
    chosen = func.coalesce(ChannelChoice.choice, literal(kind.usual.value))
    in_digest = chosen == Choice.DAILY.value
    at = case((in_digest, _instant(hours.next_digest(now))), else_=_instant(hours.earliest(now)))
    rows = (
        select(
            Notification.id, literal("email"), literal("waiting"), in_digest, at, literal(0), literal(""), literal("")
        )
        .join(Person, Person.id == Notification.person_id)
        .outerjoin(ChannelChoice, and_(ChannelChoice.person_id == Person.id, ChannelChoice.kind == kind.key))
        .where(
            Notification.id > before,
            Notification.kind == kind.key,
            Notification.created_at == now,
            ~_is_posted("email"),
        )
        .where(Person.email.is_not(None), Person.is_demo.is_(False))
    )
    if not kind.always:
        rows = rows.where(chosen != Choice.OFF.value)
    _add_deliveries(rows)


def _post_to_phones(kind: Kind, before: int, now: datetime) -> None:
    """Lets the letters of this moment leave as messages too, to those who gave a number and chose the kind."""
    at, nothing = _instant(hours_on(now).earliest(now)), literal("")
    values = (literal("phone"), literal("waiting"), literal(False), at, literal(0), nothing, nothing)
    rows = (
        select(Notification.id, *values)
        .join(Person, Person.id == Notification.person_id)
        .join(PhoneChoice, and_(PhoneChoice.person_id == Person.id, PhoneChoice.kind == kind.key))
        .where(Notification.id > before, Notification.kind == kind.key, Notification.created_at == now)
        .where(Person.is_demo.is_(False), ~_is_posted("phone"))
    )
    _add_deliveries(rows)


def _is_posted(channel: str) -> ColumnElement[bool]:
    posted = select(Delivery.id).where(Delivery.notification_id == Notification.id, Delivery.channel == channel)
    return posted.exists()


def _add_deliveries(rows: Any) -> None:
    columns = ["notification_id", "channel", "state", "in_digest", "not_before", "tries", "message_id", "last_error"]
    table = Delivery.__table__
    assert isinstance(table, Table)
    db.session.execute(insert(table).from_select(columns, rows))


def _instant(at: datetime) -> ColumnElement[datetime]:
    return literal(at, UtcDateTime())
