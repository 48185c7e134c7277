"""What an assignment is of: a course, or a programme of several; and how statements name either."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Label, case, func, select
from sqlalchemy.orm import aliased

from lms.assignments.models import Assignment
from lms.content.models import CourseRow, CourseVersion
from lms.programmes.models import Programme, ProgrammePart


@dataclass(frozen=True)
class Subject:
    """One of the two."""

    course_id: int | None = None
    programme_id: int | None = None


TITLE: ColumnElement[str] = func.coalesce(Programme.title, CourseVersion.title)
"""What it is called, in a statement that was joined by `joined_subject`."""

NAMES: tuple[Label[Any], ...] = (
    func.coalesce(CourseRow.slug, "").label("slug"),
    TITLE.label("title"),
    Assignment.programme_id.label("programme_id"),
)
"""The name of its course ("" for a programme), its title, and its programme (None for a course)."""

_PART = aliased(CourseRow)
_PARTS_OFFERED = (
    select(func.count(ProgrammePart.id))
    .join(_PART, _PART.id == ProgrammePart.course_id)
    .where(ProgrammePart.programme_id == Assignment.programme_id, _PART.withdrawn_at.is_(None))
    .correlate(Assignment)
    .scalar_subquery()
)
IS_OFFERED: ColumnElement[bool] = case(
    (Assignment.programme_id.is_(None), CourseRow.withdrawn_at.is_(None)), else_=Programme.needed <= _PARTS_OFFERED
)
"""Whether somebody who has not begun can still complete it."""


def joined_subject(rows: Any) -> Any:
    """The statement, of assignments, with the course or the programme of each."""
    return (
        rows.outerjoin(CourseRow, CourseRow.id == Assignment.course_id)
        .outerjoin(CourseVersion, CourseVersion.id == CourseRow.current_version_id)
        .outerjoin(Programme, Programme.id == Assignment.programme_id)
    )
