"""Writes to those who completed a course that it is withdrawn. Nothing is committed here."""

from sqlalchemy import select

from lms.content.models import CourseRow, CourseVersion
from lms.content.operations import CourseClosed
from lms.learning.letters import COURSE_WITHDRAWN
from lms.learning.models import Enrolment
from lms.notifications.operations import Addressed, notify_many
from lms.platform.db.model import db


def tell_who_completed(withdrawn: CourseClosed) -> None:
    """One letter each, however often they completed it; the same course withdrawn another day is told again."""
    title = select(CourseVersion.title).join(CourseRow, CourseRow.current_version_id == CourseVersion.id)
    facts = {"slug": withdrawn.slug, "reason": withdrawn.reason}
    facts["title"] = db.session.scalar(title.where(CourseRow.id == withdrawn.course_id)) or withdrawn.slug
    people = select(Enrolment.person_id).where(
        Enrolment.course_id == withdrawn.course_id, Enrolment.state == "completed"
    )
    token = f"withdrawn:{withdrawn.course_id}:{withdrawn.at.isoformat()}"
    letters = [Addressed(person, facts, token) for person in db.session.scalars(people.distinct())]
    notify_many(letters, COURSE_WITHDRAWN, withdrawn.at)
