"""Who heads a unit, with dates: one in each kind of office at a time. The door commits."""

from datetime import date, datetime, timedelta

from sqlalchemy import select

from lms.accounts.models import UnitHead
from lms.kernel.errors import Conflict
from lms.org.signing import OfficeKind
from lms.platform.audit.operations import record
from lms.platform.db.doors import lock_row
from lms.platform.db.model import db


def name_head(unit_id: int, person_id: int, office: OfficeKind, since: date, now: datetime, *, by: str) -> None:
    """From a day on a person heads a unit; whoever held the same office ends the day before. Raises Conflict.

    An acting one (Plt., Plh.) stands beside the holder and is asked first; see `queries.heads_of`.
    """
    held = _open_head(unit_id, office)
    if held is not None and held.person_id == person_id:
        return
    if held is not None:
        if held.valid_from >= since:
            raise Conflict("Whoever heads the unit began on that day or later. Choose a later day.")
        held.valid_to = since - timedelta(days=1)
        db.session.flush()
    db.session.add(
        UnitHead(
            unit_id=unit_id,
            person_id=person_id,
            office=office.value,
            valid_from=since,
            recorded_at=now,
            recorded_by=by,
        )
    )
    record(by, "unit.head", f"unit:{unit_id}", now, person=person_id, office=office.value, since=since.isoformat())


def end_head(unit_id: int, office: OfficeKind, last_day: date, now: datetime, *, by: str) -> None:
    """Ends the time of whoever holds the office. Raises Conflict if nobody does, or they began later."""
    held = _open_head(unit_id, office)
    if held is None or held.valid_from > last_day:
        raise Conflict("Nobody heads the unit in this way.")
    held.valid_to = last_day
    record(by, "unit.end-head", f"unit:{unit_id}", now, person=held.person_id, last_day=last_day.isoformat())


def _open_head(unit_id: int, office: OfficeKind) -> UnitHead | None:
    rows = select(UnitHead).where(
        UnitHead.unit_id == unit_id, UnitHead.office == office.value, UnitHead.valid_to.is_(None)
    )
    found: UnitHead | None = db.session.scalar(lock_row(rows))
    return found
