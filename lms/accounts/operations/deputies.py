"""Deputies for absence: named, ended early, ended with the post. The door commits."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select

from lms.accounts.deputies import REASONS, has_office
from lms.accounts.facts import PostsChanged
from lms.accounts.models import Deputy, Employment, Person
from lms.kernel.clock import local_date
from lms.kernel.errors import Conflict, NotFound
from lms.platform.audit.operations import record
from lms.platform.db.doors import lock_row
from lms.platform.db.model import db
from lms.platform.zone import local_zone


@dataclass(frozen=True)
class NewDeputy:
    """Who is to stand for whom, from when until when, and why."""

    person_id: int
    deputy_id: int
    first_day: date
    last_day: date
    reason: str  # a code of `deputies.REASONS`


def name_deputy(new: NewDeputy, now: datetime, *, by: str) -> int:
    """Somebody stands for an absent person; gives the key.

    Raises Conflict for oneself, a day that is over, somebody without an office, and while another one is named.
    """
    today = local_date(now, local_zone())
    db.session.execute(lock_row(select(Person.id).where(Person.id == new.person_id)))
    if new.deputy_id == new.person_id:
        raise Conflict("Nobody is their own deputy.")
    if new.last_day < new.first_day or new.last_day < today or new.reason not in REASONS:
        raise Conflict("Choose a last day from today on, and not before the first one.")
    if not has_office(new.person_id):
        raise Conflict("This person has no office that a deputy could do.")
    held = _open(new.person_id)
    if held is not None:
        if held.last_day >= today:
            raise Conflict("A deputy is named already. End that first.")
        held.ended_at, held.ended_by = now, by
        db.session.flush()
    return _stand_in(new, _units({new.person_id, new.deputy_id}), now, by)


def end_deputy(key: int, now: datetime, *, by: str) -> None:
    """Somebody stands for the absent person no longer. Raises NotFound; what is over stays as it is."""
    row = db.session.scalar(lock_row(select(Deputy).where(Deputy.id == key)))
    if row is None:
        raise NotFound
    if row.ended_at is None and row.last_day >= local_date(now, local_zone()):
        _end(row, now, by)


def end_with_posts(changed: PostsChanged) -> None:
    """Who has left or moved to another unit stands for nobody, and nobody for them."""
    people = set(changed.people)
    rows = db.session.scalars(select(Deputy).where(Deputy.ended_at.is_(None)).order_by(Deputy.id)).all()
    asked = [row for row in rows if people & {row.person_id, row.deputy_id}]
    units = _units({key for row in asked for key in (row.person_id, row.deputy_id)})
    for row in asked:
        were = ((row.person_id, row.person_unit_id), (row.deputy_id, row.deputy_unit_id))
        if any(key not in units or units[key] != unit_id for key, unit_id in were):
            _end(row, changed.at, changed.by)


def give_back_deputies(ended_at: datetime, people: Collection[int], now: datetime, *, by: str) -> None:
    """Deputies whom a change of posts ended at that moment stand in again, once both are where they were.

    Not for whoever has another one by now, nor once the last day is over.
    """
    rows = select(Deputy).where(Deputy.ended_at == ended_at, Deputy.last_day >= local_date(now, local_zone()))
    ended = [row for row in db.session.scalars(rows) if {row.person_id, row.deputy_id} & set(people)]
    units = _units({key for row in ended for key in (row.person_id, row.deputy_id)})
    for row in ended:
        were = ((row.person_id, row.person_unit_id), (row.deputy_id, row.deputy_unit_id))
        if all(key in units and units[key] == unit_id for key, unit_id in were) and _open(row.person_id) is None:
            new = NewDeputy(row.person_id, row.deputy_id, row.first_day, row.last_day, row.reason)
            _stand_in(new, units, now, by)


def _units(people: Collection[int]) -> dict[int, int | None]:
    """Of those who are here: in which unit."""
    if not people:
        return {}
    here = (Employment.person_id.in_(people), Employment.valid_to.is_(None))
    rows = db.session.execute(select(Employment.person_id, Employment.unit_id).where(*here))
    return {row.person_id: row.unit_id for row in rows}


def _stand_in(new: NewDeputy, units: Mapping[int, int | None], now: datetime, by: str) -> int:
    at = {"person_unit_id": units.get(new.person_id), "deputy_unit_id": units.get(new.deputy_id)}
    row = Deputy(**vars(new), **at, recorded_at=now, recorded_by=by)
    db.session.add(row)
    db.session.flush()
    days = {"since": new.first_day.isoformat(), "last_day": new.last_day.isoformat()}
    record(by, "deputy.name", f"person:{new.person_id}", now, person=new.deputy_id, reason=new.reason, **days)
    return row.id


def _end(row: Deputy, now: datetime, by: str) -> None:
    row.ended_at, row.ended_by = now, by
    record(by, "deputy.end", f"person:{row.person_id}", now, person=row.deputy_id)


def _open(person_id: int) -> Deputy | None:
    found: Deputy | None = db.session.scalar(
        select(Deputy).where(Deputy.person_id == person_id, Deputy.ended_at.is_(None))
    )
    return found
