"""People who answer for published courses, for tests."""

from sqlalchemy import select

from lms.content.models import CourseRow
from lms.content.operations import name_authors
from lms.permissions import Role
from lms.platform.db.doors import door
from lms.platform.db.model import db
from tests.support.people import NOW, add_person


def name_author(person_id: int, slug: str = "ramah") -> int:
    """Makes somebody an author of a course; gives the person back."""
    with door(writes=True):
        course_id = db.session.scalars(select(CourseRow.id).where(CourseRow.slug == slug)).one()
        name_authors(course_id, [person_id], NOW)
    return person_id


def add_author(username: str = "siti", name: str = "", slug: str = "ramah") -> int:
    """A speaker who answers for a course."""
    return name_author(add_person(username, name or f"Nama {username.title()}", Role.SPEAKER), slug)
