"""Sign-in sessions: opened, ended, and what is remembered of failed tries. The door commits."""

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import delete, select

from lms.accounts.models import KnownDevice, Person, SigninFailure, SigninSession
from lms.accounts.queries import token_hash
from lms.accounts.signin import Candidate, is_known, name_hash
from lms.platform.db.model import db

REMEMBERED = timedelta(days=30)
NOT_REMEMBERED = timedelta(hours=12)
FAILURES_KEPT = timedelta(days=1)


@dataclass(frozen=True)
class Tokens:
    """What the browser keeps: the token of the sign-in session and that of the device."""

    session: str
    device: str


def sign_in(candidate: Candidate, *, remember: bool, device: str, device_words: str, now: datetime) -> Tokens | None:
    """Opens a sign-in session for somebody whose password was right.

    Returns None if the password was changed, or the record merged into another, while it was being checked.
    """
    same = select(Person.id).where(Person.id == candidate.person_id, Person.password_hash == candidate.password_hash)
    same = same.where(Person.merged_into_id.is_(None))
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


def end_session(person_id: int, session_id: int) -> None:
    """Ends one of the person's sign-in sessions; nothing happens if it has ended already."""
    db.session.execute(
        delete(SigninSession).where(SigninSession.id == session_id, SigninSession.person_id == person_id)
    )


def end_other_sessions(person_id: int, session_id: int) -> None:
    """Ends all sign-in sessions of the person but this one."""
    db.session.execute(
        delete(SigninSession).where(SigninSession.person_id == person_id, SigninSession.id != session_id)
    )


def end_everywhere(person_id: int) -> None:
    """Ends all sign-in sessions of the person, and forgets the browsers they have used."""
    for table in (SigninSession, KnownDevice):
        db.session.execute(delete(table).where(table.person_id == person_id))
