"""Letters to people whose JP of the year are behind an even pace, in the months that the institution names.

The letter of a month is one to a person, told apart by its token, whatever the clock does. The door commits.
"""

from datetime import date, datetime
from typing import Any

from sqlalchemy import func, or_, select

from lms.accounts.models import Person
from lms.hours.models import JpRule, JpYear, StaffPlace
from lms.kernel.clock import local_date
from lms.notifications.models import Notification
from lms.notifications.operations import Addressed, notify_many
from lms.org.queries import institution_on
from lms.platform.db.model import db
from lms.platform.zone import local_zone
from lms.reminders.letters import BEHIND_PACE

AT_ONCE = 2_000
"""People in one transaction."""


def write_pace(now: datetime, after: int = 0) -> tuple[int, int]:
    """Writes to the next people after this key, as `ladder.write_due`: how many letters, after whom to go on (0: done).

    Nobody is written to in other months, or without a minimum for their status, or who has not used the account.
    """
    today = local_date(now, local_zone())
    floors = _floors(today)
    if str(today.month) not in institution_on(today).pace_months.split(" ") or not floors:
        return 0, 0
    token = f"pace:{today:%Y-%m}"
    rows = db.session.execute(_behind(today, floors, token, after)).all()
    notify_many([_letter(row, floors[row.status], today, token) for row in rows], BEHIND_PACE, now)
    return len(rows), rows[-1].person_id if len(rows) == AT_ONCE else 0


def due_by(floor: int, today: date) -> int:
    """What an even pace comes to at the end of the month before, rounded down."""
    return floor * (today.month - 1) // 12


def _floors(today: date) -> dict[str, int]:
    rows = select(JpRule.status, JpRule.jp).where(JpRule.bound == "floor", JpRule.valid_from <= today)
    return dict(db.session.execute(rows.order_by(JpRule.valid_from)).all())  # the newest of each status stays


def _behind(today: date, floors: dict[str, int], token: str, after: int) -> Any:
    jp = func.coalesce(JpYear.jp, 0)
    told = select(Notification.id).where(Notification.person_id == StaffPlace.person_id, Notification.token == token)
    is_behind = [(StaffPlace.status == status) & (jp < due_by(floor, today)) for status, floor in floors.items()]
    rows = select(StaffPlace.person_id, StaffPlace.status, jp.label("jp"))
    rows = rows.join(Person, Person.id == StaffPlace.person_id)
    rows = rows.outerjoin(JpYear, (JpYear.person_id == StaffPlace.person_id) & (JpYear.year == today.year))
    rows = rows.where(StaffPlace.person_id > after, Person.password_hash.is_not(None), or_(*is_behind), ~told.exists())
    return rows.order_by(StaffPlace.person_id).limit(AT_ONCE)


def _letter(row: Any, floor: int, today: date, token: str) -> Addressed:
    facts = {"year": today.year, "jp": row.jp, "floor": floor, "due": due_by(floor, today)}
    return Addressed(row.person_id, facts, token)
