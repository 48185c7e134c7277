"""What a newer version of a course brings to somebody who learns or has completed an older one; changes nothing."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from lms.content.models import CourseVersion
from lms.content.queries import version_items, versions_after
from lms.content.version_changes import VersionChanges, compare
from lms.learning.models import EnrolmentMove
from lms.learning.queries import EnrolmentFacts, done_items, reading
from lms.platform.db.model import db


@dataclass(frozen=True)
class VersionNews:
    """From which version to which, what changed, and which items the person has done (by the ids of the older one).

    `moved_at` is set where the person goes on with the newer version already. `versions` are those after the older
    one, the newest first, each with its note.
    """

    slug: str
    course_title: str
    enrolment: EnrolmentFacts
    from_number: int
    to_number: int
    versions: tuple[CourseVersion, ...]
    changes: VersionChanges
    done: frozenset[tuple[str, str, str]]
    moved_at: datetime | None


def version_news(slug: str, person_id: int) -> VersionNews | None:
    """What is new since the version the person is under, else what was new when they last moved.

    None if the person neither takes the course nor has completed it, or if no other version concerns them.
    """
    found = reading(slug, person_id)
    if found is None:
        return None
    held = db.session.get_one(CourseVersion, found.enrolment.version_id)
    move = None if found.enrolment.newer else _last_move(found.enrolment.id)
    if move is None and found.enrolment.newer is None:
        return None
    older = db.session.get_one(CourseVersion, move.from_version_id) if move else held
    later = versions_after(held.course_id, older.number)
    versions = tuple(version for version in later if not move or version.number <= held.number)
    before = version_items(older.id)
    done = done_items(found.enrolment.id)
    return VersionNews(
        slug=slug,
        course_title=found.course_title,
        enrolment=found.enrolment,
        from_number=older.number,
        to_number=versions[0].number,
        versions=versions,
        changes=compare(before, version_items(versions[0].id)),
        done=frozenset(item.identity for item in before if item.id in done and done[item.id].is_done),
        moved_at=move.moved_at if move else None,
    )


def _last_move(enrolment_id: int) -> EnrolmentMove | None:
    rows = select(EnrolmentMove).where(EnrolmentMove.enrolment_id == enrolment_id)
    return db.session.scalar(rows.order_by(EnrolmentMove.id.desc()).limit(1))
