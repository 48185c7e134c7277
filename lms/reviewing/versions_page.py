"""The versions of a course, and what reviewers can do about it, in words."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from flask import Response
from sqlalchemy import select

from lms.accounts.models import Person
from lms.accounts.queries import full_name
from lms.content.models import CourseRow, CourseVersion
from lms.kernel.clock import local_date, utc_now
from lms.kernel.errors import NotFound, Refusal
from lms.platform.db.model import db
from lms.platform.web.i18n import gettext
from lms.platform.web.pages import render
from lms.platform.zone import local_zone
from lms.reviewing.course_checks import checks_of

A_YEAR = timedelta(days=365)


@dataclass(frozen=True)
class VersionLine:
    """A version: who published it (a name, or the command that did), when, and what it said had changed."""

    id: int
    number: int
    note: str
    published_at: datetime
    by: str
    is_current: bool


@dataclass(frozen=True)
class Versions:
    """A course with its versions, the newest first; `review_by` is the day that its author named."""

    slug: str
    title: str
    course_id: int
    current_id: int
    withdrawn_at: datetime | None
    withdrawn_reason: str
    review_by: date | None
    lines: tuple[VersionLine, ...]

    @property
    def number(self) -> int:
        """That of the version that learners have."""
        return next(line.number for line in self.lines if line.is_current)


@dataclass(frozen=True)
class Tried:
    """What a reviewer filled in in vain: the fields as sent, and why it was not done."""

    action: str = ""
    reason: str = ""
    day: str = ""
    errors: dict[str, str] | None = None
    problem: Refusal | None = None


def versions_of(slug: str) -> Versions:
    """The versions of a course, withdrawn or not. Raises NotFound if there are none."""
    course = db.session.scalar(select(CourseRow).where(CourseRow.slug == slug))
    if course is None or course.current_version_id is None:
        raise NotFound
    rows = (
        select(CourseVersion, Person.name, Person.title_before, Person.title_after)
        .join(Person, Person.username == CourseVersion.published_by, isouter=True)
        .where(CourseVersion.course_id == course.id)
        .order_by(CourseVersion.number.desc())
    )
    found = db.session.execute(rows).all()
    current = next(row[0] for row in found if row[0].id == course.current_version_id)
    return Versions(
        slug=slug,
        title=current.title,
        course_id=course.id,
        current_id=current.id,
        withdrawn_at=course.withdrawn_at,
        withdrawn_reason=course.withdrawn_reason,
        review_by=current.review_by,
        lines=tuple(_line(row[0], list(row[1:]), current.id) for row in found),
    )


def versions_page(found: Versions, tried: Tried | None = None, status: int = 200) -> Response:
    """The page; `tried` is what was filled in in vain."""
    tried = tried or Tried()
    problem = tried.problem
    today = local_date(utc_now(), local_zone())
    checks = checks_of(found.course_id)
    return render(
        "reviewing/versions.html",
        status=status,
        title=gettext("Versions: %(title)s", title=found.title),
        found=found,
        checks=checks,
        today=today,
        due_on=checks[0].next_on if checks else found.review_by,
        in_a_year=today + A_YEAR,
        tried=tried,
        errors={name: gettext(words) for name, words in (tried.errors or {}).items()},
        problem=gettext(problem.message, **problem.params) if problem else "",
    )


def _line(row: CourseVersion, name: list[str | None], current_id: int) -> VersionLine:
    known = full_name(*(part or "" for part in name))
    by = known or (gettext("A command on the server") if row.published_by.startswith("command:") else row.published_by)
    return VersionLine(row.id, row.number, row.note, row.published_at, by, row.id == current_id)
