"""Which courses a person answers for: authors for theirs, reviewers for all. What is out of reach is not found."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, select, true

from lms.content.models import CourseAuthor
from lms.content.queries import answers_for
from lms.kernel.errors import NotFound
from lms.permissions import Permission
from lms.platform.web.actor import SignedIn


@dataclass(frozen=True)
class Reach:
    """Who asks, and whether all courses are theirs to answer for; `username` stands in the audit."""

    person_id: int
    username: str
    is_all: bool


def reach_of(person: SignedIn) -> Reach:
    """The courses of the person asking."""
    return Reach(person.id, person.username, person.may(Permission.REVIEW_COURSES))


def is_within(course_id: Any, reach: Reach) -> ColumnElement[bool]:
    """Whether a column holds the key of a course within reach."""
    mine = select(CourseAuthor.course_id).where(CourseAuthor.person_id == reach.person_id)
    within: ColumnElement[bool] = true() if reach.is_all else course_id.in_(mine)
    return within


def require_within(slug: str, reach: Reach) -> None:
    """Raises NotFound unless the course of this name is within reach; whether it exists is left to who reads it."""
    if not reach.is_all and not answers_for(reach.person_id, slug):
        raise NotFound
