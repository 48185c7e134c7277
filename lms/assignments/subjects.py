"""What an assignment is of: a course, or a programme of several; and how statements name either."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Label, func

from lms.assignments.models import Assignment
from lms.content.models import CourseRow, CourseVersion
from lms.programmes.models import Programme


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


def joined_subject(rows: Any) -> Any:
    """The statement, of assignments, with the course or the programme of each."""
    return (
        rows.outerjoin(CourseRow, CourseRow.id == Assignment.course_id)
        .outerjoin(CourseVersion, CourseVersion.id == CourseRow.current_version_id)
        .outerjoin(Programme, Programme.id == Assignment.programme_id)
    )
