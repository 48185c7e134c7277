"""Two records of one person: made, merged, undone, and the whole database as it stands."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from sqlalchemy import func, select, update

from lms.accounts import operations as accounts
from lms.accounts.models import Person
from lms.content.models import CourseRow, Recognition
from lms.hours.models import JpEntry
from lms.learning.models import Enrolment
from lms.platform.db.doors import door
from lms.platform.db.model import Base, db
from tests.support.people import NOW

BY = "rina"
LATER = NOW + timedelta(hours=1)
LEFT_OUT = {"audit_entry", "person_merge", "person_merge_row", "signin_session", "check_try", "signin_failure"}
"""Tables that tell of a merge for ever, and sessions, which it ends for good."""


def merge(kept: int, gone: int, at: Any = NOW, reason: str = "Tercatat dua kali") -> int:
    """One record of two; the number of the merge."""
    with door(writes=True):
        return accounts.merge_people(kept, gone, reason, at, by=BY)


def undo(merge_id: int, at: Any = NOW) -> None:
    """Two of one again."""
    with door(writes=True):
        accounts.undo_merge(merge_id, at, by=BY)


SUMS = {
    "certificate_counter": "last",
    "duty_count": "people",
    "duty_week": "people",
    "jp_count": "people",
    "jp_month": "jp",
    "staff_count": "people",
}
"""Stored sums, and their column: what comes to nothing is no sum."""


def everything() -> Mapping[str, list[tuple[Any, ...]]]:
    """Every row of every table; a sum of nothing is no sum."""
    with door(writes=False):
        tables = [table for table in Base.metadata.sorted_tables if table.name not in LEFT_OUT]
        found = {}
        for table in tables:
            sums = [table.c[SUMS[table.name]] != 0] if table.name in SUMS else []
            rows = select(table).where(*sums)
            found[table.name] = sorted((tuple(row) for row in db.session.connection().execute(rows)), key=repr)
        return found


def person(key: int) -> Person:
    """A record as it stands."""
    with door(writes=False):
        return db.session.get_one(Person, key)


def set_of(key: int, **values: Any) -> None:
    """Gives a record these values."""
    with door(writes=True):
        db.session.execute(update(Person).where(Person.id == key).values(**values))


def recognise(slug: str, jp: int) -> None:
    """The office counts a course with so many JP."""
    with door(writes=True):
        course = db.session.scalars(select(CourseRow).where(CourseRow.slug == slug)).one()
        db.session.add(
            Recognition(
                course_id=course.id,
                version_id=course.current_version_id,
                jp=jp,
                form_of_learning="e-learning",
                decision_number="1",
                decision_date=date(2026, 1, 1),
                recorded_at=NOW,
                recorded_by="t",
            )
        )


def jp_of(person: int) -> int:
    """The JP of a person."""
    with door(writes=False):
        return int(db.session.scalar(select(func.sum(JpEntry.jp)).where(JpEntry.person_id == person)) or 0)


def states(person: int) -> list[str]:
    """The states of what a person takes."""
    with door(writes=False):
        rows = select(Enrolment.state).where(Enrolment.person_id == person).order_by(Enrolment.sequence)
        return list(db.session.scalars(rows))


def course_of(slug: str) -> int:
    """The key of a course."""
    with door(writes=False):
        return db.session.scalars(select(CourseRow.id).where(CourseRow.slug == slug)).one()
