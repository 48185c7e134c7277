"""One-time codes: made for a person, used once to set a password. The door commits."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import insert, select, update

from lms.accounts.models import OneTimeCode, Person
from lms.accounts.one_time_code import code_hash, new_code
from lms.accounts.operations.people import set_password
from lms.accounts.queries import CodeState, find_code
from lms.kernel.errors import Conflict, NotFound
from lms.platform.audit.operations import record, record_all
from lms.platform.db.model import db

LASTS = {"activation": timedelta(days=30), "reset": timedelta(days=3)}


@dataclass(frozen=True)
class IssuedCode:
    """A code that was just made: this is the only time that it can be read."""

    username: str
    name: str
    code: str
    expires_at: datetime


@dataclass(frozen=True)
class UsedCode:
    """By which code and on which device a password is set."""

    code: str
    device: str


def issue_code(username: str, now: datetime, *, by: str, is_reset: bool) -> IssuedCode:
    """Makes a code for somebody whose account is not active yet, or for a reset; older ones become worthless.

    Raises NotFound, or Conflict if an activation is asked for an active account or a reset for one that is not.
    """
    named = select(Person).where(Person.username == username.strip().lower(), Person.merged_into_id.is_(None))
    person = db.session.scalar(named.with_for_update())
    if person is None:
        raise NotFound("Nobody has the user name “%(username)s”.", username=username)
    if person.password_hash is not None and not is_reset:
        raise Conflict(
            "The account of “%(username)s” is active already; a reset lets them in again.", username=username
        )
    if person.password_hash is None and is_reset:
        raise Conflict("The account of “%(username)s” is not active yet; nothing is to be reset.", username=username)
    waiting = (OneTimeCode.person_id == person.id, OneTimeCode.used_at.is_(None), OneTimeCode.replaced_at.is_(None))
    db.session.execute(update(OneTimeCode).where(*waiting).values(replaced_at=now))
    purpose, code = ("reset" if is_reset else "activation"), new_code()
    db.session.add(
        OneTimeCode(
            person_id=person.id,
            code_hash=code_hash(person.id, code),
            purpose=purpose,
            created_at=now,
            created_by=by,
            expires_at=now + LASTS[purpose],
        )
    )
    record(by, f"code.{purpose}", f"person:{person.id}", now)
    return IssuedCode(person.username, person.name, code, now + LASTS[purpose])


def draft_codes(people: Sequence[int], now: datetime) -> dict[int, IssuedCode]:
    """An activation code for each of these people whose account is not active, in their order; nothing is stored yet.

    What is printed of them is set before `keep_codes`, for that takes longer than a transaction may.
    """
    inactive = select(Person.id, Person.username, Person.name).where(
        Person.id.in_(people), Person.password_hash.is_(None)
    )
    held = {row.id: row for row in db.session.execute(inactive)}
    until = now + LASTS["activation"]
    return {key: IssuedCode(held[key].username, held[key].name, new_code(), until) for key in people if key in held}


def keep_codes(codes: Mapping[int, IssuedCode], now: datetime, *, by: str) -> None:
    """Makes drafted codes good, by person; older ones become worthless. By the same few statements for any number."""
    waiting = (OneTimeCode.person_id.in_(codes), OneTimeCode.used_at.is_(None), OneTimeCode.replaced_at.is_(None))
    db.session.execute(update(OneTimeCode).where(*waiting).values(replaced_at=now))
    shared = {"purpose": "activation", "created_at": now, "created_by": by}
    rows = [
        {"person_id": key, "code_hash": code_hash(key, made.code), "expires_at": made.expires_at, **shared}
        for key, made in codes.items()
    ]
    if rows:
        db.session.execute(insert(OneTimeCode), rows)
    record_all(by, "code.activation", now, ((f"person:{key}", {}) for key in codes))


def use_code(person_id: int, used: UsedCode, password_hash: str, now: datetime) -> None:
    """Sets the password that the code allows, and makes the code worthless. Raises Conflict if it is that already."""
    one_by_one = {"key_share": True}  # two browsers with one code come one after the other
    db.session.get_one(Person, person_id, with_for_update=one_by_one)
    found = find_code(person_id, used.code, now)
    if found is None or found.state is not CodeState.GOOD:
        raise Conflict("This code was used or replaced in the meantime.")
    row = db.session.get_one(OneTimeCode, found.id)
    row.used_at, row.used_device = now, used.device
    set_password(person_id, password_hash, now, by=f"code:{row.id}")
