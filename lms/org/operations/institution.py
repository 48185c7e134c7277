"""What is done with the institution's facts and signers: appended with a date, and audited. The door commits."""

from datetime import date, datetime

from sqlalchemy import select

from lms.kernel.errors import Conflict, NotFound
from lms.org.institution import UnusableFact, check
from lms.org.models import InstitutionFact, Signer
from lms.platform.audit.operations import record
from lms.platform.db.doors import lock_row
from lms.platform.db.model import db

_SHOWN = 200


def set_fact(name: str, value: str, valid_from: date, *, by: str, now: datetime) -> bool:
    """Says a fact from a day on; earlier days keep theirs. False if it is said already and nothing was done.

    `institution.offer` has asked before, outside the transaction, whether it can be printed. Raises UnusableFact.
    """
    check(name, value)
    rows = select(InstitutionFact.value).where(InstitutionFact.name == name, InstitutionFact.valid_from <= valid_from)
    newest = rows.order_by(InstitutionFact.valid_from.desc(), InstitutionFact.id.desc()).limit(1)
    if db.session.scalar(newest) == value:
        return False
    db.session.add(InstitutionFact(name=name, value=value, valid_from=valid_from, recorded_at=now, recorded_by=by))
    record(by, "org.set-fact", name, now, value=value[:_SHOWN], valid_from=valid_from.isoformat())
    return True


def add_signer(
    name: str,
    position: str,
    valid_from: date,
    *,
    by: str,
    now: datetime,
    rank: str = "",
    nip: str = "",
    office: str = "definitive",
) -> int:
    """Enters a person who signs from a day on; gives the key. `office` is definitive, plt or plh.

    Raises UnusableFact for a name or position that is empty or too long, or a NIP that is none.
    """
    digits = "".join(character for character in nip if character not in " .-")
    if not name.strip() or not position.strip():
        raise UnusableFact("A signer has a name and a position.")
    if max(len(name), len(position), 2 * len(rank)) > 200:
        raise UnusableFact("Name, position or rank of the signer is too long.")
    if digits and not (len(digits) == 18 and digits.isascii() and digits.isdigit()):
        raise UnusableFact("A NIP has 18 digits.")
    signer = Signer(
        name=name.strip(),
        position=position.strip(),
        rank=rank.strip(),
        nip=digits,
        office=office,
        valid_from=valid_from,
        recorded_at=now,
        recorded_by=by,
    )
    db.session.add(signer)
    db.session.flush()
    record(by, "org.add-signer", f"signer:{signer.id}", now, name=signer.name, office=office)
    return signer.id


def end_signer(signer_id: int, valid_to: date, *, by: str, now: datetime) -> None:
    """Closes a signer's time with its last day. Raises NotFound, or Conflict if it is closed or begins later."""
    signer = db.session.scalar(lock_row(select(Signer).where(Signer.id == signer_id)))
    if signer is None:
        raise NotFound("There is no signer with this number.")
    if signer.valid_to is not None:
        raise Conflict("This signer's time is closed already.")
    if valid_to < signer.valid_from:
        raise Conflict("A signer cannot end before the first day.")
    signer.valid_to = valid_to
    record(by, "org.end-signer", f"signer:{signer_id}", now, valid_to=valid_to.isoformat())
