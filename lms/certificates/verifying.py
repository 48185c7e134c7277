"""When trying at the public check has to stop, and whether four digits match; changes nothing."""

import hashlib
from datetime import datetime, timedelta

from sqlalchemy import func, select

from lms.certificates.facts import CertificateFacts
from lms.certificates.models import CheckTry
from lms.platform.db.model import db

WINDOW = timedelta(hours=1)
KEPT = timedelta(days=1)
TRIES_OF_CODE = 5
TRIES_OF_ADDRESS = 30  # an office that checks a pile of paper shares one address
DIGITS = 4


def code_hash(code: str) -> bytes:
    """How a checked code is remembered among the tries."""
    return hashlib.sha256(code.encode()).digest()


def must_wait(code: str, address: str, now: datetime) -> bool:
    """Whether there were too many misses in the last hour, for this code or from this address."""
    recent = select(func.count()).select_from(CheckTry).where(CheckTry.tried_at > now - WINDOW)
    of_code = db.session.scalar(recent.where(CheckTry.code_hash == code_hash(code))) or 0
    of_address = db.session.scalar(recent.where(CheckTry.address == address)) or 0
    return of_code >= TRIES_OF_CODE or of_address >= TRIES_OF_ADDRESS


def four_digits(text: str) -> str | None:
    """The four digits typed, without spaces, dots and hyphens; None if it is anything else."""
    digits = "".join(character for character in text if character not in " .-\u00a0")
    return digits if len(digits) == DIGITS and digits.isascii() and digits.isdigit() else None


def matches(facts: CertificateFacts, digits: str) -> bool:
    """Whether the NIP on the document ends in these four digits."""
    return bool(facts.learner.nip) and facts.learner.nip[-DIGITS:] == digits
