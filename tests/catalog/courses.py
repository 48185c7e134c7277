"""Published courses with what the catalogue shows of them, and people who take them."""

from collections.abc import Sequence
from datetime import date, datetime

from lms.content.models import CourseItem, CourseRow, CourseVersion, Recognition
from lms.content.version_facts import to_json
from lms.learning.models import Enrolment
from lms.platform.db.doors import door
from lms.platform.db.model import db
from tests.support.people import NOW


def add_course(
    slug: str,
    title: str,
    *,
    jp: int | None = None,
    minutes: int = 60,
    level: str = "dasar",
    topics: Sequence[str] = (),
    withdrawn: bool = False,
    items: Sequence[str] = ("lesson", "lesson"),
) -> int:
    """A course with these items (lesson, practice or final), recognised with `jp` unless None; returns its key."""
    with door(writes=True):
        course = CourseRow(slug=slug, created_at=NOW, withdrawn_at=NOW if withdrawn else None)
        db.session.add(course)
        db.session.flush()
        version = CourseVersion(
            course_id=course.id, number=1, fingerprint="0" * 64, published_at=NOW, published_by="x", title=title,
            summary="Singkat.", level=level, topics=to_json(list(topics)), minutes=minutes, item_count=len(items),
            size=1000, renderer="1",
        )  # fmt: skip
        db.session.add(version)
        db.session.flush()
        course.current_version_id = version.id
        db.session.add_all(_item(version.id, position, kind) for position, kind in enumerate(items, 1))
        if jp is not None:
            decided = {"form_of_learning": "E-learning", "decision_number": "1", "decision_date": date(2026, 1, 5)}
            stored = {"recorded_at": NOW, "recorded_by": "test"}
            db.session.add(Recognition(course_id=course.id, version_id=version.id, jp=jp, **decided, **stored))
        return course.id


def _item(version_id: int, position: int, kind: str) -> CourseItem:
    is_lesson = kind == "lesson"
    return CourseItem(
        version_id=version_id,
        position=position,
        key=f"a/b{position}",
        module_position=1,
        kind="lesson" if is_lesson else "quiz",
        role="" if is_lesson else kind,
        title=f"Bagian {position}",
        minutes=3,
    )


def take(person_id: int, course_id: int, state: str = "active", done: int = 0, at: datetime = NOW) -> int:
    """The person takes the course, has left it or has completed it; returns the key of the enrolment."""
    with door(writes=True):
        version = db.session.scalars(db.select(CourseVersion).where(CourseVersion.course_id == course_id)).one()
        row = Enrolment(
            person_id=person_id,
            course_id=course_id,
            version_id=version.id,
            sequence=1,
            state=state,
            enrolled_at=NOW,
            completed_at=NOW if state == "completed" else None,
            left_at=NOW if state == "left" else None,
            item_count=version.item_count,
            done_count=done,
            last_activity_at=at,
        )
        db.session.add(row)
        db.session.flush()
        return row.id
