"""Taking a course and finishing its lessons; each runs in the transaction of its door."""

from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.exc import IntegrityError

from lms.content.models import CourseItem, CourseRow, CourseVersion
from lms.kernel.errors import Conflict, NotFound, Unprocessable
from lms.learning.models import Enrolment, ItemProgress
from lms.platform.db.doors import lock_row
from lms.platform.db.model import db


def enrol(person_id: int, slug: str, now: datetime) -> int:
    """The person's active enrolment in the course, made under its current version unless there is one.

    Raises NotFound (no such course) or Conflict (withdrawn).
    """
    course = db.session.scalar(select(CourseRow).where(CourseRow.slug == slug))
    version = db.session.get(CourseVersion, course.current_version_id or 0) if course else None
    if course is None or version is None:
        raise NotFound
    found = _active(person_id, course.id)
    if found is not None:
        return found
    if course.withdrawn_at is not None:
        raise Conflict("This course is no longer offered.")
    before = select(func.max(Enrolment.sequence)).where(Enrolment.person_id == person_id)
    last = db.session.scalar(before.where(Enrolment.course_id == course.id)) or 0
    row = Enrolment(
        person_id=person_id,
        course_id=course.id,
        version_id=version.id,
        sequence=last + 1,
        state="active",
        enrolled_at=now,
        item_count=version.item_count,
        done_count=0,
        last_activity_at=now,
    )
    try:
        with db.session.begin_nested():
            db.session.add(row)
    except IntegrityError:  # a second tap was faster
        found = _active(person_id, course.id)
        if found is None:
            raise
        return found
    return row.id


def finish_lesson(enrolment_id: int, item_id: int, now: datetime) -> None:
    """Marks a lesson as done; a second time changes nothing.

    Raises NotFound (not an item of this enrolment), Conflict (not active) or Unprocessable (a quiz).
    """
    locked = lock_row(select(Enrolment).where(Enrolment.id == enrolment_id))
    enrolment: Enrolment | None = db.session.scalar(locked.execution_options(populate_existing=True))
    item = db.session.get(CourseItem, item_id)
    if enrolment is None or item is None or item.version_id != enrolment.version_id:
        raise NotFound
    if enrolment.state != "active":
        raise Conflict("You are not taking this course now.")
    if item.kind != "lesson":
        raise Unprocessable("A quiz is done by handing in its answers.")
    rows = select(ItemProgress.id).where(ItemProgress.enrolment_id == enrolment_id)
    if db.session.scalar(rows.where(ItemProgress.item_id == item_id)) is not None:
        return
    db.session.add(ItemProgress(enrolment_id=enrolment_id, item_id=item_id, done_at=now))
    db.session.flush()
    done = select(func.count(ItemProgress.id)).where(
        ItemProgress.enrolment_id == enrolment_id, ItemProgress.done_at.is_not(None)
    )
    enrolment.done_count = min(db.session.scalar(done) or 0, enrolment.item_count)
    enrolment.last_activity_at = now


def _active(person_id: int, course_id: int) -> int | None:
    rows = select(Enrolment.id).where(Enrolment.person_id == person_id, Enrolment.course_id == course_id)
    return db.session.scalar(rows.where(Enrolment.state == "active"))
