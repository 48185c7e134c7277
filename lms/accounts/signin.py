"""What a typed name means, and when trying has to stop; changes nothing."""

import hashlib
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import distinct, func, or_, select

from lms.accounts.models import Employment, KnownDevice, Person, SigninFailure
from lms.accounts.nip import is_nip, plain_nip
from lms.accounts.queries import is_demo_on, token_hash
from lms.platform.db.model import db

NAME_WINDOW = timedelta(minutes=15)
NAME_FAILURES = 5
KNOWN_DEVICE_FAILURES = 20  # the first five may be anybody's, the others can only come from known devices
ADDRESS_WINDOW = timedelta(minutes=10)
ADDRESS_NAMES = 50  # many people share an office's address; one person does not mistype fifty names


@dataclass(frozen=True)
class Candidate:
    """The person a typed name stands for, and the password hash to check."""

    person_id: int
    password_hash: str | None
    is_merged: bool = False  # into another record, by which this person signs in


def typed_name(text: str) -> str:
    """The identifier as compared: lower case, and a NIP without its spaces, dots and hyphens."""
    name = text.strip().lower()
    digits = plain_nip(name)
    return digits if is_nip(digits) else name


def name_hash(name: str) -> bytes:
    """How a typed name is remembered among the failures; people sometimes type their password there."""
    return hashlib.sha256(name.encode("utf-8", "replace")).digest()


def find_candidate(name: str) -> Candidate | None:
    """The one person whose user name, e-mail or current NIP this is; None if nobody or several."""
    if not name or not name.isprintable():
        return None
    by_nip = select(Employment.person_id).where(Employment.nip == name, Employment.valid_to.is_(None))
    meant = or_(Person.username == name, Person.email == name, Person.id.in_(by_nip))
    rows = db.session.execute(
        select(Person.id, Person.password_hash, Person.merged_into_id)
        .where(meant, Person.is_demo.in_({False, is_demo_on()}))
        .limit(2)
    ).all()
    if len(rows) != 1:
        return None
    return Candidate(rows[0].id, rows[0].password_hash, rows[0].merged_into_id is not None)


def is_locked(name: str, candidate: Candidate | None, device: str, address: str, now: datetime) -> bool:
    """Whether this try must wait. The same for names that exist and names that do not."""
    failed = select(func.count()).select_from(SigninFailure)
    of_name = failed.where(SigninFailure.name_hash == name_hash(name), SigninFailure.failed_at > now - NAME_WINDOW)
    failures = db.session.scalar(of_name) or 0
    if candidate is not None and is_known(device, candidate.person_id):
        return failures >= KNOWN_DEVICE_FAILURES
    if failures >= NAME_FAILURES:
        return True
    names = select(func.count(distinct(SigninFailure.name_hash))).where(
        SigninFailure.address == address, SigninFailure.failed_at > now - ADDRESS_WINDOW
    )
    return (db.session.scalar(names) or 0) > ADDRESS_NAMES


def is_known(device: str, person_id: int) -> bool:
    """Whether the person has signed in before from the browser that holds this device token."""
    if not device:
        return False
    row = select(KnownDevice.id).where(KnownDevice.token_hash == token_hash(device), KnownDevice.person_id == person_id)
    return db.session.scalar(row) is not None
