"""What is done with accounts: signing in and out, adding people, giving roles. The door commits."""

import re
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import delete, select

from lms.accounts.errors import UnusablePassword, UnusableUsername
from lms.accounts.models import KnownDevice, Person, RoleGrant, SigninFailure, SigninSession
from lms.accounts.passwords import hash_password
from lms.accounts.queries import full_name, token_hash
from lms.accounts.signin import Candidate, is_known, name_hash
from lms.kernel.errors import Conflict, NotFound
from lms.permissions import Role
from lms.platform.audit.operations import record
from lms.platform.db.model import db

REMEMBERED = timedelta(days=30)
NOT_REMEMBERED = timedelta(hours=12)
FAILURES_KEPT = timedelta(days=1)
SHORTEST_PASSWORD = 10

_USERNAME = re.compile(r"[a-z0-9][a-z0-9._-]{1,59}")


@dataclass(frozen=True)
class Tokens:
    """What the browser keeps: the token of the sign-in session and that of the device."""

    session: str
    device: str


def sign_in(candidate: Candidate, *, remember: bool, device: str, device_words: str, now: datetime) -> Tokens | None:
    """Opens a sign-in session for somebody whose password was right.

    Returns None if the password was changed while it was being checked.
    """
    same = select(Person.id).where(Person.id == candidate.person_id, Person.password_hash == candidate.password_hash)
    if db.session.scalar(same.with_for_update()) is None:
        return None
    person_id = candidate.person_id
    db.session.execute(
        delete(SigninSession).where(SigninSession.person_id == person_id, SigninSession.expires_at <= now)
    )
    session = secrets.token_urlsafe(32)
    db.session.add(
        SigninSession(
            token_hash=token_hash(session),
            person_id=person_id,
            created_at=now,
            expires_at=now + (REMEMBERED if remember else NOT_REMEMBERED),
            remembered=remember,
            device=device_words,
        )
    )
    if not is_known(device, person_id):
        device = device or secrets.token_urlsafe(32)
        db.session.add(KnownDevice(token_hash=token_hash(device), person_id=person_id, created_at=now))
    return Tokens(session, device)


def sign_out(session: str) -> None:
    """Ends the sign-in session of this token, if it lives."""
    db.session.execute(delete(SigninSession).where(SigninSession.token_hash == token_hash(session)))


def record_failure(name: str, address: str, now: datetime) -> None:
    """Remembers a failed try, and forgets those that no longer count."""
    db.session.execute(delete(SigninFailure).where(SigninFailure.failed_at < now - FAILURES_KEPT))
    db.session.add(SigninFailure(name_hash=name_hash(name), address=address, failed_at=now))


def add_person(
    username: str, name: str, now: datetime, *, by: str, email: str | None = None, password: str | None = None
) -> int:
    """Adds a person who may learn; without a password until they set one. Returns the key.

    Raises UnusableUsername, UnusablePassword, or Conflict if the user name or the e-mail is taken.
    """
    username = username.strip().lower()
    email = (email or "").strip().lower() or None
    if not _USERNAME.fullmatch(username) or (len(username) == 18 and username.isdigit()):
        raise UnusableUsername("A user name has 2 to 60 small letters, digits, dots or hyphens, and is not a NIP.")
    taken = Person.username == username
    if email is not None:
        taken = taken | (Person.email == email)
    if db.session.scalar(select(Person.id).where(taken)) is not None:
        raise Conflict("Somebody already has this user name or e-mail.")
    person = Person(
        username=username,
        name=name.strip(),
        email=email,
        sort_key=name.strip().casefold(),
        password_hash=_checked_hash(password) if password is not None else None,
        created_at=now,
    )
    db.session.add(person)
    db.session.flush()
    record(by, "person.add", f"person:{person.id}", now, username=username)
    grant_role(person.id, Role.LEARNER, now, by=by)
    return person.id


def grant_role(person_id: int, role: Role, now: datetime, *, by: str, unit_id: int | None = None) -> None:
    """Gives a role; nothing happens if the person holds it already for the same unit."""
    held = select(RoleGrant.id).where(
        RoleGrant.person_id == person_id,
        RoleGrant.role == role.value,
        RoleGrant.unit_id == unit_id if unit_id is not None else RoleGrant.unit_id.is_(None),
        RoleGrant.ended_at.is_(None),
    )
    if db.session.scalar(held) is None:
        db.session.add(RoleGrant(person_id=person_id, role=role.value, unit_id=unit_id, granted_at=now))
        record(by, "role.grant", f"person:{person_id}", now, role=role.value, unit_id=unit_id)


def set_titles(person_id: int, before: str, after: str, now: datetime, *, by: str) -> None:
    """Corrects the titles of a name; what had been confirmed was another name, so that is asked again."""
    person = db.session.get_one(Person, person_id, with_for_update=True)
    if (person.title_before, person.title_after) != (before, after):
        person.title_before, person.title_after, person.name_confirmed_at = before, after, None
        record(by, "person.titles", f"person:{person_id}", now, before=before, after=after)


def confirm_name(person_id: int, printed: str, now: datetime, *, by: str) -> None:
    """The person says that `printed` is right. Raises Conflict if their name is no longer that."""
    person = db.session.get_one(Person, person_id, with_for_update=True)
    if full_name(person.name, person.title_before, person.title_after) != printed:
        raise Conflict("The name has changed in the meantime. Look at it again.")
    if person.name_confirmed_at is None:
        person.name_confirmed_at = now
        record(by, "person.confirm-name", f"person:{person_id}", now)


def set_password(username: str, password: str, now: datetime, *, by: str) -> None:
    """Gives a person a new password and ends all their sign-in sessions. Raises NotFound, UnusablePassword."""
    person = db.session.scalar(select(Person).where(Person.username == username.lower()).with_for_update())
    if person is None:
        raise NotFound("Nobody has this user name.")
    person.password_hash = _checked_hash(password)
    db.session.execute(delete(SigninSession).where(SigninSession.person_id == person.id))
    record(by, "password.set", f"person:{person.id}", now)


def _checked_hash(password: str) -> str:
    if len(password) < SHORTEST_PASSWORD:
        raise UnusablePassword("A password has at least %(least)s characters.", least=SHORTEST_PASSWORD)
    return hash_password(password)
