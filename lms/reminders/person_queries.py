"""What one person is late with, and of what of it they may be reminded now; nothing changes here."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import select

from lms.accounts.scope import Scope
from lms.assignments.models import Assignment, Duty
from lms.assignments.queries import within_scope
from lms.assignments.subjects import NAMES, joined_subject
from lms.platform.db.model import db
from lms.reminders.queries import IS_BEGUN, IS_RENEWAL, is_to_do, was_reminded


@dataclass(frozen=True)
class LateLine:
    """A course or programme past its last day, or past the day of its renewal; `was_lately`: reminded of it already."""

    assignment_id: int
    unit_id: int | None
    slug: str
    programme_id: int | None
    title: str
    due_on: date
    is_begun: bool
    is_renewal: bool
    was_lately: bool


def late_of(person_id: int, scope: Scope, window: tuple[datetime, datetime], today: date) -> list[LateLine]:
    """What runs and somebody within reach is late with, the earliest last day first; one statement."""
    columns = (
        Duty.assignment_id,
        Duty.unit_id,
        Duty.until,
        IS_BEGUN,
        IS_RENEWAL,
        *NAMES,
        was_reminded(window).label("held"),
    )
    rows: Any = select(*columns).select_from(Duty).join(Assignment, Assignment.id == Duty.assignment_id)
    rows = joined_subject(rows).where(Duty.person_id == person_id, Assignment.ended_at.is_(None))
    rows = rows.where(is_to_do(today), Duty.until < today, within_scope(Duty.unit_id, scope))
    return [
        LateLine(
            row.assignment_id,
            row.unit_id,
            row.slug,
            row.programme_id,
            row.title,
            row.until,
            bool(row.is_begun),
            bool(row.is_renewal),
            bool(row.held),
        )
        for row in db.session.execute(rows.order_by(Duty.until, Duty.assignment_id))
    ]
