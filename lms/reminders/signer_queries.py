"""Who may sign a memo of somebody: the heads of their unit and of those above it, themselves; nothing changes here."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import and_, or_, select

from lms.accounts.models import Employment, Person, UnitHead
from lms.accounts.queries import full_name
from lms.org.models import Unit
from lms.org.queries import signer_of, signer_on
from lms.org.signing import OfficeKind, Signer
from lms.platform.db.model import db

_ORDER = (OfficeKind.DAILY, OfficeKind.ACTING, OfficeKind.DEFINITIVE)
_CURRENT = and_(Employment.person_id == Person.id, Employment.valid_to.is_(None))
_PERSON = (Person.id, Person.name, Person.title_before, Person.title_after, Employment.nip, Employment.rank)


@dataclass(frozen=True)
class MaySign:
    """Somebody who may sign; `heads` is the unit that they head ("" for who heads none), with its key."""

    key: str
    signer: Signer
    heads: str = ""
    unit_id: int | None = None


def who_may_sign(person_id: int, day: date, *, for_all: bool) -> list[MaySign]:
    """The nearest unit first, in it Plh., then Plt., then the holder; the sender; who signs for the institution, last.

    The last one only where the memo may go to all units. Three statements.
    """
    own = db.session.execute(
        select(*_PERSON, Employment.position, Unit.id.label("unit_id"), Unit.parent_path)
        .join(Employment, _CURRENT)
        .outerjoin(Unit, Unit.id == Employment.unit_id)
        .where(Person.id == person_id)
    ).one_or_none()
    found = (
        _heads([*map(int, filter(None, own.parent_path.split("/"))), own.unit_id], day) if own and own.unit_id else []
    )
    if own is not None:
        found.append(MaySign("self", _signer(own, own.position, OfficeKind.DEFINITIVE)))
    of_all = signer_on(day) if for_all else None
    return [*found, MaySign("institution", signer_of(of_all))] if of_all is not None else found


def _heads(units: list[int], day: date) -> list[MaySign]:
    of_unit = (UnitHead.id.label("head_id"), UnitHead.office, Unit.id.label("unit_id"), Unit.name.label("unit"))
    rows: Any = select(*_PERSON, *of_unit).select_from(UnitHead).join(Person, Person.id == UnitHead.person_id)
    rows = rows.join(Employment, _CURRENT).join(Unit, Unit.id == UnitHead.unit_id)
    rows = rows.where(UnitHead.unit_id.in_(units), UnitHead.valid_from <= day)
    held = db.session.execute(rows.where(or_(UnitHead.valid_to.is_(None), UnitHead.valid_to >= day))).all()
    held = sorted(held, key=lambda row: (-units.index(row.unit_id), _ORDER.index(OfficeKind(row.office))))
    return [
        MaySign(f"head-{row.head_id}", _signer(row, "", OfficeKind(row.office)), row.unit, row.unit_id) for row in held
    ]


def _signer(row: Any, position: str, office: OfficeKind) -> Signer:
    name = full_name(row.name, row.title_before, row.title_after)
    return Signer(name, position, row.rank, row.nip, office)
