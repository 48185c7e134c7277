"""Published courses whose time has come to be looked at again; changes nothing."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import func, select

from lms.accounts.models import Person
from lms.accounts.queries import full_name
from lms.content.models import CourseRow, CourseVersion
from lms.platform.db.model import db
from lms.reviewing.models import CourseCheck


@dataclass(frozen=True)
class DueCourse:
    """A course that wants to be looked at since `due_on`."""

    slug: str
    title: str
    number: int
    due_on: date


@dataclass(frozen=True)
class CheckLine:
    """What a reviewer found when they looked at a course again."""

    at: datetime
    name: str
    finding: str
    words: str
    next_on: date


def due_courses(today: date) -> tuple[DueCourse, ...]:
    """Open courses whose day has come, the one that has waited longest first.

    The day is that of the newest look at the current version, else the one that its author named.
    """
    checks = select(func.max(CourseCheck.id)).where(CourseCheck.version_id == CourseVersion.id)
    newest = checks.correlate(CourseVersion).scalar_subquery()
    day = func.coalesce(CourseCheck.next_on, CourseVersion.review_by)
    rows = (
        select(CourseRow.slug, CourseVersion.title, CourseVersion.number, day)
        .join(CourseVersion, CourseVersion.id == CourseRow.current_version_id)
        .join(CourseCheck, CourseCheck.id == newest, isouter=True)
        .where(CourseRow.withdrawn_at.is_(None), day <= today)
        .order_by(day, CourseRow.slug)
    )
    return tuple(DueCourse(*row) for row in db.session.execute(rows))


def checks_of(course_id: int) -> tuple[CheckLine, ...]:
    """Every look at a course, the newest first."""
    name = (Person.name, Person.title_before, Person.title_after)
    rows = (
        select(CourseCheck, *name)
        .join(Person, Person.id == CourseCheck.person_id)
        .where(CourseCheck.course_id == course_id)
        .order_by(CourseCheck.id.desc())
    )
    return tuple(
        CheckLine(row.at, full_name(*parts), row.finding, row.words, row.next_on)
        for row, *parts in db.session.execute(rows)
    )
